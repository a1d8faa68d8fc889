import { lifecycleContract } from '../lifecycle.contract.ts';
import { openBench } from './testing/cluster.ts';

lifecycleContract('a Kubernetes cluster', openBench);
