import { type Report, reportSchema } from '@proeftuin/contract/scorecard';
import * as z from 'zod';

/** `report.json`: checked, so that what leaves is what the schema promises. Throws a ZodError. */
export const renderJson = (report: Report): string => `${JSON.stringify(reportSchema.parse(report), null, 2)}\n`;

/** The published JSON Schema (2020-12) of `report.json`. */
export const reportJsonSchema = (): object => ({
  $id: 'https://proeftuin.example/schemas/report-v1.json',
  title: 'Proeftuin report',
  ...z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'output' }),
});
