import { type Evidence, KINDS, parseRecord, recordSchema } from '@proeftuin/contract/evidence';
import { scorecardSchema } from '@proeftuin/contract/scorecard';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grade } from './grade.ts';
import { audits } from './registry.ts';
import { canonical } from './rubric/rubric.ts';
import { rubricOf, rubrics } from './rubric/rubrics.ts';
import { EvidenceMaker } from './testing/evidence.ts';
import { wholeTrial } from './testing/trial.ts';

const v1 = rubricOf('v1');
const good = wholeTrial(new EvidenceMaker());

describe('a scorecard', () => {
  test('is of its schema, and as it was', async () => {
    const make = wholeTrial(new EvidenceMaker(), [
      'security/session/csrf-refused',
      'experience/accessibility/contrast',
    ]);
    const card = grade(make.records, make.context(), v1);
    expect(scorecardSchema.parse(card)).toEqual(card);
    const short = {
      level: card.level,
      dimensions: card.dimensions,
      findings: card.findings.map((f) => [f.id, f.outcome, f.severity, f.sentence.en, f.evidence]),
      outcomes: Object.fromEntries(card.audits.map((a) => [a.id, a.outcome])),
    };
    await expect(`${JSON.stringify(short, null, 2)}\n`).toMatchFileSnapshot('golden/scorecard.json');
  });

  test('does not depend on the order of records', () => {
    const { records } = good;
    const bytes = JSON.stringify(grade(records, good.context(), v1));
    const shuffles = fc.shuffledSubarray([...records], { minLength: records.length });
    fc.assert(
      fc.property(shuffles, (shuffled) => JSON.stringify(grade(shuffled, good.context(), v1)) === bytes),
      { numRuns: 15 },
    );
  });

  test('of a good trial has no shortfall', () => {
    const { findings } = grade(good.records, good.context(), v1);
    expect(findings.map((f) => [f.audit, f.outcome])).toEqual([['experience/accessibility/by-hand', 'needs-review']]);
  });

  test('has no index for security', () => {
    const { dimensions } = grade(good.records, good.context(), v1);
    expect(dimensions.security.index).toBeUndefined();
    expect(dimensions.integration.index).toBeGreaterThan(0);
  });

  test('says nothing was examined when nothing was recorded', () => {
    const { level, audits } = grade([], good.context(), v1);
    expect(level).toBe('not ready');
    expect(audits.filter((a) => a.outcome === 'pass').map((a) => a.id)).toEqual([
      'integration/standards/product-in-ipdc',
    ]);
  });

  test("turns each audit over a gap into the lab's fault", () => {
    const make = wholeTrial(new EvidenceMaker());
    make.add('gap', { lost: 3, why: 'the spool of gateway was full' });
    const { audits } = grade(make.records, make.context(), v1);
    expect(audits.find((a) => a.id === 'security/exposure/security-headers')?.outcome).toBe('error');
    expect(audits.find((a) => a.id === 'security/container/non-root')?.outcome).toBe('pass');
  });

  test('passes nothing over bodies that a flood of the service made the lab drop; what was seen to be wrong stays wrong', () => {
    const make = wholeTrial(new EvidenceMaker());
    const flooded = make.records.map((r) =>
      r.kind === 'exchange' ? { ...r, data: { ...r.data, request: { ...r.data.request, dropped: true as const } } } : r,
    );
    const before = grade(make.records, make.context(), v1).audits;
    const after = grade(flooded, make.context(), v1).audits;
    const outcome = (all: typeof after, id: string) => all.find((a) => a.id === id)?.outcome;
    expect(outcome(before, 'security/exposure/no-stack-traces')).toBe('pass');
    expect(outcome(after, 'security/exposure/no-stack-traces')).toBe('not-run');
    expect(outcome(after, 'security/container/non-root')).toBe('pass');
    const failed = (all: typeof after) => all.filter((a) => a.outcome === 'fail').map((a) => a.id);
    expect(failed(after)).toEqual(failed(before));
    expect(after.filter((a) => a.outcome === 'error')).toEqual([]);
  });

  test('measures no time on a busy machine', () => {
    const { audits: judged } = grade(good.records, good.context({ load: 9 }), v1);
    const timed = audits.filter((a) => a.audit.timeBased).map((a) => a.id);
    expect(judged.filter((a) => timed.includes(a.id) && a.outcome !== 'not-run')).toEqual([]);
  });
});

