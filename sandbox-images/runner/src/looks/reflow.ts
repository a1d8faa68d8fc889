import { defineLook } from '../look.ts';
import { fitsAfter } from '../page/fits.ts';

/** A window of 320 CSS pixels (WCAG 1.4.10). */
export default defineLook({
  id: 'reflow',
  cast: [],
  shared: true,
  run: (context) => fitsAfter(context, (v) => v.page.setViewportSize({ width: 320, height: 640 })),
});
