import { once } from '../../../once.ts';
import { eventsOf } from '../../../processes/cases.ts';
import { pastOf } from '../../../processes/past.ts';
import type { LocalProcess } from '../../../processes/process.ts';
import type { Town } from '../../../town/types.ts';
import { uuidOf } from '../../../uuid.ts';
import { type Dataset, listed } from '../dataset.ts';

/**
 * The event log of a local process: the year before the town date, then what happens. Names nobody, no service and no place
 * below the municipality; a case has a number that opens nothing.
 */
export function eventLog(town: Town, process: LocalProcess): Dataset {
  const past = once(() => pastOf(town, process));
  const now = () => eventsOf(town, process.id).map((event) => ({ ...event, case: uuidOf(`log/${event.case}`) }));
  return {
    id: `gebeurtenissen-${process.id}`,
    title: `Gebeurtenissen: ${process.title}`,
    about:
      'Wat er in dit proces gebeurde, voor procesanalyse. In de woorden van XES (IEEE 1849): zaak is case:concept:name, activiteit concept:name, tijdstip time:timestamp, rol org:role.',
    keywords: ['proces', 'gebeurtenissen', 'process mining', process.id],
    theme: 'GOVE',
    columns: ['zaak', 'activiteit', 'tijdstip', 'rol', 'van', 'naar', 'soort', 'niscode', 'regel'],
    version: () => String(eventsOf(town, process.id).length),
    ...listed(
      () => [...past(), ...now()],
      (event) => [
        event.case,
        event.activity,
        event.at,
        event.role,
        event.before === '' ? null : event.before,
        event.after,
        event.kind,
        event.nis,
        event.rule,
      ],
    ),
  };
}
