import { CONSENT_VERSION } from '../../../../contract/widget.ts';
import { loadCaseById, registerWithin } from '../../../cases/index.ts';
import { toE164 } from '../../../citizens/index.ts';
import { CITIZEN } from '../../../platform/auth/index.ts';
import { isoLocal } from '../../../platform/clock.ts';
import type { Ctx, Tx } from '../../../platform/context.ts';
import { invalidField } from '../../../platform/errors.ts';
import { transact } from '../../../platform/transact.ts';
import type { Visitor } from '../sessions.ts';
import { takeUploads } from './take-upload.ts';

export interface LeftCase {
  clientId: string;
  topic?: string | undefined;
  text: string;
  place?: string | undefined;
  name?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  consent: string;
  attachments: string[];
}

export interface Receipt {
  code: string;
  /** Empty when it was made more than a day ago. */
  lookupSecret: string;
  dueAt: string | null;
}

const SEAL = 'livechat.receipt';

/**
 * Outside hours the window makes a case, once per client id: case, consent and sealed receipt, all or nothing.
 * @throws AppError `invalid` without consent, or with a telephone number that is none
 */
export async function leaveCase(ctx: Ctx, visitor: Visitor, left: LeftCase): Promise<Receipt> {
  if (left.consent !== CONSENT_VERSION)
    throw invalidField(
      'consent',
      {
        vi: 'Cần đồng ý cho xử lý dữ liệu cá nhân trước khi gửi.',
        en: 'Please agree to the processing of personal data before sending.',
      },
      'consent',
    );
  if (left.phone && !toE164(left.phone))
    throw invalidField('phone', { vi: 'Số điện thoại không hợp lệ.', en: 'The telephone number is not valid.' });
  return transact(
    ctx,
    async (tx) => (await receiptOf(ctx, tx, visitor, left.clientId)) ?? make(ctx, tx, visitor, left),
  );
}

async function receiptOf(ctx: Ctx, tx: Tx, visitor: Visitor, clientId: string): Promise<Receipt | null> {
  // Two requests with one id come one after the other.
  await tx.db.selectFrom('widget_visitors').select('id').where('id', '=', visitor.id).forUpdate().execute();
  const row = await tx.db
    .selectFrom('widget_cases as w')
    .innerJoin('cases as c', 'c.id', 'w.case_id')
    .select(['w.sealed_secret', 'c.code', 'c.due_at'])
    .where('w.visitor_id', '=', visitor.id)
    .where('w.client_id', '=', clientId)
    .executeTakeFirst();
  if (!row) return null;
  const lookupSecret = row.sealed_secret === null ? '' : ctx.secrets.open(row.sealed_secret, SEAL);
  return { code: row.code, lookupSecret, dueAt: row.due_at && isoLocal(row.due_at) };
}

async function make(ctx: Ctx, tx: Tx, visitor: Visitor, left: LeftCase): Promise<Receipt> {
  const topic = visitor.site.topics.find((one) => one.code === left.topic);
  const name = left.name || visitor.name;
  const phone = (left.phone ? toE164(left.phone) : null) ?? visitor.phone;
  const email = left.email || visitor.email;
  const made = await registerWithin(ctx, tx, CITIZEN, {
    type: topic?.type ?? 'inquiry',
    content: left.text,
    channel: 'livechat',
    ...(left.place ? { place: { text: left.place } } : {}),
    citizen: { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) },
    files: await takeUploads(tx, visitor, left.attachments),
    idempotencyKey: `livechat:${visitor.publicId}:${left.clientId}`,
    contactConfidence: 'said',
  });
  await tx.db.updateTable('widget_visitors').set({ name, phone, email }).where('id', '=', visitor.id).execute();
  await tx.db
    .insertInto('widget_cases')
    .values({
      case_id: made.id,
      visitor_id: visitor.id,
      client_id: left.clientId,
      sealed_secret: ctx.secrets.seal(made.lookupSecret, SEAL),
      created_at: tx.now,
    })
    .execute();
  await tx.db
    .insertInto('widget_consents')
    .values({
      visitor_id: visitor.id,
      notice: CONSENT_VERSION,
      language: visitor.language,
      origin: visitor.origin,
      given_at: tx.now,
    })
    .execute();
  const loaded = await loadCaseById(tx.db, made.id);
  return {
    code: made.code,
    lookupSecret: made.lookupSecret,
    dueAt: loaded?.row.due_at ? isoLocal(loaded.row.due_at) : null,
  };
}
