import { afterAll, beforeAll } from 'vitest';
import { lifecycleContract } from '../lifecycle.contract.ts';
import { benchOn, type Cluster, openCluster } from './testing/cluster.ts';
import { clusterGuarantees } from './testing/guarantees.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(async () => await cluster?.close());

lifecycleContract('a Kubernetes cluster', () => benchOn(cluster), {}, { together: true });
clusterGuarantees(
  () => benchOn(cluster),
  () => cluster.kubeconfig,
);
