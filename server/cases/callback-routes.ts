import type { FastifyInstance } from 'fastify';
import { askCallback, endCallback as endEndpoint, listCallbacks } from '../../contract/callbacks.ts';
import { toE164 } from '../citizens/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { asWritten } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { decodePlace, encodePlace } from './callback-place.ts';
import { countCallbackKinds, listCallbackRows, presentCallback } from './callback-queries.ts';
import { endCallback, oweCallback } from './callbacks.ts';
import { actWithin } from './engine.ts';
import { findConversation, newestCase } from './inbox.ts';

/** Whom we owe a call. */
export function callbackRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  const one = async (actor: Actor, id: number) => {
    const [row] = await listCallbackRows(db, actor, { id, limit: 1 });
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: 'Không có việc gọi lại này.', en: 'There is no such call-back.' },
      });
    return row;
  };

  route(app, listCallbacks, 'callback.work', async ({ actor, query, language }) => {
    const after = query.cursor === undefined ? undefined : decodePlace(query.cursor);
    const { state, kind, caseCode, limit } = query;
    const rows = await listCallbackRows(db, actor, { state, kind, caseCode, after, limit });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const kinds = after === undefined ? await countCallbackKinds(db, actor, query) : null;
    return {
      items: items.map((row) => presentCallback(row, language)),
      nextCursor: rows.length > limit && last ? encodePlace(last) : null,
      total: kinds && (kind ? kinds[kind] : Object.values(kinds).reduce((sum, one) => sum + one, 0)),
      kinds,
    };
  });

  route(app, askCallback, 'callback.work', async ({ actor, body, language }) => {
    const row = await findConversation(db, actor, body.conversationId);
    const phone = toE164(body.phone);
    if (body.phone && !phone)
      throw invalidField('phone', { vi: 'Số điện thoại không hợp lệ.', en: 'The telephone number is not valid.' });
    const linked = await newestCase(db, row.id);
    const id = await transact(ctx, (tx) =>
      oweCallback(tx, actor, {
        conversationId: row.id,
        ...(linked ? { caseId: linked.id } : {}),
        phone,
        purpose: 'conversation.reply',
        why: asWritten(body.why),
        text: body.text,
      }),
    );
    if (id !== null) return presentCallback(await one(actor, id), language);
    const [open] = await listCallbackRows(db, actor, {
      state: 'open',
      kind: 'reply',
      caseCode: linked?.code,
      limit: 1,
    });
    if (!open) throw new AppError('not_now');
    return presentCallback(open, language);
  });

  route(app, endEndpoint, 'callback.work', async ({ actor, params, body, language }) => {
    const row = await one(actor, Number(params.id));
    if (body.result === 'dropped' && !body.note)
      throw invalidField(
        'note',
        { vi: 'Ghi rõ vì sao không gọi nữa.', en: 'Say why nobody calls any more.' },
        'required',
      );
    await transact(ctx, async (tx) => {
      const ended = await endCallback(tx, actor, row.id, { result: body.result, note: body.note ?? null });
      if (body.result !== 'reached' || ended.caseId === null || ended.purpose !== 'case.answer') return;
      const owner = await tx.db
        .selectFrom('cases')
        .select(['code', 'status'])
        .where('id', '=', ended.caseId)
        .executeTakeFirstOrThrow();
      // The citizen has heard the answer: that is the delivery.
      if (owner.status === 'approved')
        await actWithin(ctx, tx, actor, {
          code: owner.code,
          action: 'deliver',
          version: null,
          form: body.note ? { note: body.note } : {},
        });
    });
    return presentCallback(await one(actor, row.id), language);
  });
}
