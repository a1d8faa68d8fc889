import { defineView } from '../define.ts';
import { blobText, onService } from '../http.ts';
import { notRun, text, Unseen } from '../outcome.ts';

/** A page that told a person that something they filled in is wrong. */
interface ErrorPage {
  readonly id: string;
  readonly path: string;
  /** Start tags of the fields that are marked as wrong. */
  readonly invalid: readonly string[];
  /** There was more markup than was kept: a field that is marked may be in it. */
  readonly cut: boolean;
  readonly filled: number;
  readonly fields: number;
}

const INVALID = /<(?:input|select|textarea)\b[^>]*\baria-invalid\s*=\s*["']?true[^>]*>/gi;
const SUMMARY = /\brole\s*=\s*["']?alert\b/i;

export const errorPages = defineView({
  needs: ['page'],
  reads: ['html', 'fields'],
  of({ page }, context): readonly ErrorPage[] {
    const found = page.flatMap((p): ErrorPage[] => {
      if (!onService(p.data.url, context)) return [];
      const markup = blobText(p.data.html, context);
      const invalid = markup.match(INVALID) ?? [];
      const fields = (p.data.fields ?? []).filter((f) => !/checkbox|radio|file|password/.test(f.type));
      if (invalid.length === 0 && (!SUMMARY.test(markup) || fields.length === 0)) return [];
      return [
        {
          id: p.id,
          path: new URL(p.data.url).pathname,
          invalid,
          cut: p.data.cut?.includes('html') ?? false,
          fields: fields.length,
          filled: fields.filter((f) => f.filled).length,
        },
      ];
    });
    if (found.length > 0) return found;
    throw new Unseen(notRun(text('Niemand maakte een fout in een formulier.', 'Nobody made a mistake in a form.')));
  },
});
