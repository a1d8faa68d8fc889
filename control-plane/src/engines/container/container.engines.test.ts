import { lifecycleContract } from '../lifecycle.contract.ts';
import { openBench } from '../testing/real.ts';

lifecycleContract('Podman', () => openBench('podman'));
lifecycleContract('Docker', () => openBench('docker'));
