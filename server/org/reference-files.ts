import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CASE_TYPES, URGENCIES } from '../../contract/cases.ts';

/** Reference codes of db/reference/categories.json → our case types. */
const TYPES: Record<string, (typeof CASE_TYPES)[number]> = {
  'hoi-dap': 'inquiry',
  'huong-dan-tthc': 'procedure_inquiry',
  'phan-anh-hien-truong': 'site_report',
  'phan-anh-dich-vu': 'service_report',
  'phan-anh-giai-quyet-tthc': 'procedure_report',
  'kien-nghi-quy-dinh-hanh-chinh': 'regulation_feedback',
  'phan-anh-doanh-nghiep': 'business_report',
  'gop-y': 'suggestion',
  khen: 'compliment',
  'ngoai-pham-vi': 'out_of_scope',
};

const LEVELS: Record<string, (typeof URGENCIES)[number]> = {
  thap: 'low',
  thuong: 'normal',
  cao: 'urgent',
  khan: 'emergency',
};

const translated = <T extends string>(table: Record<string, T>) =>
  z.string().transform((word, context) => {
    const found = table[word];
    if (found === undefined) context.addIssue({ code: 'custom', message: `unknown code ${word}` });
    return found ?? z.NEVER;
  });

/**
 * How far back our knowledge of units goes: the line opened on 01/01/2020. Stands for `validFrom` where the reference
 * gives none; no case can be older.
 */
export const RECKONING = '2020-01-01';

const day = z.iso.date();

const agency = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.string(),
  parent: z.string().nullable().default(null),
  areaCode: z.string().nullable().default(null),
  role: z.boolean().default(false),
  verified: z.boolean(),
  source: z.string(),
  validFrom: day.default(RECKONING),
  validTo: day.nullable().default(null),
});
export type AgencyRecord = z.infer<typeof agency>;

const area = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.string(),
  formerly: z.array(z.object({ name: z.string(), district: z.string(), code: z.string(), scope: z.string() })),
  validFrom: day,
  validTo: day.nullable().default(null),
});
export type AreaRecord = z.infer<typeof area>;

const category = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  name: z.object({ vi: z.string(), en: z.string() }),
  defaultLeadAgency: z.string().nullable().default(null),
  defaultType: translated(TYPES),
  defaultUrgency: translated(LEVELS),
  keywords: z.array(z.string()).default([]),
});
export type CategoryRecord = z.infer<typeof category>;

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../db/reference/${file}`, import.meta.url), 'utf8'));
}

/** The reference trees as this release brings them; sources and reservations stand in db/reference/README.md. */
export function readReference(): { areas: AreaRecord[]; agencies: AgencyRecord[]; categories: CategoryRecord[] } {
  const agencies = z.object({ agencies: z.array(agency) });
  return {
    areas: z.object({ areas: z.array(area) }).parse(readJson('areas.json')).areas,
    agencies: ['agencies-pre-2025.json', 'agencies.json'].flatMap((file) => agencies.parse(readJson(file)).agencies),
    categories: z.object({ categories: z.array(category) }).parse(readJson('categories.json')).categories,
  };
}