describe('findings', () => {
  test('come by impact, each with what to do', () => {
    const broken = [
      'experience/language/address-form-consistent',
      'security/injection/sql',
      'security/session/cookie-flags',
    ];
    const make = wholeTrial(new EvidenceMaker(), broken);
    const { findings } = grade(make.records, make.context(), v1);
    const failed = findings.filter((f) => f.outcome === 'fail');
    expect(failed.map((f) => f.severity)).toEqual([...failed.map((f) => f.severity)].sort(byWeight));
    expect(failed[0]?.audit).toBe('security/injection/sql');
    expect(findings.every((f) => f.mend.nl !== '' && f.mend.en !== '' && f.sentence.nl !== '')).toBe(true);
  });

  test('name the same evidence in whatever number of records', () => {
    const make = new EvidenceMaker();
    for (let i = 0; i < 200; i += 1) make.exchange(`/x?${i}`, { told: { server: 'nginx/1.18.0' } });
    const { findings } = grade(make.records, make.context({ only: 'security/exposure/no-version-banners' }), v1);
    expect(findings[0]?.id).toBe('security/exposure/no-version-banners#exchange');
    expect(findings[0]?.evidence.length).toBeLessThanOrEqual(20);
  });
});

describe('levels', () => {
  const levelAfter = (broken: readonly string[], suite: string) => {
    const make = wholeTrial(new EvidenceMaker(), broken);
    return grade(make.records, make.context({ suite }), v1);
  };

  test('of a good service: a pilot after the quick suite, reuse after the full one', () => {
    const quick = levelAfter([], 'quick');
    expect([quick.level, quick.missing]).toEqual([
      'ready for a pilot',
      [{ level: 'ready for reuse', audit: 'suite/full', outcome: 'not-run' }],
    ]);
    expect([levelAfter([], 'full').level, levelAfter([], 'full').missing]).toEqual(['ready for reuse', []]);
  });

  test('are lost by one gate, which is named', () => {
    const { level, missing } = levelAfter(['security/privacy/honeytokens-untouched'], 'full');
    expect(level).toBe('not ready');
    expect(missing).toEqual([
      { level: 'ready for a pilot', audit: 'security/privacy/honeytokens-untouched', outcome: 'fail' },
    ]);
  });

  test('are barred by a critical shortfall that is no gate of theirs', () => {
    const { level, missing, dimensions } = levelAfter(['security/session/csrf-refused'], 'quick');
    expect(level).toBe('not ready');
    expect(missing).toEqual([{ level: 'ready for a pilot', audit: 'security/session/csrf-refused', outcome: 'fail' }]);
    expect(dimensions.security.verdict).toBe('shortfall');
  });

  test('are not given by a re-check of one audit', () => {
    const { level } = grade(good.records, good.context({ only: 'security/injection/sql', suite: 'full' }), v1);
    expect(level).toBe('not ready');
  });
});

describe.each([...rubrics.values()])('rubric $id', (rubric) => {
  const gates = rubric.levels.flatMap((l) => l.gates);

  test('has gates that exist, each once, none of them on the clock', () => {
    const known = new Map(audits.map((a) => [a.id, a.audit.timeBased]));
    expect(gates.filter((gate) => known.get(gate) !== false)).toEqual([]);
    expect(new Set(gates).size).toBe(gates.length);
  });

  test('gates each dimension', () => {
    expect([...new Set(gates.map((gate) => gate.split('/')[0]))].sort()).toEqual([
      'experience',
      'integration',
      'security',
      'value',
    ]);
  });
});

test('canonical JSON is the same for equal data', () => {
  expect(canonical({ b: [1, { d: 2, c: undefined }], a: 'x' })).toBe('{"a":"x","b":[1,{"d":2}]}');
});

test('no audit breaks on odd evidence', () => {
  const odd = fc.oneof(
    fc.constantFrom('', '\u0000', '//', 'https://[', 'x'.repeat(5000), '<script>', '\u202e', "' or 1=1", '%E0%A4%A'),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.webUrl(),
  );
  const mangle = (records: readonly Evidence[], texts: readonly string[], seed: number) => {
    let at = seed;
    const walk = (value: unknown): unknown => {
      at += 1;
      if (typeof value === 'string') return at % 3 === 0 ? (texts[at % texts.length] ?? '') : value;
      if (typeof value === 'number') return at % 7 === 0 ? -1e300 : value;
      if (Array.isArray(value)) return at % 11 === 0 ? [] : value.map(walk);
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v)]));
      return value;
    };
    // Only what a source could really have sent: the rest never passes the border.
    return records.flatMap((r): Evidence[] => {
      const odd = recordSchema.safeParse({ ...r, data: walk(r.data) });
      return odd.success && KINDS[r.kind].safeParse(odd.data.data).success ? [parseRecord(odd.data)] : [];
    });
  };
  const { records } = good;
  const context = good.context();
  const broken = (texts: string[], seed: number, text: string) => {
    const hostile = { ...context, blob: () => Buffer.from(text) };
    return grade(mangle(records, texts, seed), hostile, v1)
      .audits.filter((a) => a.outcome === 'error' && a.reason?.en.includes('judgement itself broke') === true)
      .map((a) => `${a.id}: ${a.reason?.en}`);
  };
  fc.assert(
    fc.property(fc.array(odd, { minLength: 1, maxLength: 8 }), fc.nat(50), odd, (texts, seed, text) => {
      expect(broken(texts, seed, text)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

const byWeight = (a: string, b: string) => Object.keys(v1.weights).indexOf(a) - Object.keys(v1.weights).indexOf(b);
