import { reportSchema } from '@proeftuin/contract/scorecard';
import { expect, test } from 'vitest';
import { renderJson, reportJsonSchema } from './json.ts';
import { madeUp, SOME_BROKEN } from './testing/report.ts';

test('report.json reads back as the report', () => {
  const { report } = madeUp(SOME_BROKEN);
  expect(reportSchema.parse(JSON.parse(renderJson(report)))).toEqual(report);
});

test('the published schema names all that a report must hold', () => {
  const schema = reportJsonSchema();
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
  expect(JSON.stringify(schema)).toContain('"no shortfall found"');
});
