import { defineAudit } from '../../../define.ts';
import { inszIn, masked } from '../../../insz.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { pagesByStorage } from '../../../views/pages.ts';

export default defineAudit({
  severity: 'serious',
  passed: text(
    'Rijksregisternummers blijven niet achter in de browser',
    'National register numbers do not stay behind in the browser',
  ),
  failed: text(
    'Het rijksregisternummer van een burger blijft achter in de browser, ook op een gedeelde computer.',
    "A citizen's national register number stays behind in the browser, on a shared computer too.",
  ),
  mend: text(
    'Bewaar persoonsgegevens in de sessie op de server, niet in localStorage of sessionStorage.',
    'Keep personal data in the session on the server, not in localStorage or sessionStorage.',
  ),
  requires: { pages: pagesByStorage },
  requirements: ['ASVS5-14.3.3'],
  audit({ pages }) {
    const kept = pages.filter((p) => p.storage !== undefined);
    if (kept.length === 0) return notRun(text('Dit werd niet opgenomen.', 'This was not recorded.'));
    const found = kept.flatMap((p) =>
      [...Object.entries(p.storage?.local ?? {}), ...Object.entries(p.storage?.session ?? {})].flatMap(([key, value]) =>
        inszIn(`${key} ${value}`).map((insz) => ({ id: p.id, detail: `${key}: ${masked(insz)}` })),
      ),
    );
    return found.length === 0
      ? pass()
      : fail(
          found.map((f) => f.id),
          found.map((f) => f.detail),
        );
  },
});
