/** The signing chain: draft, submit, reject, approve. Nobody signs what he wrote. */
import type { Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { claimFiles } from '../claim-files.ts';
import type { Command } from '../engine.ts';
import { isLate } from '../row-facts.ts';
import { finish } from './finish.ts';

/** A new version of the draft goes to the unit's leader or the deputy; evidence is uploaded before and named here. */
export const submit: Command<{ text: string; attachments: string[] }> = {
  async resolve(_ctx, form, before) {
    const attachments = (form.attachments as string[] | undefined) ?? [];
    if (before.row.type === 'site_report' && attachments.length === 0) {
      throw invalidField(
        'attachments',
        {
          vi: 'Phản ánh hiện trường cần ít nhất một ảnh hoặc tài liệu chứng minh kết quả.',
          en: 'A report from the field needs at least one photo or document as evidence of the result.',
        },
        'evidence_required',
      );
    }
    return { text: String(form.text), attachments };
  },
  async run({ tx, actor, before, form }) {
    const { row } = before;
    const last = await tx.db
      .selectFrom('drafts')
      .select((e) => e.fn.max('version').as('version'))
      .where('case_id', '=', row.id)
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    const draft = await tx.db
      .insertInto('drafts')
      .values({
        case_id: row.id,
        version,
        level: row.level,
        text: form.text,
        author_id: actor.userId ?? 0,
        state: 'submitted',
        created_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await claimFiles(tx, actor, row.id, form.attachments, { draftId: draft.id });
    return { event: 'submitted', data: { draft: version } };
  },
};

async function openDraft(tx: Tx, caseId: number) {
  const draft = await tx.db
    .selectFrom('drafts')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('state', '=', 'submitted')
    .executeTakeFirst();
  if (!draft)
    throw new AppError('not_now', {
      detail: { vi: 'Không có dự thảo nào đang chờ duyệt.', en: 'No draft waits for approval.' },
    });
  return draft;
}

/** The unit takes its own draft back before anybody has signed it. The version stays on record. */
export const withdrawDraft: Command<{ reason?: string }> = {
  async run({ tx, before, form }) {
    const draft = await openDraft(tx, before.row.id);
    await withdrawOpenDraft(tx, before.row.id, form.reason ?? null);
    return {
      event: 'draftWithdrawn',
      data: { draft: draft.version, reason: form.reason ?? null },
    };
  },
};

/** No draft waits for a signature any more. */
export async function withdrawOpenDraft(tx: Tx, caseId: number, reason: string | null): Promise<void> {
  await tx.db
    .updateTable('drafts')
    .set({ state: 'withdrawn', reason, decided_at: tx.now })
    .where('case_id', '=', caseId)
    .where('state', '=', 'submitted')
    .execute();
}

export const rejectDraft: Command<{ reason: string }> = {
  async run({ tx, actor, before, form, inPlaceOf }) {
    const draft = await openDraft(tx, before.row.id);
    await tx.db
      .updateTable('drafts')
      .set({
        state: 'rejected',
        reason: form.reason,
        signer_id: actor.userId,
        signed_for_id: inPlaceOf,
        decided_at: tx.now,
      })
      .where('id', '=', draft.id)
      .execute();
    return { event: 'draftRejected', data: { draft: draft.version, reason: form.reason } };
  },
};

/** The signature: the answer, its signer and in whose place; late or on time is fixed here. */
export const approve: Command<Record<string, unknown>> = {
  async run(t) {
    const { tx, actor, before, inPlaceOf } = t;
    const { row } = before;
    const draft = await openDraft(tx, row.id);
    await tx.db
      .updateTable('drafts')
      .set({ state: 'approved', signer_id: actor.userId, signed_for_id: inPlaceOf, decided_at: tx.now })
      .where('id', '=', draft.id)
      .execute();
    return {
      event: 'approved',
      data: { draft: draft.version, late: isLate(row, tx.now) },
      patch: await finish(t, draft.text),
    };
  },
};
