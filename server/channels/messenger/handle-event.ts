import { editMessage, reactToMessage, retractMessage } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { asWritten, CITIZEN_NAME, type Said, saidWith } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { type InboundEvent, type InboundOutcome, loadAccountById, parseExactJson } from '../accounts/index.ts';
import { recordHealth } from '../health/index.ts';
import { type MessengerAccount, messengerKind } from './account.ts';
import { takeEcho } from './echo.ts';
import { type MessengerEvent, readEvent } from './read-event.ts';
import { takeComment } from './take-comment.ts';
import { takeMessage } from './take-message.ts';
import { takeReceipt } from './take-receipt.ts';
import { blockPage, tokenLives } from './token.ts';
import { noteOtherApp, noteReferral, touchUser } from './users.ts';

const HANDLED: InboundOutcome = { state: 'handled' };
const stays = (reason: string, detail: Said): InboundOutcome => ({ state: 'unhandled', reason, detail });

const LACKS: Said = { vi: 'Sự kiện thiếu dữ liệu', en: 'The event lacks data' };
const NO_REASON: Said = { vi: 'không nêu lý do', en: 'no reason given' };
const BLOCKED: Said = { vi: 'Facebook đã chặn trang nhắn tin', en: 'Facebook has blocked the page from writing' };
const WARNED: Said = { vi: 'Facebook cảnh báo trang', en: 'Facebook warns the page' };

/** How often news of a message waits for the message that it has overtaken: about half a minute. */
const WAIT_FOR_MESSAGE = 4;

/** Understands one stored event of Facebook and brings it where it belongs. Safe to repeat, in any order. */
export async function handleMessengerEvent(ctx: Ctx, stored: InboundEvent): Promise<InboundOutcome> {
  const account = await loadAccountById(ctx, messengerKind, stored.accountId);
  if (!account) return stays('no_account', { vi: 'Trang Facebook này không còn.', en: 'This Facebook page is gone.' });
  let json: unknown;
  try {
    json = parseExactJson(stored.raw);
  } catch {
    return stays('broken', {
      vi: 'Facebook gửi nội dung có chữ ký đúng nhưng không phải JSON.',
      en: 'Facebook sent content with a good signature that is not JSON.',
    });
  }
  const { pageId, event } = readEvent(json);
  // Meta's console tries the webhook in the name of a page 0.
  if (pageId === '0') return { state: 'ignored', reason: 'console_test' };
  if (event.what !== 'ignored' && pageId !== null && account.settings.pageId && pageId !== account.settings.pageId)
    return stays('other_page', {
      vi: `Sự kiện của trang ${pageId.slice(0, 40)}, không phải ${account.settings.pageId}. Kiểm tra địa chỉ webhook của ứng dụng.`,
      en: `An event of the page ${pageId.slice(0, 40)}, not of ${account.settings.pageId}. Check the address of the webhook in the application.`,
    });
  return carryOut(ctx, account, event, stored.attempts >= WAIT_FOR_MESSAGE);
}

async function carryOut(
  ctx: Ctx,
  account: MessengerAccount,
  e: MessengerEvent,
  lastTry: boolean,
): Promise<InboundOutcome> {
  switch (e.what) {
    case 'message':
      await takeMessage(ctx, account, e);
      return HANDLED;
    case 'echo':
      return takeEcho(ctx, account, e);
    case 'comment':
      return takeComment(ctx, account, e, lastTry);
    case 'delivered':
    case 'read':
      return takeReceipt(ctx, account, e, lastTry);
    case 'touch':
      await touchUser(ctx.db, account, e.userId, e.at);
      if (e.referral) await noteReferral(ctx, account, e.userId, e.referral);
      return HANDLED;
    case 'reaction':
      return takeReaction(ctx, account, e, lastTry);
    case 'edit':
      return amended(ctx, lastTry, (tx) =>
        editMessage(tx, { channel: 'messenger', externalId: e.mid, text: e.text, at: e.at }),
      );
    case 'gone':
      return amended(ctx, lastTry, (tx) => retractMessage(tx, { channel: 'messenger', externalId: e.mid, at: e.at }));
    case 'control':
      await noteOtherApp(ctx, account, e.userId, !isUs(account, e.newOwner), e.at);
      return HANDLED;
    case 'policy':
      return takePolicy(ctx, account, e);
    case 'ignored':
      return { state: 'ignored', reason: e.reason };
    case 'broken':
      return stays(
        'broken',
        saidWith(e.why, (why, language) => `${LACKS[language]}: ${why}.`),
      );
    case 'unknown':
      return stays('unknown_kind', {
        vi: `Facebook gửi loại sự kiện "${e.name.slice(0, 60)}" mà hệ thống chưa biết.`,
        en: `Facebook sent an event of the kind "${e.name.slice(0, 60)}", which the system does not know.`,
      });
  }
}

/** Without the id of our app we cannot tell; a thread that nobody has is ours to answer. */
function isUs(account: MessengerAccount, owner: string | null): boolean {
  return owner === null || account.settings.appId === '' || owner === account.settings.appId;
}

async function amended(ctx: Ctx, lastTry: boolean, change: (tx: Tx) => Promise<boolean>): Promise<InboundOutcome> {
  if (await transact(ctx, change)) return HANDLED;
  if (!lastTry) throw new Error('news of a message that is not known yet');
  return { state: 'ignored', reason: 'not_our_message' };
}

/** A reaction opens the window, also one on a message that we do not know. */
async function takeReaction(
  ctx: Ctx,
  account: MessengerAccount,
  e: Extract<MessengerEvent, { what: 'reaction' }>,
  lastTry: boolean,
): Promise<InboundOutcome> {
  if (e.userId === account.settings.pageId) return { state: 'ignored', reason: 'own_reaction' };
  const user = await touchUser(ctx.db, account, e.userId, e.at);
  return amended(ctx, lastTry, async (tx) => {
    const part = await tx.db
      .selectFrom('messenger_sends as s')
      .innerJoin('messages as m', 'm.id', 's.message_id')
      .select('m.external_id')
      .where('s.account_id', '=', account.id)
      .where('s.external_id', '=', e.mid)
      .executeTakeFirst();
    return reactToMessage(tx, {
      channel: 'messenger',
      externalId: part?.external_id ?? e.mid,
      emoji: e.emoji,
      by: user.name ?? CITIZEN_NAME.vi,
    });
  });
}

/** Facebook warns or blocks the page: a block raises the alarm, a warning waits for a person to read it. */
async function takePolicy(
  ctx: Ctx,
  account: MessengerAccount,
  e: Extract<MessengerEvent, { what: 'policy' }>,
): Promise<InboundOutcome> {
  const reason = e.reason === '' ? NO_REASON : asWritten(e.reason.slice(0, 300));
  if (e.action === 'unblock') {
    await tokenLives(ctx, account);
    return HANDLED;
  }
  if (e.action === 'block') {
    await blockPage(
      ctx,
      account,
      saidWith(reason, (why, language) => `${BLOCKED[language]}: ${why}`),
    );
    return HANDLED;
  }
  recordHealth(ctx, {
    channel: 'messenger',
    account: account.code,
    what: 'failed',
    detail: saidWith(WARNED, (text) => `${text}.`),
  });
  return stays(
    'policy',
    saidWith(reason, (why, language) => `${WARNED[language]}: ${why}`),
  );
}
