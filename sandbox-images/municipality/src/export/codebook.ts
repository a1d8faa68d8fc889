import { CONTEXT } from './context.ts';
import { BASES, type Made } from './table.ts';
import { TABLES } from './tables/all.ts';

const terms: Readonly<Record<string, unknown>> = CONTEXT['@context'];

/** IRI of a name of the context. */
function iriOf(term: string): string {
  const found = terms[term];
  if (typeof found === 'string') return found;
  const id = Object.entries(found ?? {}).find(([key]) => key === '@id' || key === '@reverse')?.[1];
  return typeof id === 'string' ? id : `${CONTEXT['@context']['@vocab']}${term}`;
}

const BASIS: Readonly<Record<(typeof BASES)[number], string>> = {
  real: 'copied from a public source',
  rule: 'follows from a published rule or from other columns',
  synthetic: 'drawn by the seed after a published figure',
  assumption: 'drawn by the seed after a choice of this lab',
};

/** Every table and column of an export: what it means, its unit, codes and source, and whether it is real, a rule, synthetic or assumed. */
export function codebookOf(town: Made, rows: ReadonlyMap<string, number>) {
  return {
    about: 'A synthetic municipality. Nobody and nothing in it is real but what `basis` says is.',
    profile: town.profile,
    seed: town.seed,
    date: town.date,
    basis: BASIS,
    tables: TABLES.map(({ name, meaning, kind, key, columns }) => ({
      name,
      meaning,
      rows: rows.get(name) ?? 0,
      key,
      type: iriOf(kind),
      columns: columns.map(({ name: column, of: _, term, nullable, unique, indexed: __, ...rest }) => ({
        name: column,
        ...rest,
        nullable: nullable === true,
        unique: unique === true || (key.length === 1 && key[0] === column),
        term,
        iri: iriOf(term),
      })),
    })),
  };
}
export type Codebook = ReturnType<typeof codebookOf>;

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The codebook for people. */
export function codebookText({ about, profile, seed, date, basis, tables }: Codebook): string {
  const parts = tables.map(({ name, meaning, rows, key, columns }) => {
    const lines = columns.map((c) => {
      const codes = Object.entries(c.codes ?? {}).map(([code, says]) => `\`${code}\` ${says}`);
      const more = [c.references === undefined ? '' : `→ \`${c.references}\``, c.unit ?? '', codes.join(', ')];
      const type = `${c.type}${c.nullable ? ', may be absent' : ''}`;
      return `| \`${c.name}\` | ${type} | ${[c.meaning, more.filter((m) => m !== '').join('; '), c.basis, c.source ?? ''].map(cell).join(' | ')} |`;
    });
    return `## \`${name}\`\n\n${meaning}${meaning.endsWith('.') ? '' : '.'} ${rows} rows, told apart by ${key.map((k) => `\`${k}\``).join(' and ')}.\n
| column | type | meaning | refers to; unit; codes | basis | source |\n|---|---|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  const bases = BASES.map((one) => `- \`${one}\`: ${basis[one]}`).join('\n');
  return `# Codebook\n\n${about}\n\nProfile \`${profile}\`, seed \`${seed.replaceAll('`', "'")}\`, town date ${date}.\n\nWhere values come from (\`basis\`):\n\n${bases}\n\n${parts.join('\n')}`;
}
