import { defineLook } from '../look.ts';
import { fitsAfter } from '../page/fits.ts';

/** 200 % (WCAG 1.4.4): a browser that enlarges halves the window in CSS pixels, from 1280 by 800 to 640 by 400. */
export default defineLook({
  id: 'zoom',
  cast: [],
  shared: true,
  run: (context) => fitsAfter(context, (v) => v.page.setViewportSize({ width: 640, height: 400 })),
});
