import { defineSuite } from '../sdk/define.ts';

/** A desk for taking public domain: its task, on the day on which the rules change. */
export default defineSuite({
  scenarios: ['quick/landing', 'inname/law-changes'],
  looks: ['health', 'session'],
  restart: true,
  afterRestart: [],
});
