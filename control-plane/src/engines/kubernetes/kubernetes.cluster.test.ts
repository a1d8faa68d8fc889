import { inject } from 'vitest';
import { lifecycleContract } from '../lifecycle.contract.ts';
import { openClusterBench } from './testing/cluster.ts';
import { clusterGuarantees } from './testing/guarantees.ts';

lifecycleContract('a Kubernetes cluster', openClusterBench, {}, { together: true });
clusterGuarantees(openClusterBench, () => inject('cluster').admin);
