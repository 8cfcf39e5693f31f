import { z } from 'zod';
import { isoTime, nothing, ref } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a person may be in a unit. Level 1: agent, supervisor; 2: officer; 3: unit_leader; 4: province_leader. */
export const ROLES = [
  'agent',
  'supervisor',
  'officer',
  'unit_leader',
  'province_leader',
  'publisher',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export const roleAssignment = z.object({ role: z.enum(ROLES), unit: ref }).meta({ id: 'RoleAssignment' });

export const sessionView = z
  .object({
    user: z.object({ username: z.string(), displayName: z.string(), mustChangePassword: z.boolean() }),
    roles: z.array(roleAssignment),
    /** Units (with a level-3 post) for which this person signs today as deputy of somebody absent. */
    deputyFor: z.array(z.object({ user: ref, unit: ref, until: isoTime })),
    permissions: z.array(z.string()),
    demo: z.boolean(),
    province: z.string(),
    now: isoTime,
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionView>;

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  tag: 'session',
  summary: 'Sign in with a user name and password',
  body: z.object({
    username: z.string().min(1).max(80),
    password: z.string().min(1).max(400),
    otp: z.string().max(12).optional(),
  }),
  response: sessionView,
});

export const getSession = endpoint({
  method: 'GET',
  path: '/session',
  tag: 'session',
  summary: 'Who am I, with permissions',
  response: sessionView,
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  tag: 'session',
  summary: 'Sign out',
  status: 204,
  response: nothing,
});

export const sessionRow = z
  .object({
    id: z.string(),
    createdAt: isoTime,
    lastSeenAt: isoTime,
    address: z.string(),
    userAgent: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'SessionRow' });

export const listSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  tag: 'session',
  summary: 'Where I am signed in',
  response: z.object({ items: z.array(sessionRow) }),
});

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/me/sessions',
  tag: 'session',
  summary: 'Sign out everywhere, this session included',
  status: 204,
  response: nothing,
});

export const changePassword = endpoint({
  method: 'PUT',
  path: '/me/password',
  tag: 'session',
  summary: 'Change my password; every other session ends',
  body: z.object({ current: z.string().min(1).max(400), next: z.string().min(10).max(400) }),
  status: 204,
  response: nothing,
});
