import { guaranteesContract } from '../guarantees.contract.ts';
import { openBench } from '../testing/real.ts';
import { ownGuarantees } from './testing/own-guarantees.ts';

guaranteesContract('Podman', () => openBench('podman'), ownGuarantees);
guaranteesContract('Docker', () => openBench('docker'), ownGuarantees);
