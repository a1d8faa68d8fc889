import { defineSuite } from '../sdk/define.ts';

/** One task, the landing pages, safe defaults: the smallest suite for a pilot. */
export default defineSuite({
  scenarios: ['quick/landing', 'quick/report-move'],
  looks: [],
  restart: true,
  afterRestart: [],
});
