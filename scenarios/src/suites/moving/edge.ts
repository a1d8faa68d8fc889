import { defineScenario } from '../../sdk/define.ts';

/** Residents whom software forgets and who may well move (the edge-case catalogue). */
const TAGS = [
  'diacritics',
  'apostrophe',
  'one-letter-name',
  'long-name',
  'no-given-name',
  'bis-number',
  'house-number-suffix',
  'box-number',
];

export default defineScenario({
  capability: 'moving.report',
  story: {
    nl: 'Inwoners met ongewone namen, nummers en adressen verhuizen',
    en: 'Residents with unusual names, numbers and addresses move',
  },
  cast: {},
  async play({ service, municipality, step, invite, served }) {
    for (const tag of TAGS) {
      const mover = await invite({ tag, adult: true });
      if (mover === undefined) continue;
      const address = municipality.vacantAddress();
      await served(tag, () =>
        step(`moves: ${tag}`, async () => {
          if (service.login) await mover.login();
          await mover.do(service.intent('report-move'), { address, date: municipality.today() });
          await municipality.expect.addressOf([mover.person]).toBecome(address);
        }),
      );
    }
  },
});
