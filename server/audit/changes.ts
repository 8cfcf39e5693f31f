/** One field that an event says has changed. */
export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
  /** The values are on record; for people's own data only the name of the field is. */
  kept: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Fields of two states that differ, nested records by their path; a missing state is an empty one. */
function compared(before: unknown, after: unknown, path: string): FieldChange[] {
  const [a, b] = [isRecord(before) ? before : null, isRecord(after) ? after : null];
  if (!a && !b)
    return same(before, after) ? [] : [{ field: path, from: before ?? null, to: after ?? null, kept: true }];
  return [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].flatMap((key) => {
    const [from, to] = [a?.[key] ?? null, b?.[key] ?? null];
    const field = path === '' ? key : `${path}.${key}`;
    if (same(from, to)) return [];
    return isRecord(from) && isRecord(to) ? compared(from, to, field) : [{ field, from, to, kept: true }];
  });
}

const roleText = (value: unknown) =>
  isRecord(value) && typeof value.role === 'string' ? `${value.role}@${String(value.unit)}` : value;

/**
 * What an event changed, field by field, whatever way its kind records it: states before and after, pairs per field,
 * roles added and ended, or only names of fields. Empty for events that change no field. Pure.
 */
export function changesOf(type: string, data: Readonly<Record<string, unknown>>): FieldChange[] {
  if (type === 'user.roles_changed') {
    const list = (value: unknown) => (Array.isArray(value) ? value.map(roleText) : []);
    return [{ field: 'roles', from: list(data.ended), to: list(data.added), kept: true }];
  }
  if ('before' in data || 'after' in data) {
    const found = compared(data.before, data.after, '');
    return found.map((c) => (c.field === '' ? { ...c, field: 'value' } : c));
  }
  if (isRecord(data.changes))
    return Object.entries(data.changes).flatMap(([field, pair]) =>
      Array.isArray(pair) && pair.length === 2 ? [{ field, from: pair[0], to: pair[1], kept: true }] : [],
    );
  if (Array.isArray(data.fields))
    return data.fields.map((field) => ({ field: String(field), from: null, to: null, kept: false }));
  return [];
}
