import { raw } from 'hono/html';
import type { Planted } from './config.ts';

type Place = 'head' | 'main' | 'footer';

const WORDY = `U geeft hier uw nieuwe adres op ${'en daarna leest u nog een keer wat er gebeurt met wat u opgeeft en wie dat nakijkt en hoe lang dat duurt '.repeat(14)}en dan bent u klaar.`;

/** More text than the lab reads of a page. */
const ENDLESS = 'Elke straat heeft een naam en elk huis een nummer. '.repeat(2_100);

/** Pieces of a page that planted defects add, by the defect's id. */
export const MARKUP: Readonly<Record<string, Partial<Record<Place, string>>>> = {
  'no-zoom': { head: '<meta name="viewport" content="width=device-width, initial-scale=1, user-scalable=no">' },
  'reloads-itself': { head: '<meta http-equiv="refresh" content="900">' },
  'insz-in-storage': { head: '<script src="/opslag.js" defer></script>' },
  'mouse-only': { head: '<script src="/knop.js" defer></script>' },
  'picture-without-text': { main: '<img src="/huis.svg" width="80" height="60">' },
  'third-party': { main: '<img src="https://teller.example/pixel.png" alt="" width="1" height="1">' },
  'sound-by-itself': { main: '<audio src="/welkom.wav" autoplay></audio>' },
  'film-without-captions': { main: '<video src="/uitleg.webm" controls width="240" height="135"></video>' },
  'scrolls-by-mouse': {
    main: `<div class="regels">${'<p>Een adres telt pas na het onderzoek ter plaatse.</p>'.repeat(12)}</div>`,
  },
  'other-name': { main: '<p><a href="/" aria-label="Formulier 12">Terug naar het begin</a></p>' },
  'fixed-letters': { main: '<p style="letter-spacing: 0.02em !important">Wij helpen u graag.</p>' },
  jumps: { head: '<script src="/mededeling.js" defer></script>' },
  'slow-to-react': { head: '<script src="/nakijken.js" defer></script>' },
  'heavy-page': { head: '<link rel="stylesheet" href="/zwaar.css">' },
  'broken-list': { main: '<ul><p>Bel de gemeente</p><p>Schrijf ons</p></ul>' },
  'unknown-tongue': { main: '<p lang="vlaams">Tot gauw.</p>' },
  'empty-link': { main: '<p><a href="/toegankelijkheid"><svg width="16" height="16"></svg></a></p>' },
  blinks: { main: '<marquee>Nieuw: geef uw verhuizing door.</marquee>' },
  'long-sentences': {
    main: `<p>${WORDY}</p><p>Hieronder volgt dezelfde uitleg. ${WORDY.replace('U geeft', 'Ook geeft u')}</p>`,
  },
  'endless-page': { footer: `<p>${ENDLESS}</p><p>Druk dit af en stuur het ons per post.</p>` },
  'file-by-name': { footer: '<a href="/bijlage?bestand=voorwaarden.txt">Voorwaarden</a>' },
  'header-by-name': { footer: '<a href="/taal?taal=nl">Nederlands</a>' },
  'template-by-name': { footer: '<a href="/groet?naam=buur">Welkom</a>' },
};

/** What the planted defects add to this place of a page. */
export const plantedMarkup = (place: Place, planted: Planted) =>
  raw(
    Object.entries(MARKUP)
      .flatMap(([id, parts]) => (planted(id) ? [parts[place] ?? ''] : []))
      .join('\n'),
  );
