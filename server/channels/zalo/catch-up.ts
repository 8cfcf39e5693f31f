import type { Ctx } from '../../platform/context.ts';
import { storeInbound } from '../accounts/index.ts';
import type { ZaloAccount } from './account.ts';
import { callZalo } from './api.ts';
import { field, numberOf, object, stringOf } from './values.ts';

/** How far back, in milliseconds: Zalo gives up after its ladder of repeats, so an outage of a night must be covered. */
const BACK = 48 * 3_600_000;
/** The same when this process has looked before: what came late overlaps. */
const OVERLAP = 2 * 3_600_000;
const PAGE = 10;
const MOST_PAGES = 30;

/** Kinds of Zalo's history and the events they would have come as. */
const EVENTS: Record<string, { name: string; attachment: string | null }> = {
  text: { name: 'user_send_text', attachment: null },
  photo: { name: 'user_send_image', attachment: 'image' },
  image: { name: 'user_send_image', attachment: 'image' },
  gif: { name: 'user_send_gif', attachment: 'gif' },
  sticker: { name: 'user_send_sticker', attachment: 'sticker' },
  voice: { name: 'user_send_audio', attachment: 'audio' },
  audio: { name: 'user_send_audio', attachment: 'audio' },
  video: { name: 'user_send_video', attachment: 'video' },
  file: { name: 'user_send_file', attachment: 'file' },
  link: { name: 'user_send_link', attachment: 'link' },
  location: { name: 'user_send_location', attachment: 'location' },
};

/** When an account's history was last read to its end by this process. */
const readUntil = new WeakMap<Ctx, Map<number, number>>();

/**
 * Asks Zalo for messages of citizens that no webhook brought (we were away, or Zalo had switched the webhook off) and
 * stores them like deliveries: those that are known change nothing. Returns how many were new.
 */
export async function catchUp(ctx: Ctx, account: ZaloAccount): Promise<number> {
  const now = ctx.clock.now().getTime();
  const known = readUntil.get(ctx) ?? new Map<number, number>();
  readUntil.set(ctx, known);
  const since = Math.max(now - BACK, (known.get(account.id) ?? 0) - OVERLAP);
  let found = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const recent = await callZalo(ctx, account, {
      method: 'GET',
      path: '/v2.0/oa/listrecentchat',
      data: { offset: page * PAGE, count: PAGE },
    });
    if (recent.kind !== 'ok') return found;
    const items = field(recent.data.items).map(object);
    for (const item of items) if (await store(ctx, account, item, since)) found += 1;
    if (items.length < PAGE || items.every((item) => (numberOf(item.time) ?? 0) < since)) break;
  }
  known.set(account.id, now);
  if (found > 0) ctx.log.info({ account: account.code, found }, 'messages that no webhook brought');
  return found;
}

async function store(ctx: Ctx, account: ZaloAccount, item: Record<string, unknown>, since: number): Promise<boolean> {
  const msgId = stringOf(item.message_id);
  const userId = stringOf(item.from_id);
  const time = numberOf(item.time) ?? 0;
  if (String(item.src) !== '1' || !msgId || !userId || time < since) return false;
  // Stored by any webhook before, under whatever name of the event.
  const known = await ctx.db.selectFrom('messages').select('id').where('external_id', '=', msgId).executeTakeFirst();
  if (known) return false;
  const kind = EVENTS[(stringOf(item.type) ?? 'text').toLowerCase()] ?? {
    name: 'user_send_text',
    attachment: 'unknown',
  };
  const url = stringOf(item.url) ?? stringOf(item.thumb);
  const event = {
    app_id: account.settings.appId,
    event_name: kind.name,
    timestamp: String(time),
    sender: { id: userId },
    recipient: { id: account.settings.oaId },
    message: {
      msg_id: msgId,
      text: stringOf(item.message) ?? '',
      ...(kind.attachment ? { attachments: [{ type: kind.attachment, payload: url ? { url } : {} }] } : {}),
    },
  };
  const { duplicate } = await storeInbound(ctx, {
    account,
    dedupeKey: `${kind.name}:${msgId}`,
    raw: Buffer.from(JSON.stringify(event)),
    headers: { source: 'history' },
  });
  return !duplicate;
}
