import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { fold } from '../../platform/text.ts';
import { CITIZEN_AUDIENCE, citizenChanged } from '../events.ts';
import { toE164 } from '../phone.ts';

/** Corrects name or kind of a record. @throws AppError `not_found` */
export async function editCitizen(
  tx: Tx,
  actor: Actor,
  id: number,
  change: { name?: string | null | undefined; kind?: 'person' | 'business' | undefined },
): Promise<void> {
  const set = {
    ...(change.name === undefined
      ? {}
      : { name: change.name, name_fold: change.name === null ? null : fold(change.name) }),
    ...(change.kind === undefined ? {} : { kind: change.kind }),
  };
  const fields = Object.keys(set).filter((field) => field !== 'name_fold');
  if (fields.length === 0) return;
  const row = await tx.db.updateTable('citizens').set(set).where('id', '=', id).returning('id').executeTakeFirst();
  if (!row)
    throw new AppError('not_found', {
      detail: { vi: 'Không có hồ sơ người dân này.', en: 'There is no such citizen record.' },
    });
  tell(tx, actor, id, fields);
}

/** Notes a phone or mail address that the citizen told us (`said`). Known already: nothing changes. */
export async function noteIdentity(
  tx: Tx,
  actor: Actor,
  id: number,
  told: { kind: 'phone' | 'email'; value: string },
): Promise<void> {
  const value = told.kind === 'phone' ? toE164(told.value) : told.value.toLowerCase();
  if (!value)
    throw invalidField('value', { vi: 'Số điện thoại không hợp lệ.', en: 'The telephone number is not valid.' });
  if (told.kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    throw invalidField('value', { vi: 'Địa chỉ thư điện tử không hợp lệ.', en: 'The mail address is not valid.' });
  const known = await tx.db
    .selectFrom('citizen_identities')
    .select('id')
    .where('citizen_id', '=', id)
    .where('kind', '=', told.kind)
    .where('value', '=', value)
    .executeTakeFirst();
  if (known) return;
  await tx.db
    .insertInto('citizen_identities')
    .values({ citizen_id: id, kind: told.kind, value, confidence: 'said', created_at: tx.now })
    .execute();
  tell(tx, actor, id, [told.kind]);
}

function tell(tx: Tx, actor: Actor, citizenId: number, fields: string[]): void {
  tx.record({
    type: citizenChanged.type,
    actor,
    subject: { type: 'citizen', id: String(citizenId) },
    data: { citizenId, fields },
    audience: CITIZEN_AUDIENCE,
  });
}
