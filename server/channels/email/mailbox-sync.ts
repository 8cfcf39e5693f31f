import type { Readable } from 'node:stream';
import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../platform/context.ts';
import { recordHealth } from '../health/record.ts';
import type { MailAccount } from './accounts.ts';
import { storeMail } from './store-mail.ts';

/**
 * Days looked back over when the server has renumbered its mails (older ones were stored long ago), and before the day a
 * mailbox was connected (years of unread newsletters are no news).
 */
const LOOK_BACK_DAYS = 30;

/** Numbers in one command or query. */
const CHUNK = 500;

/**
 * Brings in whatever is new in the selected INBOX. Mail is stored first and marked `\Seen` afterwards; one that cannot
 * be stored stays unread, is tried again at the next look, and does not hold up the others.
 * @returns uids that could not be stored, with the reason
 */
export async function syncInbox(
  ctx: Ctx,
  account: MailAccount,
  client: ImapFlow,
  signal: AbortSignal,
): Promise<Map<number, unknown>> {
  const box = client.mailbox;
  if (!box) throw new Error('no mailbox is selected');
  const uidValidity = Number(box.uidValidity);
  const position = await readPosition(ctx, account.id, uidValidity, Number(box.uidNext));
  const { uids, highest } = await wantedUids(ctx, account, client, position, uidValidity);
  const failed = new Map<number, unknown>();
  for (const uid of uids) {
    if (signal.aborted) return failed;
    try {
      await takeOne(ctx, account, client, uidValidity, uid);
    } catch (error) {
      // A lost connection ends the look; a bad mail does not.
      if (!client.usable) throw error;
      ctx.log.error({ err: error, mailbox: account.code, uid }, 'a mail could not be stored and stays unread');
      failed.set(uid, error);
    }
  }
  // Never past a mail that is not stored: somebody may read it meanwhile, and then only its number tells.
  const reached = Math.min(Math.max(position.lastUid, highest), ...[...failed.keys()].map((uid) => uid - 1));
  if (reached > position.lastUid) {
    await ctx.db
      .updateTable('mailboxes')
      .set({ last_uid: reached })
      .where('id', '=', account.id)
      .where('uid_validity', '=', uidValidity)
      .where('last_uid', '<', reached)
      .execute();
  }
  return failed;
}

/** `below`: highest number given out before this look. */
type Position = { lastUid: number; since: Date | null; below: number; unreadSince: Date };

async function readPosition(ctx: Ctx, mailboxId: number, uidValidity: number, uidNext: number): Promise<Position> {
  const known = await ctx.db
    .selectFrom('mailboxes')
    .select(['uid_validity', 'last_uid', 'created_at'])
    .where('id', '=', mailboxId)
    .executeTakeFirstOrThrow();
  const unreadSince = daysBefore(known.created_at);
  if (known.uid_validity === uidValidity) return { lastUid: known.last_uid, since: null, below: 0, unreadSince };
  const fresh = known.uid_validity === null;
  // A new mailbox begins with what nobody has read; history that people have read already stays where it is.
  const lastUid = fresh ? Math.max(0, uidNext - 1) : 0;
  await ctx.db
    .updateTable('mailboxes')
    .set({ uid_validity: uidValidity, last_uid: lastUid })
    .where('id', '=', mailboxId)
    .execute();
  if (fresh) return { lastUid, since: null, below: 0, unreadSince };
  ctx.log.warn(
    { mailboxId, before: known.uid_validity, now: uidValidity },
    'the mail server has renumbered this mailbox',
  );
  const last = await ctx.db
    .selectFrom('inbound_mails')
    .select((e) => e.fn.max('received_at').as('at'))
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst();
  return { lastUid, since: daysBefore(last?.at ?? ctx.clock.now()), below: Math.max(0, uidNext - 1), unreadSince };
}

/** Uids to look at, in order: what is newer than the last one, and what is unread but was never stored. */
async function wantedUids(
  ctx: Ctx,
  account: MailAccount,
  client: ImapFlow,
  position: Position,
  uidValidity: number,
): Promise<{ uids: number[]; highest: number }> {
  const search = async (query: Parameters<ImapFlow['search']>[0]) => (await client.search(query, { uid: true })) || [];
  const newer = position.since
    ? await search({ since: position.since })
    : // `n:*` always gives the newest mail, even when its uid is below n (RFC 3501 §6.4.8).
      (await search({ uid: `${position.lastUid + 1}:*` })).filter((uid) => uid > position.lastUid);
  const unread = await search({ seen: false, since: position.unreadSince });
  const all = [...new Set([...newer, ...unread])].sort((a, b) => a - b);
  const highest = Math.max(position.below, ...newer);
  if (all.length === 0) return { uids: [], highest };
  const known = await knownUids(ctx, account, uidValidity, all);
  // Stored before a crash but not marked yet.
  const unmarked = unread.filter((uid) => known.has(uid));
  if (unmarked.length > 0) await markStored(ctx, account, client, uidValidity, unmarked);
  return { uids: all.filter((uid) => !known.has(uid)), highest };
}

async function markStored(
  ctx: Ctx,
  account: MailAccount,
  client: ImapFlow,
  uidValidity: number,
  uids: number[],
): Promise<void> {
  const kept = [...(await knownUids(ctx, account, uidValidity, uids, true))];
  for (let at = 0; at < kept.length; at += CHUNK) {
    await client.messageFlagsAdd(kept.slice(at, at + CHUNK).join(','), ['\\Seen'], { uid: true });
  }
}

/** Those of `uids` that have a row; with `withBytes` only those whose bytes are kept. */
async function knownUids(
  ctx: Ctx,
  account: MailAccount,
  uidValidity: number,
  uids: number[],
  withBytes = false,
): Promise<Set<number>> {
  const known = new Set<number>();
  for (let at = 0; at < uids.length; at += CHUNK) {
    const rows = await ctx.db
      .selectFrom('inbound_mails')
      .select('uid')
      .where('mailbox_id', '=', account.id)
      .where('uid_validity', '=', uidValidity)
      .where('uid', 'in', uids.slice(at, at + CHUNK))
      .$if(withBytes, (query) => query.where('raw_sha256', 'is not', null))
      .execute();
    for (const row of rows) known.add(row.uid);
  }
  return known;
}

function daysBefore(at: Date): Date {
  return new Date(at.getTime() - LOOK_BACK_DAYS * 86_400_000);
}

async function takeOne(
  ctx: Ctx,
  account: MailAccount,
  client: ImapFlow,
  uidValidity: number,
  uid: number,
): Promise<void> {
  const head = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true });
  if (!head) return;
  const open = async (): Promise<Readable> => {
    const { content } = await client.download(String(uid), undefined, { uid: true, chunkSize: 1024 * 1024 });
    if (!content) throw new Error(`the server gave no content for uid ${uid}`);
    return content;
  };
  const receivedAt = head.internalDate ? new Date(head.internalDate) : ctx.clock.now();
  const outcome = await storeMail(
    ctx,
    { mailboxId: account.id, uidValidity, uid, receivedAt, size: head.size ?? 0 },
    open,
  );
  if (outcome === 'stored') recordHealth(ctx, { channel: 'email', account: account.code, what: 'received' });
  if (outcome !== 'too_large') await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
}
