import { LabError } from '@proeftuin/contract/errors';
import { buildExample } from '../../images/example.ts';
import type { Phase } from '../trial.ts';

/** Makes all images present and looks at what they are. */
export const supply: Phase = {
  name: 'supply',
  says: () => 'the images are looked for',
  async run(trial) {
    const { world, release, signal, recorder } = trial;
    const built = release.images.flatMap((source) => (source.kind === 'build' ? [source.folder] : []));
    const [lab] = await Promise.all([
      world.labImages(signal),
      ...built.map((folder) => buildExample(folder, world.home.folder, signal)),
    ]);
    const bases = [];
    for (const folder of built) bases.push(...(await world.baseImages(folder, signal)));
    trial.images = await world.engine.images([...lab, ...bases, ...release.images], signal);
    for (const workload of trial.planned.plan.workloads) {
      for (const container of workload.containers) {
        const facts = trial.images[container.image];
        if (facts === undefined) throw new LabError('image.missing', `image ${container.image} is not there`);
        if (workload.trust !== 'provider' || workload.stage !== 'trial') continue;
        if (facts.builtOpen)
          trial.notes.push(`${container.image} was built open: by this machine's engine, with its network`);
        recorder.add('engine', 'image', {
          workload: workload.id,
          container: container.id,
          digest: facts.digest,
          user: facts.user,
          size: facts.size,
          ports: facts.ports.map(String),
          writableRoot: container.writableRoot,
          runAs: container.user,
        });
      }
    }
  },
};
