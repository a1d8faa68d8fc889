import type { Text } from '@proeftuin/contract/scorecard';
import { text } from './outcome.ts';

/** What a developer does first about a cause that is the service's (`fault.ts`). */
export const NEXT_STEP: Readonly<Record<string, Text>> = {
  'provider:navigation': text(
    'Laat elke pagina binnen tien seconden helemaal komen: kop, inhoud en einde.',
    'Have each page come whole within ten seconds: head, body and end.',
  ),
  'provider:redirect-loop': text(
    'Antwoord op dit pad met een pagina, in plaats van telkens door te verwijzen.',
    'Answer this path with a page instead of redirecting again and again.',
  ),
  'provider:status-5xx': text(
    'Zoek in het logboek van de dienst waarom ze hier een fout gaf of niet antwoordde.',
    "Find in the service's log why it gave an error here, or no answer.",
  ),
  'provider:crash': text(
    'Maak de pagina lichter: ze deed de browser vastlopen.',
    'Make the page lighter: it brought the browser down.',
  ),
  'provider:hang': text(
    'Laat scripts van de pagina korter werken: de browser kwam niet meer aan de beurt.',
    'Have scripts of the page work shorter: the browser had no turn any more.',
  ),
  'provider:dialog-flood': text(
    'Zet meldingen in de pagina, in plaats van in vensters (alert, confirm, prompt).',
    'Put messages into the page instead of dialogs (alert, confirm, prompt).',
  ),
  'provider:window-flood': text('Open geen vensters vanzelf.', 'Open no windows by itself.'),
  'provider:download': text(
    'Antwoord op dit pad met een pagina, en niet met een bestand.',
    'Answer this path with a page, not with a file.',
  ),
};
