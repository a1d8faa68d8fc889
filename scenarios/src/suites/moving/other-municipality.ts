import type { AddressSeen, MunicipalitySeen } from '@proeftuin/contract/municipality';
import { defineScenario } from '../../sdk/define.ts';
import type { Actor, Stage } from '../../sdk/stage.ts';
import { expectThat, Trouble } from '../../sdk/trouble.ts';

/** Vacant addresses that are looked at for one in a municipality with a civil servant. */
const TRIES = 20;

/**
 * A move within one municipality of a region: its civil servant handles it, one of another must not see it. Leaves the facts
 * `listed` (the other one's list shows it) and `opened` (and so does its page, by its address). An audit judges them.
 */
export default defineScenario({
  capability: 'moving.handle',
  municipalities: 2,
  story: {
    nl: 'Een gemeente behandelt een verhuizing; een andere gemeente in dezelfde dienst ziet ze niet',
    en: 'One municipality handles a move; another one in the same service does not see it',
  },
  cast: {},
  async play({ service, municipality, invite, step, fact }) {
    const report = service.intent('report-move');
    const handle = service.intent('handle-move');
    const all = await municipality.all();
    const { address, servant, nis } = await here({ municipality, invite }, all);
    const mover =
      (await invite({ household: 1, adult: true, municipality: nis }, 'mover')) ??
      nobody(`an adult who lives alone in ${address.municipality}`);
    const other = await elsewhere({ invite }, all, nis);
    const shows = async (actor: Actor): Promise<boolean> => mentions(await actor.text(), address);

    if (service.login) await step('logs in', () => mover.login());
    await step('reports the move', () => mover.do(report, { address, date: municipality.today() }));
    await step('the civil servant logs in', () => servant.login(handle.path));
    await step('the civil servant opens the report', async () => {
      await servant.attempt(handle, {}, { step: handle.steps.length - 1 });
      await servant.sees(handle.confirmation);
      expectThat(await shows(servant), `a civil servant of ${address.municipality} does not find the report`);
    });
    const page = new URL(servant.here());
    await step('a civil servant of another municipality logs in', () => other.login(handle.path));
    await step('looks for it in the list', async () => {
      await other.visit(handle.path);
      fact('listed', await shows(other));
    });
    await step('opens it by its address', async () => {
      const { status } = await other.visit(page.pathname + page.search);
      fact('opened', status < 400 && (await shows(other)));
    });
  },
});

/** Is this address on the page? Number 1 is not on it where number 12 is. */
function mentions(text: string, { street, houseNumber }: AddressSeen): boolean {
  const [name, number] = [street, houseNumber].map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`${name}\\s+${number}(?![\\w/-])`).test(text);
}

function nobody(whom: string): never {
  throw new Trouble('lab:municipality-refused', `the town has nobody who is ${whom}`);
}

/** A vacant address, and a civil servant of the municipality that it lies in. */
async function here(
  { municipality, invite }: Pick<Stage, 'municipality' | 'invite'>,
  all: readonly MunicipalitySeen[],
) {
  for (let n = 0; n < TRIES; n += 1) {
    const address = municipality.vacantAddress();
    const nis = all.find(({ name }) => name === address.municipality)?.nis ?? '';
    const servant = await invite({ kind: 'civil-servant', municipality: nis }, 'civil servant');
    if (servant !== undefined) return { address, nis, servant };
  }
  return nobody('a civil servant where a house is vacant');
}

/** A civil servant of any other municipality. */
async function elsewhere({ invite }: Pick<Stage, 'invite'>, all: readonly MunicipalitySeen[], own: string) {
  for (const { nis } of all) {
    const selection = { kind: 'civil-servant', municipality: nis } as const;
    const servant = nis === own ? undefined : await invite(selection, 'neighbour');
    if (servant !== undefined) return servant;
  }
  return nobody('a civil servant of another municipality');
}
