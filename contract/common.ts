import { z } from 'zod';

/** An instant as ISO 8601 with an offset, e.g. `2026-11-23T16:30:00+07:00`. */
export const isoTime = z.iso.datetime({ offset: true });

/** A calendar day of the installation's zone, `YYYY-MM-DD`. */
export const isoDay = z.iso.date();

/** A unit, category or area code as kept in the reference data. */
export const refCode = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z0-9][a-z0-9-]*$/);

/** A code and its name: how units, categories, areas and users appear inside other objects. */
export const ref = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Ref' });
export type Ref = z.infer<typeof ref>;

/** A keyset-paged list. `nextCursor` is opaque and null on the last page. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** The same, whose first page also says how many rows the whole list has, narrowed as it was asked for. */
export function countedPage<T extends z.ZodType>(item: T) {
  return page(item).extend({ total: z.number().int().nullable() });
}

/** Cursor and page size common to every list. */
export const paging = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Text typed by a person: trimmed, NFC, without NUL, never empty. `max` counts UTF-16 units. */
export function typedText(max: number) {
  return z
    .string()
    .transform((s) => s.replaceAll('\u0000', '').normalize('NFC').trim())
    .pipe(z.string().min(1).max(max));
}

/** RFC 9457 problem document; `code` is stable and safe to test for. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string(), code: z.string() })).optional(),
  })
  .loose()
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

export const nothing = z.null();
