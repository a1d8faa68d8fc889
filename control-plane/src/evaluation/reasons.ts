import type { TrialContext } from './context.ts';
import { text } from './outcome.ts';

/** Why what depends on speed was not judged. */
export const BUSY = text('De machine was te druk om tijd te meten.', 'The machine was too busy to measure time.');

/** Why what was not seen in an answer may be in it all the same. */
export const TOO_LONG = text(
  'Een antwoord was langer dan het lab leest, of niet te ontcijferen: kijk zelf na wat erin staat.',
  'An answer was longer than the lab reads, or cannot be decoded: see for yourself what is in it.',
);

/** Why what was not seen on a page may be on it all the same. */
export const TOO_MUCH = text(
  'Een pagina was groter dan het lab leest: kijk zelf na wat er nog op staat.',
  'A page was larger than the lab reads: see for yourself what else is on it.',
);

/** Common reasons why an audit does not apply to a service. */
export const withoutLogin = ({ service }: TrialContext) =>
  service.login ? undefined : text('De dienst heeft geen login.', 'The service has no login.');

export const withoutServants = ({ capabilities }: TrialContext) =>
  capabilities.includes('moving.handle')
    ? undefined
    : text(
        'De dienst noemt niets dat een ambtenaar behandelt (moving.handle).',
        'The service names nothing that a civil servant handles (moving.handle).',
      );

export const withoutRegisters = ({ registers }: TrialContext) =>
  registers.length > 0 ? undefined : text('De dienst gebruikt geen registers.', 'The service uses no registers.');

export const withoutWeb = ({ channels }: TrialContext) =>
  channels.length === 0 || channels.includes('web')
    ? undefined
    : text('De dienst heeft geen webkanaal.', 'The service has no web channel.');

export const withoutIntents = ({ intents }: TrialContext) =>
  Object.keys(intents).length > 0
    ? undefined
    : text('De dienst noemt geen taak (intents).', 'The service declares no task (intents).');

/** Capabilities that only look something up (`address.find`), or in (`identity.login`): nothing is being handled afterwards. */
export const withoutCases = ({ capabilities }: Pick<TrialContext, 'capabilities'>) =>
  capabilities.length > 0 && capabilities.every((id) => /\.find$|^identity\./.test(id))
    ? text('De dienst zoekt op en neemt geen vraag aan.', 'The service looks things up and takes no request.')
    : undefined;

export const without = (type: string) => (context: TrialContext) =>
  context.resources.some((resource) => resource.type === type)
    ? undefined
    : text(`De dienst vraagt geen ${type}.`, `The service asks for no ${type}.`);

/** The first of several reasons that holds. */
export const either =
  (...reasons: readonly ((context: TrialContext) => ReturnType<typeof text> | undefined)[]) =>
  (context: TrialContext) =>
    reasons.map((reason) => reason(context)).find((told) => told !== undefined);
