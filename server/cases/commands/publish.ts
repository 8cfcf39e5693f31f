/** What the public may read: a separate copy that a person has redacted and confirmed. The case itself stays as it is. */

import { randomInt } from 'node:crypto';
import type { Tx } from '../../platform/context.ts';
import { AppError, type FieldProblem } from '../../platform/errors.ts';
import type { Said, SpokenLanguage } from '../../platform/said.ts';
import { fold, storable } from '../../platform/text.ts';
import type { Command } from '../engine.ts';
import { type PersonalKind, personalLeft } from '../redact.ts';

interface PublishForm {
  title: string;
  content: string;
  answer: string;
  allowed: string[];
}

const KINDS: Record<PersonalKind, Said> = {
  phone: { vi: 'số điện thoại', en: 'the telephone number' },
  email: { vi: 'địa chỉ thư điện tử', en: 'the mail address' },
  id_number: { vi: 'số giấy tờ tùy thân', en: 'the identity paper number' },
  plate: { vi: 'biển số xe', en: 'the number plate' },
  bank_account: { vi: 'số tài khoản', en: 'the bank account' },
  name: { vi: 'họ tên', en: 'the name' },
};

/** Wrong fields: personal data that is still there and was not named as public. */
function problemsOf(form: PublishForm): FieldProblem[] {
  return (['title', 'content', 'answer'] as const).flatMap((path) => {
    const left = personalLeft(form[path], form.allowed);
    if (left.length === 0) return [];
    const list = (language: SpokenLanguage) => left.map((f) => `${KINDS[f.kind][language]} “${f.text}”`).join(', ');
    const message: Said = {
      vi: `Còn ${list}. Hãy che, hoặc ghi vào mục được giữ lại nếu là thông tin công cộng.`,
      en: `Still there: ${list('en')}. Cover it, or list it as kept if it is public.`,
    };
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
      throw new AppError('invalid', {
        detail: {
          vi: 'Nội dung công khai còn thông tin cá nhân.',
          en: 'The text for the public still contains personal data.',
        },
        fields,
      });
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
