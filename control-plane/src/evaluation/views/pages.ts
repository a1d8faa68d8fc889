import type { Data } from '@proeftuin/contract/evidence';
import { defineView } from '../define.ts';
import { blobText } from '../http.ts';
import { notRun, text, Unseen } from '../outcome.ts';

/** A page of the service as a person met it. */
export interface MetPage extends Omit<Data<'page'>, 'text' | 'html' | 'aria'> {
  readonly id: string;
  readonly step: string | undefined;
  readonly path: string;
  /** Visible text and markup; '' when not kept. */
  visible(): string;
  markup(): string;
}

/** Pages of the service's own origin (never those of the municipality's login). */
export const pages = defineView({
  needs: ['page'],
  of({ page }, context): readonly MetPage[] {
    const met = page.flatMap((record): MetPage[] => {
      const url = URL.parse(record.data.url);
      if (url === null || url.origin !== URL.parse(context.service.origin)?.origin) return [];
      const { text: visible, html, aria: _, ...data } = record.data;
      return [
        {
          ...data,
          id: record.id,
          step: record.step,
          path: url.pathname,
          visible: () => blobText(visible, context),
          markup: () => blobText(html, context),
        },
      ];
    });
    if (met.length > 0) return met;
    throw new Unseen(
      notRun(text('Niemand kwam op een pagina van de dienst.', 'Nobody reached a page of the service.')),
    );
  },
});
