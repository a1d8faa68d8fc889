import * as z from 'zod';
import { type Selection, selectionSchema } from './municipality.ts';

/** What a condition is called, in English and Dutch, and what it makes of the words after its name. */
const CONDITIONS: readonly {
  readonly names: readonly string[];
  readonly example: string;
  read(value: string): Selection | undefined;
}[] = [
  { names: ['age', 'leeftijd'], example: 'age 18-30', read: ages },
  {
    names: ['household', 'gezin'],
    example: 'household 3',
    read: (text) => (/^\d{1,2}$/.test(text) ? { household: Number(text) } : undefined),
  },
  { names: ['tag', 'label'], example: 'tag diacritics', read: (tag) => (tag === '' ? undefined : { tag }) },
  {
    names: ['sex', 'geslacht'],
    example: 'sex V',
    read: (text) => {
      const sex = text.toUpperCase();
      return sex === 'M' || sex === 'V' ? { sex } : undefined;
    },
  },
  {
    names: ['municipality', 'gemeente'],
    example: 'municipality 44084',
    read: (text) => (/^\d{5}$/.test(text) ? { municipality: text } : undefined),
  },
  { names: ['adult', 'volwassen'], example: 'adult', read: alone({ adult: true }) },
  { names: ['minor', 'minderjarig'], example: 'minor', read: alone({ adult: false }) },
  { names: ['enterprise', 'onderneming'], example: 'enterprise', read: alone({ kind: 'enterprise' }) },
  { names: ['civil-servant', 'ambtenaar'], example: 'civil-servant', read: alone({ kind: 'civil-servant' }) },
];

function ages(text: string): Selection | undefined {
  const [, from, to] = /^(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const age: [number, number] = [Number(from), Number(to ?? from)];
  return age[0] <= age[1] ? { age } : undefined;
}

function alone(selection: Selection): (text: string) => Selection | undefined {
  return (text) => (text === '' ? selection : undefined);
}

/**
 * A selection in words, conditions separated by commas: `age 18-30, household 3, tag diacritics`. Empty: any ordinary
 * resident. Throws RangeError that names the condition and shows all that there are.
 */
export function parseSelection(text: string): Selection {
  const selection: Selection = {};
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [name = '', ...rest] = part.split(/[\s:=]+/);
    const condition = CONDITIONS.find(({ names }) => names.includes(name.toLowerCase()));
    const read = condition?.read(rest.join(' '));
    if (read === undefined) throw wrong(part, condition?.example);
    const twice = Object.keys(read).find((key) => key in selection);
    if (twice !== undefined) throw new RangeError(`"${part}": ${twice} is asked twice`);
    Object.assign(selection, read);
  }
  const checked = selectionSchema.safeParse(selection);
  if (!checked.success) throw new RangeError(z.prettifyError(checked.error));
  return selection;
}

const wrong = (part: string, example: string | undefined): RangeError =>
  new RangeError(
    example === undefined
      ? `"${part}": no such condition; there are ${CONDITIONS.map((one) => `\`${one.example}\``).join(', ')}`
      : `"${part}": written as \`${example}\``,
  );
