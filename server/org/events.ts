import { z } from 'zod';
import type { EventInput } from '../platform/events/index.ts';
import { defineEvent } from '../platform/events/index.ts';

const id = z.number().int();
const at = z.iso.datetime();

/** Data of these events: ids, codes and names of changed fields only; never a password, a name or an address. */
export const signedIn = defineEvent('user.signed_in', z.object({ session: id }));
/** The user name that was typed is not kept: people type their password into that field. */
export const signInFailed = defineEvent(
  'user.sign_in_failed',
  z.object({ reason: z.enum(['unknown_user', 'wrong_password', 'disabled']), failures: z.number().int() }),
);
export const signedOut = defineEvent('user.signed_out', z.object({ session: id }));
export const sessionsEnded = defineEvent(
  'user.sessions_ended',
  z.object({
    reason: z.enum(['signed_out_everywhere', 'password_changed', 'password_reset', 'disabled', 'ended_by_admin']),
    count: z.number().int(),
  }),
);
export const passwordChanged = defineEvent('user.password_changed', z.object({}));
export const passwordReset = defineEvent('user.password_reset', z.object({}));

const heldRole = z.object({ role: z.string(), unit: z.string() });
export const userCreated = defineEvent('user.created', z.object({ roles: z.array(heldRole) }));
export const userUpdated = defineEvent('user.updated', z.object({ fields: z.array(z.string()) }));
export const rolesChanged = defineEvent(
  'user.roles_changed',
  z.object({ added: z.array(heldRole), ended: z.array(heldRole) }),
);
export const userDisabled = defineEvent('user.disabled', z.object({}));
export const userEnabled = defineEvent('user.enabled', z.object({}));

export const tokenCreated = defineEvent('user.token_created', z.object({ token: id, expiresAt: at.nullable() }));
export const tokenRevoked = defineEvent('user.token_revoked', z.object({ token: id }));

export const delegationCreated = defineEvent(
  'delegation.created',
  z.object({ user: id, deputy: id, startsAt: at, endsAt: at }),
);
export const delegationEnded = defineEvent('delegation.ended', z.object({ user: id, deputy: id }));

export const unitCreated = defineEvent('unit.created', z.object({ code: z.string() }));
/** Fields of a record of ours (no person) that changed, as they were and as they are. */
const changed = { before: z.record(z.string(), z.unknown()), after: z.record(z.string(), z.unknown()) };
export const unitUpdated = defineEvent(
  'unit.updated',
  z.object({
    code: z.string(),
    fields: z.array(z.string()),
    before: changed.before.optional(),
    after: changed.after.optional(),
  }),
);
export const categoryCreated = defineEvent('category.created', z.object({ code: z.string(), after: changed.after }));
export const categoryUpdated = defineEvent('category.updated', z.object({ code: z.string(), ...changed }));
export const areaCreated = defineEvent('area.created', z.object({ code: z.string(), after: changed.after }));
export const areaUpdated = defineEvent('area.updated', z.object({ code: z.string(), ...changed }));
export const referenceLoaded = defineEvent(
  'reference.loaded',
  z.object({ areas: z.number().int(), units: z.number().int(), categories: z.number().int() }),
);

/** What the installation says of its agency, with what stood in the changed fields before and after. */
export const headerChanged = defineEvent(
  'installation.header_changed',
  z.object({ before: z.record(z.string(), z.string()), after: z.record(z.string(), z.string()) }),
);

/** Events after which what `directory` keeps in memory is out of date. */
export const DIRECTORY_EVENTS: ReadonlySet<string> = new Set([
  unitCreated.type,
  unitUpdated.type,
  categoryCreated.type,
  categoryUpdated.type,
  areaCreated.type,
  areaUpdated.type,
  referenceLoaded.type,
]);

/** Subject and audience of an event about a person: the administrators and the person. */
export function aboutUser(userId: number): Pick<EventInput, 'subject' | 'audience'> {
  return { subject: { type: 'user', id: String(userId) }, audience: { to: ['admin', `user:${userId}`] } };
}

/** Subject and audience of an event about a unit: everybody signed in works with the tree, administrators watch it. */
export function aboutUnit(unitId: number): Pick<EventInput, 'subject' | 'audience' | 'unitId'> {
  return { subject: { type: 'unit', id: String(unitId) }, unitId, audience: { to: ['admin', `unit:${unitId}`] } };
}

/** Subject and audience of an event about a category: administrators watch the tree. */
export function aboutCategory(code: string): Pick<EventInput, 'subject' | 'audience'> {
  return { subject: { type: 'category', id: code }, audience: { to: ['admin'] } };
}

/** Subject and audience of an event about an area. */
export function aboutArea(code: string): Pick<EventInput, 'subject' | 'audience'> {
  return { subject: { type: 'area', id: code }, audience: { to: ['admin'] } };
}
