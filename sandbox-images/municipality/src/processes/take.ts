import { dayIn } from '@proeftuin/contract/day';
import type { Context } from 'hono';
import type { Context as SystemContext } from '../context.ts';
import { refuse } from '../request.ts';
import { addressOf } from '../systems/personen/moves.ts';
import { validInsz } from '../town/numbers/insz.ts';
import { type Case, file } from './cases.ts';
import { later } from './filing.ts';
import type { Filing, LocalProcess } from './process.ts';
import { ruleOn, rulesOf } from './rules.ts';

/** Who files: the town's own id, empty for nobody; or the answer that says what is wrong with the number. */
function filerOf(c: Context, { town }: SystemContext, insz: string | undefined): string | Response {
  if (insz === undefined) return '';
  if (!validInsz(insz)) return refuse(c, 400, 'insz-controlegetal', 'Ongeldig INSZ', 'Het controlegetal klopt niet.');
  const person = town.people.byInsz(insz);
  if (person === undefined) return refuse(c, 422, 'onbekend-insz', 'Onbekend INSZ', 'Niemand heeft dit nummer.');
  return person.deceased === null
    ? person.id
    : refuse(c, 422, 'overleden', 'Overleden', 'Wie overleden is, dient niets in.');
}

/** Takes a filing of a service in, judged by the rule that holds on the day of filing; or says what is wrong with it. */
export function take(
  c: Context,
  context: SystemContext,
  process: LocalProcess,
  service: string,
  filing: Filing,
): Case | Response {
  const { town, clock } = context;
  const { insz, adres, ...rest } = filing;
  const subject = filerOf(c, context, insz);
  if (subject instanceof Response) return subject;
  const address = addressOf(town, adres);
  if (address === undefined)
    return refuse(c, 422, 'onbekend-adres', 'Onbekend adres', 'Geef de URI uit het adressenregister.');
  const today = dayIn(clock.now());
  const rule = ruleOn(rulesOf(town, process, address.nis), today);
  if (rule === undefined)
    return refuse(c, 409, 'geen-regel', 'Nog geen regel', `Op ${today} bestond er nog geen reglement.`);
  const { wrong, amount, days } = process.judge(filing, { values: rule.values, today, address });
  if (wrong.length > 0)
    return refuse(c, 422, 'regel', 'Niet volgens het reglement', wrong.map(({ reden }) => reden).join(' '), {
      fouten: wrong,
      regel: rule.from,
    });
  return file(town, process, {
    service,
    subject,
    nis: address.nis,
    address: address.id,
    filing: { ...rest, adres: address.uri },
    rule: rule.from,
    amount,
    due: days === undefined ? '' : later(today, days),
    at: clock.lab(),
  });
}
