import { defineSuite } from '../sdk/define.ts';

/** One task and its mistakes, and all quick looks: what the detection matrix plays. */
export default defineSuite({
  scenarios: [
    'quick/landing',
    'quick/report-move',
    'quick/find-address',
    'moving/double-submit',
    'moving/wrong-input',
    'moving/status',
  ],
  looks: [
    'health',
    'statement',
    'session',
    // The longest first: looks are done two at a time.
    'replay',
    'csrf',
    'cors',
    'methods',
    'forged-callback',
    'stray',
    'errors',
    'host-header',
    'reflow',
    'zoom',
    'text-spacing',
    'back-reload',
    'phone',
    'keyboard',
    'stored',
    'injection',
    'redirects',
    'reflected',
    'sql',
    'kept',
  ],
  restart: true,
  afterRestart: ['kept'],
});
