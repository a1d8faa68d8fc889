import { defineSuite } from '../sdk/define.ts';
import core from './core.ts';

/** Everything that the lab can examine today: suite core, and what takes its time. What readiness for reuse is judged by. */
export default defineSuite({
  ...core,
  scenarios: [
    ...core.scenarios,
    'moving/household',
    'moving/edge',
    'moving/register-down',
    'moving/other-municipality',
    'inname/law-changes',
  ],
  looks: [...core.looks, 'state', 'outage', 'new-fields', 'load', 'hostile-login'],
});
