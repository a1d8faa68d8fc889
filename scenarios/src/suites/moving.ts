import { defineSuite } from '../sdk/define.ts';

/** A moving desk in full: households, unusual residents, mistakes, second clicks and a register that is down. */
export default defineSuite({
  scenarios: [
    'quick/landing',
    'quick/report-move',
    'moving/household',
    'moving/double-submit',
    'moving/wrong-input',
    'moving/edge',
    'moving/register-down',
    'moving/status',
    'moving/other-municipality',
  ],
  looks: ['health', 'session'],
  restart: true,
  afterRestart: [],
});
