import type { Hono } from 'hono';
import type { Planted } from './config.ts';

interface File {
  readonly path: string;
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Silence, in seconds: WAV, 8 bits, 8 kHz, one channel. */
function silence(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = 8000 * seconds;
  const bytes = new Uint8Array(44 + samples).fill(128, 44);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => bytes.set(new TextEncoder().encode(word), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, samples, true);
  return bytes;
}

const SCRIPT = 'text/javascript; charset=utf-8';
/** Something that comes above all else, after the page was shown. */
const LATE = `addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => {
  const late = document.createElement('p');
  late.textContent = 'Het loket is vandaag open.';
  late.style.minHeight = '60vh';
  document.querySelector('main').prepend(late);
})));`;
/** Half a second of work at each letter that somebody types. */
const BUSY = `addEventListener('input', () => {
  for (const until = performance.now() + 500; performance.now() < until; );
});`;

/** Files that pieces of planted defects load, by the defect's id. */
const FILES: Readonly<Record<string, File>> = {
  'sound-by-itself': { path: '/welkom.wav', type: 'audio/wav', body: silence(6) },
  'film-without-captions': { path: '/uitleg.webm', type: 'video/webm', body: '' },
  jumps: { path: '/mededeling.js', type: SCRIPT, body: LATE },
  'slow-to-react': { path: '/nakijken.js', type: SCRIPT, body: BUSY },
};

export function plantedFiles(app: Hono, planted: Planted): void {
  for (const [id, { path, type, body }] of Object.entries(FILES))
    if (planted(id)) app.get(path, (c) => c.body(body, 200, { 'content-type': type }));
}

/** Defects that need scripts of the service's own to run. */
export const SCRIPTED: readonly string[] = ['mouse-only', 'insz-in-storage', 'jumps', 'slow-to-react'];
