import * as z from 'zod';
import { defineLook } from '../look.ts';
import { fitsAfter } from '../page/fits.ts';
import { inspect } from '../page/isolated.ts';

/** A style sheet of the reader's own, which no content security policy forbids. */
const WIDER = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return true;
})()`;

/** Line height 1.5, paragraphs 2, letters 0.12, words 0.16 (WCAG 1.4.12). */
export default defineLook({
  id: 'text-spacing',
  cast: [],
  shared: true,
  run: (context) => fitsAfter(context, (v) => inspect(v.page, async (run) => void (await run(WIDER, z.literal(true))))),
});
