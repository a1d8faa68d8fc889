import { defineScenario, resident } from '../../sdk/define.ts';
import { expectThat } from '../../sdk/trouble.ts';

export default defineScenario({
  capability: 'address.find',
  story: {
    nl: 'Een inwoner zoekt het eigen adres op',
    en: 'A resident looks up their own address',
  },
  cast: { seeker: resident({ household: 1, adult: true }) },
  async play({ seeker, service, step }) {
    const { address } = seeker.person;
    expectThat(address !== null, 'the resident has no address');
    if (service.login) await step('logs in', () => seeker.login());
    await step('looks it up', () => seeker.do(service.intent('find-address'), { address }));
    await step('finds it', () => seeker.sees(address.street));
  },
});
