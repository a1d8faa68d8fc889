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
    'csrf',
    'cors',
    'methods',
    'stray',
    'errors',
    'host-header',
    'reflow',
    'zoom',
    'text-spacing',
    'phone',
    'keyboard',
    'back-reload',
    'stored',
    'injection',
    'redirects',
    'reflected',
    'sql',
    'replay',
    'kept',
  ],
  restart: true,
  afterRestart: ['kept'],
});
