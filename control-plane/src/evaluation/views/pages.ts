import type { Data, PagePart } from '@proeftuin/contract/evidence';
import { defineView } from '../define.ts';
import { blobText, onService } from '../http.ts';
import { notRun, text, Unseen } from '../outcome.ts';

/** A page of the service as a person met it. */
export interface MetPage extends Omit<Data<'page'>, 'text' | 'html' | 'aria' | 'cut'> {
  readonly id: string;
  readonly step: string | undefined;
  readonly path: string;
  /** Visible text and markup; '' when not kept. */
  visible(): string;
  markup(): string;
  /** Has the page more of this than was kept? */
  isCut(part: PagePart): boolean;
}

/** Pages of the service's own origin (never those of the municipality's login), read for some of their parts. */
const pagesFor = (...reads: readonly PagePart[]) =>
  defineView({
    needs: ['page'],
    reads,
    of({ page }, context): readonly MetPage[] {
      const met = page
        .filter(({ data }) => onService(data.url, context))
        .map(
          ({ id, step, data: { text: visible, html, aria: _, cut = [], ...data } }): MetPage => ({
            ...data,
            id,
            step,
            path: new URL(data.url).pathname,
            visible: () => blobText(visible, context),
            markup: () => blobText(html, context),
            isCut: (part) => cut.includes(part),
          }),
        );
      if (met.length > 0) return met;
      throw new Unseen(
        notRun(text('Niemand kwam op een pagina van de dienst.', 'Nobody reached a page of the service.')),
      );
    },
  });

/** For what a browser measures of a page, whatever its size. */
export const pages = pagesFor();
export const pagesByAxe = pagesFor('axe');
export const pagesByText = pagesFor('text');
export const pagesByFields = pagesFor('fields');
export const pagesByStorage = pagesFor('storage');
export const pagesByCookies = pagesFor('cookies');
