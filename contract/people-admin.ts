/** People as administrators keep them: who holds which role, who stands in for whom, who is signed in, what one holds. */
import { z } from 'zod';
import { countedPage, isoTime, nothing, paging, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';
import { user, username } from './org.ts';
import { PERMISSION_NAMES } from './permissions.ts';
import { ROLES } from './session.ts';

export const rolesOverview = z
  .object({
    /** Role × permission, as the program has it. */
    grants: z.array(z.object({ permission: z.enum(PERMISSION_NAMES), roles: z.array(z.enum(ROLES)) })),
    /** Who holds which role where, today; disabled accounts are left out. */
    holders: z.array(
      z.object({ role: z.enum(ROLES), unit: ref, user: ref, absentUntil: isoTime.nullable(), since: isoTime }),
    ),
    /** Units at work that somebody must fill: no officer, or no leader. */
    vacancies: z.array(z.object({ unit: ref, role: z.enum(['officer', 'unit_leader']) })),
  })
  .meta({ id: 'RolesOverview' });
export type RolesOverview = z.infer<typeof rolesOverview>;
export const getRoles = endpoint({
  method: 'GET',
  path: '/admin/roles',
  tag: 'organisation',
  summary: 'Role × permission, and who holds each role where',
  response: rolesOverview,
});

export const DEPUTY_STATES = ['active', 'coming', 'ended'] as const;
export const deputyRow = z
  .object({
    id: z.number().int(),
    user: ref,
    deputy: ref,
    from: isoTime,
    to: isoTime,
    reason: z.string(),
    state: z.enum(DEPUTY_STATES),
    createdBy: z.string().nullable(),
    /** Signing posts that pass on; empty = the absence is only shown. */
    posts: z.array(z.object({ role: z.enum(ROLES), unit: ref })),
    /** Who signs in the end, when the deputy is away himself in that time: the people in between, then that one. */
    chain: z.array(ref),
    warnings: z.array(z.enum(['deputy_disabled', 'user_disabled', 'deputy_away', 'ends_nowhere', 'no_post'])),
  })
  .meta({ id: 'DeputyRow' });
export type DeputyRow = z.infer<typeof deputyRow>;
export const getDeputies = endpoint({
  method: 'GET',
  path: '/admin/deputies',
  tag: 'organisation',
  summary: 'Every delegation that runs, comes or has ended, and the posts that nobody can sign for',
  response: z.object({
    items: z.array(deputyRow),
    /** Signing posts with nobody to sign now: never filled, or everybody away without a deputy. */
    gaps: z.array(z.object({ role: z.enum(ROLES), unit: ref, holders: z.array(ref) })),
  }),
});

export const openSession = z
  .object({
    id: z.string(),
    user: ref,
    createdAt: isoTime,
    lastSeenAt: isoTime,
    expiresAt: isoTime,
    address: z.string(),
    userAgent: z.string(),
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'OpenSession' });
export type OpenSession = z.infer<typeof openSession>;
export const listOpenSessions = endpoint({
  method: 'GET',
  path: '/admin/sessions',
  tag: 'organisation',
  summary: 'Who is signed in, last seen first',
  query: z.object({ ...paging, q: z.string().max(100).optional() }),
  response: countedPage(openSession),
});
export const endSession = endpoint({
  method: 'DELETE',
  path: '/admin/sessions/:id',
  tag: 'organisation',
  summary: 'End one session of somebody',
  params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
  status: 204,
  response: nothing,
});
export const endSessionsOf = endpoint({
  method: 'DELETE',
  path: '/admin/users/:username/sessions',
  tag: 'organisation',
  summary: 'Sign somebody out everywhere',
  params: z.object({ username }),
  status: 204,
  response: nothing,
});
export const apiToken = z
  .object({
    id: z.number().int(),
    user: ref,
    name: z.string(),
    createdAt: isoTime,
    expiresAt: isoTime.nullable(),
    lastUsedAt: isoTime.nullable(),
    state: z.enum(['valid', 'expired', 'revoked']),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof apiToken>;
export const listTokens = endpoint({
  method: 'GET',
  path: '/admin/tokens',
  tag: 'organisation',
  summary: 'API tokens, the valid ones first; never their secrets',
  response: z.object({ items: z.array(apiToken) }),
});
export const revokeTokenOf = endpoint({
  method: 'DELETE',
  path: '/admin/tokens/:id',
  tag: 'organisation',
  summary: 'Revoke an API token at once',
  params: z.object({ id: z.coerce.number().int().positive() }),
  status: 204,
  response: nothing,
});

/** What somebody holds that another must take over when he leaves. Sealed cases stay with the unit's leader. */
export const heldWork = z
  .object({
    user,
    sessions: z.number().int(),
    tokens: z.number().int(),
    /** Open cases given to him, by lead unit. */
    cases: z.array(z.object({ unit: ref, count: z.number().int() })),
    /** Open items of the switchboard: chats, mails, calls. */
    items: z.number().int(),
    /** Delegations, running or to come, in which he is the deputy. */
    standsInFor: z.array(ref),
  })
  .meta({ id: 'HeldWork' });
export type HeldWork = z.infer<typeof heldWork>;
export const getHeldWork = endpoint({
  method: 'GET',
  path: '/admin/users/:username/work',
  tag: 'organisation',
  summary: 'What somebody holds: open cases by unit, items, sessions, tokens',
  params: z.object({ username }),
  response: heldWork,
});
export const handOver = endpoint({
  method: 'POST',
  path: '/admin/users/:username/hand-over',
  tag: 'organisation',
  summary: 'Give open cases of a unit to a colleague there, and items back to their queues',
  params: z.object({ username }),
  body: z.object({
    /** For each unit, the officer who takes over. */
    cases: z.array(z.object({ unit: refCode, to: username })).max(40),
    /** Items of the switchboard go back to their queues. */
    items: z.boolean(),
    reason: typedText(400),
  }),
  response: z.object({
    cases: z.number().int(),
    items: z.number().int(),
    /** Cases that could not be given, with why; they stay where they are. */
    failed: z.array(z.object({ why: z.string(), count: z.number().int() })),
  }),
});
