/** What the public may read: a separate copy that a person has redacted and confirmed. The case itself stays as it is. */
import { randomInt } from 'node:crypto';
import type { Tx } from '../../platform/context.ts';
import { AppError, type FieldProblem } from '../../platform/errors.ts';
import { fold, storable } from '../../platform/text.ts';
import type { Command } from '../engine.ts';
import { type PersonalKind, personalLeft } from '../redact.ts';

interface PublishForm {
  title: string;
  content: string;
  answer: string;
  allowed: string[];
}

const KINDS: Record<PersonalKind, string> = {
  phone: 'số điện thoại',
  email: 'địa chỉ thư điện tử',
  id_number: 'số giấy tờ tùy thân',
  plate: 'biển số xe',
  bank_account: 'số tài khoản',
  name: 'họ tên',
};

/** Wrong fields: personal data that is still there and was not named as public. */
function problemsOf(form: PublishForm): FieldProblem[] {
  return (['title', 'content', 'answer'] as const).flatMap((path) => {
    const left = personalLeft(form[path], form.allowed);
    if (left.length === 0) return [];
    const list = left.map((f) => `${KINDS[f.kind]} “${f.text}”`).join(', ');
    const message = `Còn ${list}. Hãy che, hoặc ghi vào mục được giữ lại nếu là thông tin công cộng.`;
    return [{ path, message, code: 'personal_data' }];
  });
}

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
/** About 59 bits: cannot be guessed, can be read aloud, has no bad words by vowels alone. */
const publicId = () => Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export const publish: Command<PublishForm> = {
  async resolve(_ctx, form) {
    const text = (name: 'title' | 'content' | 'answer') => storable(String(form[name])).trim();
    const found: PublishForm = {
      title: text('title'),
      content: text('content'),
      answer: text('answer'),
      allowed: (form.allowed as string[] | undefined) ?? [],
    };
    const fields = problemsOf(found);
    if (fields.length > 0)
      throw new AppError('invalid', { detail: 'Nội dung công khai còn thông tin cá nhân.', fields });
    return found;
  },
  async run({ tx, actor, before, form }) {
    const { row } = before;
    // The address stays when a text is put right: links that people keep go on working.
    const earlier = await tx.db
      .selectFrom('publications')
      .select('public_id')
      .where('case_id', '=', row.id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    const values = {
      title: form.title,
      content: form.content,
      answer: form.answer,
      allowed: form.allowed,
      fold: fold(`${form.title} ${form.content} ${form.answer}`),
      published_by: actor.userId ?? 0,
      published_at: tx.now,
    };
    const id = earlier?.public_id ?? publicId();
    if (earlier)
      await tx.db.updateTable('publications').set(values).where('public_id', '=', earlier.public_id).execute();
    else
      await tx.db
        .insertInto('publications')
        .values({ ...values, public_id: id, case_id: row.id })
        .execute();
    return { event: 'published', data: { publication: id, again: earlier !== undefined } };
  },
};

/** Off the public page at once; the row stays as evidence of what was public and until when. */
export async function withdrawPublication(
  tx: Tx,
  caseId: number,
  by: number | null,
  reason: string,
): Promise<string | null> {
  const row = await tx.db
    .updateTable('publications')
    .set({ withdrawn_at: tx.now, withdrawn_by: by, withdraw_reason: reason })
    .where('case_id', '=', caseId)
    .where('withdrawn_at', 'is', null)
    .returning('public_id')
    .executeTakeFirst();
  return row?.public_id ?? null;
}

export const unpublish: Command<{ reason: string }> = {
  async run({ tx, actor, before, form }) {
    const publication = await withdrawPublication(tx, before.row.id, actor.userId, form.reason);
    return { event: 'unpublished', data: { publication: publication ?? '', reason: form.reason } };
  },
};
