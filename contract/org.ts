import { z } from 'zod';
import { countedPage, isoDay, isoTime, nothing, paging, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ROLES, roleAssignment } from './session.ts';

export const unit = z
  .object({
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    kind: z.string(),
    parent: z.string().nullable(),
    areaCode: z.string().nullable(),
    routingRole: z.boolean(),
    validFrom: isoDay,
    validTo: isoDay.nullable(),
  })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof unit>;

export const listUnits = endpoint({
  method: 'GET',
  path: '/units',
  tag: 'organisation',
  summary: 'Units valid today (or at `at`), the whole tree',
  query: z.object({ at: isoDay.optional() }),
  response: z.object({ items: z.array(unit) }),
});

export const unitBody = z.object({
  code: refCode,
  name: typedText(200),
  shortName: typedText(60),
  kind: typedText(60),
  parent: refCode.nullable().default(null),
  areaCode: z.string().max(20).nullable().default(null),
  validFrom: isoDay,
  validTo: isoDay.nullable().default(null),
});
export const createUnit = endpoint({
  method: 'POST',
  path: '/units',
  tag: 'organisation',
  summary: 'Add a unit',
  body: unitBody,
  status: 201,
  response: unit,
});
export const updateUnit = endpoint({
  method: 'PUT',
  path: '/units/:code',
  tag: 'organisation',
  summary: 'Change a unit (its code stays)',
  params: z.object({ code: refCode }),
  body: unitBody.omit({ code: true }),
  response: unit,
});

export const category = z
  .object({
    code: z.string(),
    parent: z.string().nullable(),
    name: z.string(),
    nameEn: z.string(),
    defaultType: z.string(),
    defaultUrgency: z.string(),
    defaultLeadUnit: z.string().nullable(),
  })
  .meta({ id: 'Category' });
export type Category = z.infer<typeof category>;
export const listCategories = endpoint({
  method: 'GET',
  path: '/categories',
  tag: 'organisation',
  summary: 'Categories valid today',
  response: z.object({ items: z.array(category) }),
});

export const area = z
  .object({
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    kind: z.string(),
    formerly: z.array(z.string()),
    unit: z.string().nullable(),
  })
  .meta({ id: 'Area' });
export type Area = z.infer<typeof area>;
export const listAreas = endpoint({
  method: 'GET',
  path: '/areas',
  tag: 'organisation',
  summary: 'Communes and wards valid today',
  response: z.object({ items: z.array(area) }),
});

export const user = z
  .object({
    username: z.string(),
    displayName: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    roles: z.array(roleAssignment),
    disabledAt: isoTime.nullable(),
    absentUntil: isoTime.nullable(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const listUsers = endpoint({
  method: 'GET',
  path: '/users',
  tag: 'organisation',
  summary: 'Users, for administration',
  query: z.object({ ...paging, q: z.string().max(100).optional(), unit: refCode.optional() }),
  response: countedPage(user),
});

export const username = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._-]*$/);
export const roleBody = z.object({ role: z.enum(ROLES), unit: refCode });
export const createUser = endpoint({
  method: 'POST',
  path: '/users',
  tag: 'organisation',
  summary: 'Add a user; the one-time password is in the answer, once',
  body: z.object({
    username,
    displayName: typedText(120),
    email: z.email().nullable().default(null),
    phone: z.string().max(30).nullable().default(null),
    roles: z.array(roleBody).max(20),
  }),
  status: 201,
  response: z.object({ user, oneTimePassword: z.string() }),
});
export const updateUser = endpoint({
  method: 'PATCH',
  path: '/users/:username',
  tag: 'organisation',
  summary: 'Change name, contact, roles, or disable; ends the sessions of a disabled user',
  params: z.object({ username }),
  body: z.object({
    displayName: typedText(120).optional(),
    email: z.email().nullable().optional(),
    phone: z.string().max(30).nullable().optional(),
    roles: z.array(roleBody).max(20).optional(),
    disabled: z.boolean().optional(),
  }),
  response: user,
});
export const resetPassword = endpoint({
  method: 'POST',
  path: '/users/:username/password',
  tag: 'organisation',
  summary: 'Give a new one-time password; ends the user’s sessions',
  params: z.object({ username }),
  response: z.object({ oneTimePassword: z.string() }),
});

/** People of a unit to whom work may be given: names only, no contact data. */
export const listColleagues = endpoint({
  method: 'GET',
  path: '/units/:code/people',
  tag: 'organisation',
  summary: 'Officers and leaders of a unit',
  params: z.object({ code: refCode }),
  response: z.object({
    items: z.array(z.object({ username: z.string(), displayName: z.string(), roles: z.array(z.enum(ROLES)) })),
  }),
});

export const delegation = z
  .object({
    id: z.number().int(),
    user: z.string(),
    userName: z.string(),
    deputy: z.string(),
    deputyName: z.string(),
    from: isoTime,
    to: isoTime,
    reason: z.string(),
  })
  .meta({ id: 'Delegation' });
export const listDelegations = endpoint({
  method: 'GET',
  path: '/delegations',
  tag: 'organisation',
  summary: 'Absences and their deputies that concern me (all, for administrators)',
  response: z.object({ items: z.array(delegation) }),
});
export const createDelegation = endpoint({
  method: 'POST',
  path: '/delegations',
  tag: 'organisation',
  summary: 'Name a deputy between two dates',
  body: z.object({ user: username.optional(), deputy: username, from: isoTime, to: isoTime, reason: typedText(400) }),
  status: 201,
  response: delegation,
});
export const endDelegation = endpoint({
  method: 'DELETE',
  path: '/delegations/:id',
  tag: 'organisation',
  summary: 'End a delegation now',
  params: z.object({ id: z.coerce.number().int().positive() }),
  status: 204,
  response: nothing,
});
