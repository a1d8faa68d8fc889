import { defineSuite } from '../sdk/define.ts';

/** One task, the landing pages, safe defaults: the smallest suite for a pilot. */
export default defineSuite({
  scenarios: ['quick/landing', 'quick/report-move', 'quick/find-address'],
  looks: [
    'health',
    'statement',
    'session',
    'csrf',
    'cors',
    'methods',
    'forged-callback',
    'stray',
    'errors',
    'host-header',
    'reflow',
  ],
  restart: true,
  afterRestart: [],
});
