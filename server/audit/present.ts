import type { AuditEntry } from '../../contract/audit.ts';
import { isoLocal } from '../platform/clock.ts';
import { CITIZEN_NAME, type SpokenLanguage, SYSTEM_NAME, speakKept } from '../platform/said.ts';
import { changesOf } from './changes.ts';
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

/** Nouns of events about records of ours that are no person: there a name is the name of an agency or a place. */
const THINGS: ReadonlySet<string> = new Set(['area', 'category', 'installation', 'unit']);

function withoutPersonal(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data)
      .filter(([key]) => !PERSONAL.has(key))
      .map(([key, value]) => [key, isPlain(value) ? withoutPersonal(value) : value]),
  );
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function presentEntry(row: AuditRow, language: SpokenLanguage): AuditEntry {
  const noun = row.type.slice(0, row.type.indexOf('.'));
  const data = speakKept(THINGS.has(noun) ? row.data : withoutPersonal(row.data), language);
  const nobody = row.actorKind === 'system' ? SYSTEM_NAME : CITIZEN_NAME;
  return {
    id: row.id,
    seq: row.seq,
    at: isoLocal(row.at),
    type: row.type,
    caseCode: row.caseCode,
    subject: row.subjectType !== null && row.subjectId !== null ? { type: row.subjectType, id: row.subjectId } : null,
    actor: { kind: row.actorKind, username: row.username, displayName: row.displayName ?? nobody[language] },
    inPlaceOf: row.absentUsername === null ? null : { username: row.absentUsername, displayName: row.absentName ?? '' },
    unit: row.unitName ?? row.unitCode,
    data,
    object: objectOf(row),
    changes: changesOf(row.type, data),
  };
}

/** What a click on the entry opens: the case where there is one, else the subject. */
function objectOf(row: AuditRow): AuditEntry['object'] {
  if (row.caseCode !== null) return { kind: 'case', code: row.caseCode, name: row.caseCode };
  if (row.subjectType === null || row.subjectCode === null) return null;
  return { kind: row.subjectType, code: row.subjectCode, name: row.subjectName ?? row.subjectCode };
}
