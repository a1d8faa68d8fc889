import { guaranteesContract } from '../guarantees.contract.ts';
import { openBench } from '../testing/real.ts';

guaranteesContract('Podman', () => openBench('podman'));
guaranteesContract('Docker', () => openBench('docker'));
