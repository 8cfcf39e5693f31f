import { z } from 'zod';
import { isoTime, page, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

/** One recorded fact. `data` holds ids, codes and names of changed fields, never personal data. */
export const auditEntry = z
  .object({
    id: z.number().int(),
    /** Place in the hash chain; null for a moment, until the event is chained. */
    seq: z.number().int().nullable(),
    at: isoTime,
    type: z.string(),
    caseCode: z.string().nullable(),
    subject: z.object({ type: z.string(), id: z.string() }).nullable(),
    actor: z.object({
      kind: z.enum(['user', 'system', 'citizen']),
      username: z.string().nullable(),
      displayName: z.string(),
    }),
    /** The absent person in whose place it was done. */
    inPlaceOf: z.object({ username: z.string(), displayName: z.string() }).nullable(),
    unit: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  tag: 'audit',
  summary: 'What happened, newest first: who did what, when, in whose place',
  query: z.object({
    ...paging,
    type: z
      .string()
      .max(60)
      .regex(/^[a-z_]+(\.[a-z_]+)?$/)
      .optional(),
    actor: z.string().max(60).optional(),
    case: z.string().max(40).optional(),
    from: isoTime.optional(),
    to: isoTime.optional(),
  }),
  response: page(auditEntry),
});
