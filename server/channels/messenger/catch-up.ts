import type { Ctx } from '../../platform/context.ts';
import { storeInbound } from '../accounts/index.ts';
import { field, object, stringOf } from '../shared/values.ts';
import type { MessengerAccount } from './account.ts';
import { callGraph, ofPage } from './api.ts';
import { splitDelivery } from './split-delivery.ts';

type Json = Record<string, unknown>;

/** How far back: Facebook repeats a delivery for an hour only, so an outage of a night must be covered. Milliseconds. */
const BACK = 48 * 3_600_000;
/** Threads that are looked at, newest first. */
const THREADS = 25;

/**
 * Asks Facebook for messages of citizens that no webhook brought (we were away, or the page had been unsubscribed) and
 * stores them like deliveries: those that are known change nothing. Returns how many were new.
 */
export async function catchUp(ctx: Ctx, account: MessengerAccount): Promise<number> {
  const since = ctx.clock.now().getTime() - BACK;
  const recent = await callGraph(ctx, account, {
    method: 'GET',
    path: ofPage(account, '/conversations'),
    query: {
      platform: 'messenger',
      limit: `${THREADS}`,
      fields:
        'updated_time,messages.limit(20){id,created_time,from,message,sticker,attachments{mime_type,name,image_data,video_data,file_url}}',
    },
  });
  if (recent.kind !== 'ok') return 0;
  let found = 0;
  for (const thread of field(recent.data.data).map(object))
    for (const message of field(object(thread.messages).data).map(object))
      if (await store(ctx, account, message, since)) found += 1;
  if (found > 0) ctx.log.info({ account: account.code, found }, 'messages that no webhook brought');
  return found;
}

async function store(ctx: Ctx, account: MessengerAccount, message: Json, since: number): Promise<boolean> {
  const mid = stringOf(message.id);
  const userId = stringOf(object(message.from).id);
  const at = Date.parse(stringOf(message.created_time) ?? '');
  if (!mid || !userId || userId === account.settings.pageId || !(at >= since)) return false;
  const known = await ctx.db.selectFrom('messages').select('id').where('external_id', '=', mid).executeTakeFirst();
  if (known) return false;
  const attachments = [...field(object(message.attachments).data).map(object).map(attachmentOf), ...stickerOf(message)];
  const event = {
    sender: { id: userId },
    recipient: { id: account.settings.pageId },
    timestamp: at,
    message: { mid, text: stringOf(message.message) ?? '', ...(attachments.length > 0 ? { attachments } : {}) },
  };
  const body = { object: 'page', entry: [{ id: account.settings.pageId, time: at, messaging: [event] }] };
  const [one] = splitDelivery(Buffer.from(JSON.stringify(body)));
  if (!one) return false;
  const stored = await storeInbound(ctx, {
    account,
    dedupeKey: one.key,
    raw: one.bytes,
    headers: { source: 'history' },
  });
  return !stored.duplicate;
}

function attachmentOf(file: Json): Json {
  const image = stringOf(object(file.image_data).url);
  const video = stringOf(object(file.video_data).url);
  const url = image ?? video ?? stringOf(file.file_url);
  const audio = stringOf(file.mime_type)?.startsWith('audio/') ?? false;
  const type = image ? 'image' : video ? 'video' : audio ? 'audio' : 'file';
  return { type, payload: url ? { url } : {} };
}

function stickerOf(message: Json): Json[] {
  const url = stringOf(message.sticker);
  return url ? [{ type: 'sticker', payload: { url } }] : [];
}
