/** Categories and areas as administrators keep them: dated, never deleted, with how much they are used. */
import { z } from 'zod';
import { CASE_TYPES, URGENCIES } from './case-words.ts';
import { isoDay, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

const period = { validFrom: isoDay, validTo: isoDay.nullable().default(null) };

export const categoryBody = z.object({
  code: refCode,
  name: typedText(120),
  nameEn: typedText(120),
  parent: refCode.nullable().default(null),
  defaultType: z.enum(CASE_TYPES),
  defaultUrgency: z.enum(URGENCIES),
  /** The unit that usually leads; a routing role (“UBND cấp xã”) is resolved by the place. */
  leadUnit: refCode.nullable().default(null),
  /** Words by which a report is recognised. */
  keywords: z.array(typedText(60)).max(60).default([]),
  /** Order among its siblings, small first. */
  position: z.number().int().min(0).max(1_000_000),
  ...period,
});
export const categoryRecord = z
  .object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    parent: ref.nullable(),
    defaultType: z.enum(CASE_TYPES),
    defaultUrgency: z.enum(URGENCIES),
    leadUnit: ref.nullable(),
    keywords: z.array(z.string()),
    position: z.number().int(),
    validFrom: isoDay,
    validTo: isoDay.nullable(),
  })
  .meta({ id: 'CategoryRecord' });
export type CategoryRecord = z.infer<typeof categoryRecord>;
export const listCategoryRecords = endpoint({
  method: 'GET',
  path: '/admin/categories',
  tag: 'organisation',
  summary: 'Every category, retired and coming ones too',
  response: z.object({ items: z.array(categoryRecord) }),
});
export const createCategory = endpoint({
  method: 'POST',
  path: '/admin/categories',
  tag: 'organisation',
  summary: 'Add a category',
  body: categoryBody,
  status: 201,
  response: categoryRecord,
});
export const updateCategory = endpoint({
  method: 'PUT',
  path: '/admin/categories/:code',
  tag: 'organisation',
  summary: 'Change, move or retire a category (its code stays)',
  params: z.object({ code: refCode }),
  body: categoryBody.omit({ code: true }),
  response: categoryRecord,
});

/** A place that became part of the area, as people still call it. */
export const formerPlace = z.object({
  name: typedText(120),
  district: z.string().trim().max(120).default(''),
  code: z.string().trim().max(20).default(''),
  /** toàn bộ, một phần, phần còn lại */
  scope: z.string().trim().max(60).default(''),
});
export const areaBody = z.object({
  code: refCode,
  name: typedText(120),
  shortName: typedText(60),
  kind: typedText(40),
  formerly: z.array(formerPlace).max(40).default([]),
  ...period,
});
export const areaRecord = z
  .object({
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    kind: z.string(),
    formerly: z.array(z.object({ name: z.string(), district: z.string(), code: z.string(), scope: z.string() })),
    /** The committee that answers for it. */
    unit: ref.nullable(),
    validFrom: isoDay,
    validTo: isoDay.nullable(),
  })
  .meta({ id: 'AreaRecord' });
export type AreaRecord = z.infer<typeof areaRecord>;
export const listAreaRecords = endpoint({
  method: 'GET',
  path: '/admin/areas',
  tag: 'organisation',
  summary: 'Every area with its former names, retired and coming ones too',
  response: z.object({ items: z.array(areaRecord) }),
});
export const createArea = endpoint({
  method: 'POST',
  path: '/admin/areas',
  tag: 'organisation',
  summary: 'Add an area',
  body: areaBody,
  status: 201,
  response: areaRecord,
});
export const updateArea = endpoint({
  method: 'PUT',
  path: '/admin/areas/:code',
  tag: 'organisation',
  summary: 'Change or retire an area (its code stays)',
  params: z.object({ code: refCode }),
  body: areaBody.omit({ code: true }),
  response: areaRecord,
});

/** How much hangs on a category or area; sealed cases are not counted. */
export const treeUse = z.object({
  code: z.string(),
  openCases: z.number().int(),
  allCases: z.number().int(),
  /** Rules of time limits that name it; for areas always 0. */
  policies: z.number().int(),
});
export type TreeUse = z.infer<typeof treeUse>;
export const categoryUse = endpoint({
  method: 'GET',
  path: '/admin/categories-use',
  tag: 'organisation',
  summary: 'How many cases and rules use each category',
  response: z.object({ items: z.array(treeUse) }),
});
export const areaUse = endpoint({
  method: 'GET',
  path: '/admin/areas-use',
  tag: 'organisation',
  summary: 'How many cases happened in each area',
  response: z.object({ items: z.array(treeUse) }),
});
