/** More time: asked for by the officer, decided within the right of each level. The date first promised stays on record. */
import { isoLocal } from '../../platform/clock.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { extendedText } from '../citizen-texts.ts';
import type { Command } from '../engine.ts';
import { leaderLimit } from '../extension-right.ts';
import { tellFromCentre, textContext } from '../notify-citizen.ts';
import { extended } from '../pauses.ts';
import { dateTimePhrase } from '../when.ts';

export const requestExtension: Command<{ dueAt: Date; reason: string }> = {
  async resolve(ctx, form, before) {
    const dueAt = new Date(String(form.dueAt));
    const floor = before.row.due_at ?? ctx.clock.now();
    if (dueAt <= floor || dueAt <= ctx.clock.now())
      throw invalidField('dueAt', {
        vi: 'Hạn xin gia hạn phải sau hạn hiện tại.',
        en: 'The due date asked for must be after the present one.',
      });
    return { dueAt, reason: String(form.reason) };
  },
  async run({ tx, actor, before, form }) {
    const { row } = before;
    const limit = await leaderLimit(tx.db, row);
    // A date that the province has ordered the unit's leader cannot move by himself.
    const ordered = await tx.db
      .selectFrom('directives')
      .select('id')
      .where('case_id', '=', row.id)
      .where('closed_at', 'is', null)
      .where('level', '=', 4)
      .executeTakeFirst();
    const beyond = form.dueAt > limit || ordered !== undefined;
    await tx.db
      .insertInto('extension_requests')
      .values({
        case_id: row.id,
        requested_by: actor.userId ?? 0,
        reason: form.reason,
        due_at: form.dueAt,
        previous_due_at: row.due_at,
        leader_limit: limit,
        beyond,
        state: 'requested',
        created_at: tx.now,
      })
      .execute();
    return { event: 'extensionRequested', data: { dueAt: isoLocal(form.dueAt), reason: form.reason, beyond } };
  },
};

/** Granted (as asked, or to an earlier date) or refused; what was asked and the original date stay beside the new one. */
function decideExtension(granted: boolean): Command<{ reason?: string; dueAt?: Date }> {
  return {
    async resolve(ctx, form, before) {
      if (!granted) return { reason: String(form.reason) };
      if (form.dueAt === undefined) return {};
      const dueAt = new Date(String(form.dueAt));
      const asked = await ctx.db
        .selectFrom('extension_requests')
        .select('due_at')
        .where('case_id', '=', before.row.id)
        .where('state', '=', 'requested')
        .executeTakeFirst();
      if (dueAt <= ctx.clock.now() || (before.row.due_at && dueAt <= before.row.due_at))
        throw invalidField('dueAt', {
          vi: 'Hạn mới phải sau hạn hiện tại.',
          en: 'The new due date must be after the present one.',
        });
      if (asked && dueAt > asked.due_at)
        throw invalidField('dueAt', {
          vi: 'Không cho gia hạn dài hơn đơn vị đề nghị.',
          en: 'Do not grant more than the unit asked for.',
        });
      return { dueAt };
    },
    async run({ ctx, tx, actor, before, form, inPlaceOf }) {
      const { row } = before;
      const request = await tx.db
        .updateTable('extension_requests')
        .set({
          state: granted ? 'granted' : 'refused',
          decided_by: actor.userId,
          decided_for: inPlaceOf,
          decision_reason: form.reason ?? null,
          granted_due_at: form.dueAt ?? null,
          decided_at: tx.now,
        })
        .where('case_id', '=', row.id)
        .where('state', '=', 'requested')
        .returning(['due_at', 'reason'])
        .executeTakeFirstOrThrow();
      if (!granted) return { event: 'extensionRefused', data: { reason: form.reason ?? '' } };
      const dueAt = form.dueAt ?? request.due_at;
      if (dueAt <= tx.now)
        throw new AppError('not_now', {
          detail: {
            vi: 'Ngày xin gia hạn đã qua: hãy từ chối đề nghị này để đơn vị xin ngày khác.',
            en: 'The day asked for has passed: refuse this request, so that the unit asks for another day.',
          },
        });
      // The order's date moves with the case's, or it would stand as broken for ever.
      await tx.db
        .updateTable('directives')
        .set({ due_at: dueAt })
        .where('case_id', '=', row.id)
        .where('closed_at', 'is', null)
        .where('due_at', '<', dueAt)
        .execute();
      await tx.db
        .updateTable('assignments')
        .set({ due_at: dueAt })
        .where('case_id', '=', row.id)
        .where('role', '=', 'lead')
        .where('ended_at', 'is', null)
        .execute();
      const words = {
        due: dateTimePhrase(dueAt),
        before: row.due_at && dateTimePhrase(row.due_at),
        reason: request.reason,
      };
      await tellFromCentre(tx, row, 'case.extended', await extendedText(tx.db, textContext(ctx, row.code), words));
      return {
        event: 'extensionGranted',
        data: { dueAt: isoLocal(dueAt), before: row.due_at && isoLocal(row.due_at) },
        patch: await extended(tx, row, { at: tx.now, dueAt, by: actor.displayName }),
      };
    },
  };
}
export const grant = decideExtension(true);
export const refuse = decideExtension(false);
