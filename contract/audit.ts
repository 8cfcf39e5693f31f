import { z } from 'zod';
import { countedPage, isoTime, paging, refCode } from './common.ts';
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
    /** What it is about, as one can open it: a case, a user, a unit … `code` is the one of its page. */
    object: z.object({ kind: z.string(), code: z.string(), name: z.string() }).nullable(),
    /** Field by field what stood there before and after; `kept` false where only the name of the field is on record. */
    changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown(), kept: z.boolean() })),
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
    /** Code of the object: of a case, unit, category, area, calendar, template …, or a user name. */
    object: z.string().max(100).optional(),
    /** Unit in whose name it was done. */
    unit: refCode.optional(),
    /** Words in what was recorded, accents or none; a search goes back a stretch at a time. */
    q: z.string().trim().max(100).optional(),
    from: isoTime.optional(),
    to: isoTime.optional(),
  }),
  response: countedPage(auditEntry).extend({
    /** Also null while words are searched for: the search goes back a stretch at a time and has not read the rest. */
    total: z.number().int().nullable(),
    /** Set when a search for words has looked no further back than this. */
    searchedTo: isoTime.nullable(),
  }),
});

export const listAuditTypes = endpoint({
  method: 'GET',
  path: '/audit/types',
  tag: 'audit',
  summary: 'Every kind of event there can be',
  response: z.object({ items: z.array(z.string()) }),
});

export const chainState = z
  .object({
    /** Last link of the hash chain, and events that wait for theirs. */
    head: z.number().int(),
    unchained: z.number().int(),
    running: z.boolean(),
    last: z
      .object({
        startedAt: isoTime,
        endedAt: isoTime.nullable(),
        by: z.string().nullable(),
        checkedSeq: z.number().int(),
        headHash: z.string(),
        broken: z.object({ seq: z.number().int(), eventId: z.number().int(), why: z.string() }).nullable(),
        failure: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ChainState' });
export type ChainState = z.infer<typeof chainState>;
export const getChainState = endpoint({
  method: 'GET',
  path: '/audit/chain',
  tag: 'audit',
  summary: 'How far the hash chain was checked, when, and what was found',
  response: chainState,
});
export const checkChain = endpoint({
  method: 'POST',
  path: '/audit/chain/check',
  tag: 'audit',
  summary: 'Recompute the whole hash chain in the background',
  status: 202,
  response: chainState,
});
