import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CASE_TYPES, URGENCIES } from '../../contract/cases.ts';
import { AMOUNT_UNITS, type DeadlinePolicy, STAGES } from './policy.ts';

const file = z.strictObject({
  note: z.string(),
  validFrom: z.iso.date(),
  policies: z.array(
    z.strictObject({
      stage: z.enum(STAGES),
      type: z.enum(CASE_TYPES).nullable(),
      urgency: z.enum(URGENCIES).nullable(),
      amount: z.number().int().positive(),
      unit: z.enum(AMOUNT_UNITS),
      calendar: z.string().nullable(),
      warnShares: z.array(z.number().int().min(1).max(99)).optional(),
    }),
  ),
});

/**
 * The policies a new installation starts with (db/reference/deadline-policies.json), numbered in the order of the file.
 * @throws ZodError when the file is damaged
 */
export function referencePolicies(): DeadlinePolicy[] {
  const url = new URL('../../db/reference/deadline-policies.json', import.meta.url);
  const { note, validFrom, policies } = file.parse(JSON.parse(readFileSync(url, 'utf8')));
  return policies.map((p, i) => ({
    ...p,
    id: i + 1,
    category: null,
    warnShares: p.warnShares ?? [50, 80],
    validFrom,
    validTo: null,
    note,
  }));
}
