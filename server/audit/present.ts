import type { AuditEntry } from '../../contract/audit.ts';
import { CITIZEN, SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { AuditRow } from './queries.ts';

/**
 * Names under which an event could carry what a person said or who a person is. Events should not (they name ids and
 * fields); this list keeps an oversight in some domain from reaching the audit page.
 */
const PERSONAL: ReadonlySet<string> = new Set([
  'name',
  'displayName',
  'phone',
  'email',
  'address',
  'content',
  'title',
  'text',
  'note',
  'question',
  'answer',
  'opinion',
  'guidance',
  'citizen',
  'place',
  'subject',
  'password',
  'secret',
  'lookupSecret',
]);

function withoutPersonal(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data)
      .filter(([key]) => !PERSONAL.has(key))
      .map(([key, value]) => [key, isPlain(value) ? withoutPersonal(value) : value]),
  );
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function presentEntry(row: AuditRow): AuditEntry {
  const nobody = row.actorKind === 'system' ? SYSTEM : CITIZEN;
  return {
    id: row.id,
    seq: row.seq,
    at: isoLocal(row.at),
    type: row.type,
    caseCode: row.caseCode,
    subject: row.subjectType !== null && row.subjectId !== null ? { type: row.subjectType, id: row.subjectId } : null,
    actor: { kind: row.actorKind, username: row.username, displayName: row.displayName ?? nobody.displayName },
    inPlaceOf: row.absentUsername === null ? null : { username: row.absentUsername, displayName: row.absentName ?? '' },
    unit: row.unitCode,
    data: withoutPersonal(row.data),
  };
}
