import { defineSuite } from '../sdk/define.ts';

/** Everything that the lab can examine today: the smallest suite for reuse. */
export default defineSuite({
  scenarios: ['quick/landing', 'quick/report-move', 'moving/double-submit', 'moving/wrong-input', 'moving/status'],
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
    'redirects',
    'reflected',
    'sql',
    'replay',
  ],
  restart: true,
  afterRestart: [],
});
