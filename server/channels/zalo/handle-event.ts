import { reactToMessage, setMessageStateWithin, setStateByExternalId } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { CITIZEN_NAME, type Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { type InboundEvent, type InboundOutcome, loadAccountById, parseExactJson } from '../accounts/index.ts';
import { type ZaloAccount, zaloKind } from './account.ts';
import { takeEcho } from './echo.ts';
import { emojiOf } from './icons.ts';
import { oaOf, readEvent, type ZaloEvent } from './read-event.ts';
import { takeMessage } from './take-message.ts';
import { takeConsent, takeShared, takeWithdrawal } from './take-personal.ts';
import { touchUser } from './users.ts';

const GONE: Said = { vi: 'Tài khoản Zalo này không còn.', en: 'This Zalo account is gone.' };
const HANDLED: InboundOutcome = { state: 'handled' };

/** Understands one stored event of Zalo and brings it where it belongs. Safe to repeat, in any order. */
export async function handleZaloEvent(ctx: Ctx, event: InboundEvent): Promise<InboundOutcome> {
  const account = await loadAccountById(ctx, zaloKind, event.accountId);
  if (!account) return { state: 'unhandled', reason: 'no_account', detail: GONE };
  const json = parseExactJson(event.raw);
  const oa = oaOf(json);
  if (account.settings.oaId && oa !== null && oa !== account.settings.oaId) {
    return {
      state: 'unhandled',
      reason: 'other_oa',
      detail: {
        vi: `Sự kiện của Official Account ${oa}, không phải ${account.settings.oaId}. Kiểm tra địa chỉ webhook trên trang quản trị Zalo.`,
        en: `An event of the Official Account ${oa}, not of ${account.settings.oaId}. Check the address of the webhook on Zalo's administration page.`,
      },
    };
  }
  return carryOut(ctx, account, readEvent(json, account.settings.oaId), event);
}

async function carryOut(ctx: Ctx, account: ZaloAccount, e: ZaloEvent, stored: InboundEvent): Promise<InboundOutcome> {
  switch (e.what) {
    case 'message':
      await takeMessage(ctx, account, e);
      return HANDLED;
    case 'echo':
      return takeEcho(ctx, account, e);
    case 'receipt':
      return takeReceipt(ctx, account, e, stored);
    case 'follow':
      await touchUser(ctx.db, account, e.userId, e.follows ? e.at : null, e.follows);
      return HANDLED;
    case 'touch':
      await touchUser(ctx.db, account, e.userId, e.at);
      return HANDLED;
    case 'reaction':
      return takeReaction(ctx, account, e);
    case 'shared':
      await takeShared(ctx, account, e);
      return HANDLED;
    case 'consent':
    case 'call':
      return takeConsent(ctx, account, e);
    case 'withdraw':
      return takeWithdrawal(ctx, account, e);
    case 'ignored':
      return { state: 'ignored', reason: e.reason };
    case 'broken':
      return {
        state: 'unhandled',
        reason: 'broken',
        detail: {
          vi: `Sự kiện ${e.name || 'không tên'} thiếu dữ liệu: ${e.why.vi}.`,
          en: `The event ${e.name || '(no name)'} lacks data: ${e.why.en}.`,
        },
      };
    case 'unknown':
      return {
        state: 'unhandled',
        reason: 'unknown_kind',
        detail: {
          vi: `Zalo gửi loại sự kiện "${e.name.slice(0, 60)}" mà hệ thống chưa biết.`,
          en: `Zalo sent an event of the kind "${e.name.slice(0, 60)}", which the system does not know.`,
        },
      };
  }
}

/** How often a receipt waits for the message that it has overtaken: about half a minute. */
const WAIT_FOR_MESSAGE = 4;

async function takeReceipt(
  ctx: Ctx,
  account: ZaloAccount,
  e: Extract<ZaloEvent, { what: 'receipt' }>,
  stored: InboundEvent,
): Promise<InboundOutcome> {
  const early = await transact(ctx, async (tx) => {
    let waits = 0;
    for (const externalId of e.msgIds) if (!(await noteReceipt(tx, account, externalId, e.state))) waits += 1;
    return waits;
  });
  if (early === 0) return HANDLED;
  if (stored.attempts < WAIT_FOR_MESSAGE) throw new Error('a receipt for a message that is not known or not whole yet');
  return early < e.msgIds.length ? HANDLED : { state: 'ignored', reason: 'not_our_message' };
}

/**
 * False when the message is not known here yet, or not all of its parts are sent: it counts as received when it is
 * whole, and a message that looks delivered would not be sent further.
 */
async function noteReceipt(
  tx: Tx,
  account: ZaloAccount,
  externalId: string,
  state: 'delivered' | 'read',
): Promise<boolean> {
  const part = await tx.db
    .selectFrom('zalo_sends as s')
    .innerJoin('messages as m', 'm.id', 's.message_id')
    .select(['m.id', 'm.state'])
    .where('s.account_id', '=', account.id)
    .where('s.external_id', '=', externalId)
    .executeTakeFirst();
  if (!part) return setStateByExternalId(tx, { channel: 'zalo', externalId }, state);
  if (part.state === 'queued') return false;
  await setMessageStateWithin(tx, part.id, { state, detail: null });
  return true;
}

async function takeReaction(
  ctx: Ctx,
  account: ZaloAccount,
  e: Extract<ZaloEvent, { what: 'reaction' }>,
): Promise<InboundOutcome> {
  if (!e.byUser) return { state: 'ignored', reason: 'own_reaction' };
  const user = await touchUser(ctx.db, account, e.userId, null);
  const known = await transact(ctx, async (tx) => {
    const part = await tx.db
      .selectFrom('zalo_sends as s')
      .innerJoin('messages as m', 'm.id', 's.message_id')
      .select('m.external_id')
      .where('s.account_id', '=', account.id)
      .where('s.external_id', '=', e.msgId)
      .executeTakeFirst();
    return reactToMessage(tx, {
      channel: 'zalo',
      externalId: part?.external_id ?? e.msgId,
      emoji: emojiOf(e.icon),
      by: user.display_name ?? CITIZEN_NAME.vi,
    });
  });
  return known ? HANDLED : { state: 'ignored', reason: 'not_our_message' };
}
