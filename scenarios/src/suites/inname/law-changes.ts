import { defineScenario, resident } from '../../sdk/define.ts';
import { expectThat } from '../../sdk/trouble.ts';

/** Days of a request that today's rule allows, at most; and days until it begins. */
const MOST = 30;
const AHEAD = 20;

const later = (day: string, days: number): string => {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};
/** 12/3/2026 and 12/03/2026. */
const written = (day: string): RegExp => {
  const [year, month, date] = day.split('-').map(Number);
  return new RegExp(`\\b0?${date}[/-]0?${month}[/-]${year}\\b`);
};

/**
 * The council shortened the taking of public domain: from tomorrow on what was allowed today is too long. A service that asks the
 * municipality for its rules, or tells what it says, follows; one that has the rule in its code does not.
 */
export default defineScenario({
  capability: 'inname.request',
  story: {
    nl: 'De regels voor de inname van het openbaar domein veranderen morgen: volgt de dienst?',
    en: 'The rules for taking public domain change tomorrow: does the service follow?',
  },
  cast: { builder: resident({ household: 1, adult: true }) },
  async play({ builder, service, municipality, step, fact }) {
    const intent = service.intent('request-inname');
    const inname = municipality.process('inname');
    const address = builder.person.address ?? municipality.vacantAddress();
    const today = await municipality.labDay();
    const tomorrow = await municipality.labDay(1);
    const { maxDagen } = (await inname.ruleOn(today)).values;
    const long = Math.min(MOST, Number(maxDagen));
    const short = Math.floor(long / 2);
    const from = later(today, AHEAD);
    const until = (days: number): string => later(from, days - 1);
    const asking = (days: number) => ({ address, from, until: until(days), kind: 'Container', area: '10' });
    const received = async (count: number): Promise<void> => {
      const cases = await inname.casesOf(builder.person);
      expectThat(cases.length === count, `the municipality holds ${cases.length} requests, expected ${count}`);
    };

    if (service.login) await step('logs in', () => builder.login());
    await step(`asks for ${long} days, as today's rule allows`, () => builder.do(intent, asking(long)));
    await step('the municipality has the request', () => received(1));
    const change = await inname.change(tomorrow, { maxDagen: short });
    const passed = await municipality.pass(1).catch(async (thrown: unknown) => {
      await change.end();
      throw thrown;
    });
    try {
      await step(`asks for ${long} days when ${short} are the most`, async () => {
        for (const index of intent.steps.keys()) {
          await builder.attempt(intent, asking(long), { step: index });
          const next = intent.steps[index + 1];
          // Told at the first page already: there is no second one to fill.
          if (next !== undefined && !(await builder.shows(next.submit))) break;
        }
        const refused = !(await builder.shows(intent.confirmation));
        fact('refused', refused);
        expectThat(refused, `a request of ${long} days was confirmed, though the rule of today says ${short}`);
      });
      await step('is told what is allowed now', async () => {
        // Beside the field, where it is still there, or anywhere on the page.
        const field = intent.steps.map(({ fields }) => fields.until).find((control) => control !== undefined);
        const beside = field !== undefined && (await builder.shows(field));
        const said = `${await builder.text()} ${beside ? (await builder.field(intent, 'until')).error : ''}`;
        const told =
          new RegExp(`\\b${short}\\s+(kalender)?(dagen|days)\\b`).test(said) || written(until(short)).test(said);
        fact('told', told);
        expectThat(told, `the page does not say that ${short} days are the most now`);
      });
      await step('the municipality has no second request', () => received(1));
      await step(`asks for ${short} days`, () => builder.do(intent, asking(short)));
      await step('the municipality has both, each by the rule of its day', async () => {
        await received(2);
        const rules = (await inname.casesOf(builder.person)).map(({ rule }) => rule);
        expectThat(rules[1] === tomorrow, `the second request was judged by the rule of ${rules[1]}`);
      });
    } finally {
      await passed.end();
      await change.end();
    }
  },
});
