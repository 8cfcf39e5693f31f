import type { MessagePart } from '../../../contract/channels.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { field, numberOf, object, stringOf, stringsOf } from '../shared/values.ts';
import { type Attached, readAttachments } from './read-attachments.ts';
import { type FeedItem, readFeed } from './read-feed.ts';

export interface ReadMessage {
  userId: string;
  mid: string;
  text: string;
  files: Attached[];
  parts: MessagePart[];
  quotedMid: string | null;
  /** Facts for the adapter: payload of the button, advertisement. */
  meta: Record<string, unknown>;
}

/** What an event means to us. `standby`: another app has the thread. */
export type MessengerEvent = { at: Date; standby: boolean } & (
  | ({ what: 'message' } & ReadMessage)
  | ({ what: 'echo'; appId: string | null; metadata: string | null } & ReadMessage)
  | { what: 'touch'; userId: string; referral: Record<string, unknown> | null }
  | { what: 'delivered'; userId: string; mids: string[]; upTo: Date | null }
  | { what: 'read'; userId: string; upTo: Date }
  | { what: 'reaction'; userId: string; mid: string; emoji: string | null; byPage: boolean }
  | { what: 'edit'; userId: string; mid: string; text: string }
  | { what: 'gone'; userId: string; mid: string }
  | { what: 'control'; userId: string; newOwner: string | null }
  | { what: 'policy'; action: string; reason: string }
  | FeedItem
  | { what: 'ignored'; reason: string }
  | { what: 'unknown'; name: string }
  | { what: 'broken'; why: Said }
);

type Json = Record<string, unknown>;
type Meaning = { what: MessengerEvent['what'] } & Record<string, unknown>;

/** The tap on "Get started": the person has not said anything yet. */
const GET_STARTED = 'GET_STARTED';

/** Reads the one event of a stored envelope. Pure; never throws. */
export function readEvent(json: unknown): { pageId: string | null; event: MessengerEvent } {
  const body = object(json);
  const entry = object(field(body.entry)[0]);
  const pageId = stringOf(entry.id) ?? null;
  const [name, list] = Object.entries(entry).find(([, value]) => Array.isArray(value)) ?? ['', []];
  const event = object(field(list)[0]);
  // Meta's console tries the webhook with an event inside of a change.
  const inner = name === 'changes' && event.field !== 'feed' ? object(event.value) : event;
  const at = timeOf(inner.timestamp) ?? timeOf(entry.time) ?? new Date(0);
  const meaning = understand(body, name, event, inner);
  return { pageId, event: { at, standby: name === 'standby', ...meaning } as MessengerEvent };
}

function understand(body: Json, name: string, event: Json, inner: Json): Meaning {
  if (body.object !== 'page')
    return stringOf(body.object)
      ? { what: 'ignored', reason: 'other_object' }
      : { what: 'broken', why: { vi: 'không phải sự kiện của Facebook', en: 'not an event of Facebook' } };
  if (name === 'changes' && event.field === 'feed') return readFeed(object(event.value));
  if (name === 'changes' && object(inner.sender).id === undefined)
    return { what: 'unknown', name: stringOf(event.field) ?? 'changes' };
  if (name === '') return { what: 'unknown', name: 'entry' };
  const kind = Object.keys(HANDLERS).find((key) => inner[key] !== undefined);
  if (kind) return (HANDLERS[kind] as (event: Json) => Meaning)(inner);
  const rest = Object.keys(inner).filter((key) => !['sender', 'recipient', 'timestamp'].includes(key));
  return { what: 'unknown', name: rest.join(', ') || '∅' };
}

const HANDLERS: Record<string, (event: Json) => Meaning> = {
  message: (e) => message(e, object(e.message)),
  message_edit: (e) =>
    withMid(e, object(e.message_edit), (edit) => ({ what: 'edit', text: stringOf(edit.text) ?? '' })),
  postback: (e) => postback(e, object(e.postback)),
  reaction: (e) => withMid(e, object(e.reaction), reaction),
  delivery: (e) => delivery(e, object(e.delivery)),
  read: (e) => {
    const upTo = timeOf(object(e.read).watermark);
    return upTo
      ? withUser(senderOf(e), { what: 'read', upTo })
      : { what: 'broken', why: { vi: 'không có watermark', en: 'no watermark' } };
  },
  referral: (e) => withUser(senderOf(e), { what: 'touch', referral: object(e.referral) }),
  optin: (e) => withUser(senderOf(e), { what: 'touch', referral: null }),
  pass_thread_control: (e) => control(e, object(e.pass_thread_control).new_owner_app_id),
  take_thread_control: (e) => control(e, object(e.take_thread_control).new_owner_app_id ?? null),
  request_thread_control: () => ({ what: 'ignored', reason: 'not_followed' }),
  app_roles: () => ({ what: 'ignored', reason: 'not_followed' }),
  account_linking: () => ({ what: 'ignored', reason: 'not_followed' }),
  policy_enforcement: (e) => policy(object(e.policy_enforcement)),
  'policy-enforcement': (e) => policy(object(e['policy-enforcement'])),
};

const senderOf = (e: Json) => stringOf(object(e.sender).id);
const recipientOf = (e: Json) => stringOf(object(e.recipient).id);

function withUser(userId: string | undefined, rest: Meaning): Meaning {
  return userId
    ? { ...rest, userId }
    : { what: 'broken', why: { vi: 'không có mã người dùng', en: 'no id of the user' } };
}

function withMid(e: Json, inner: Json, then: (inner: Json) => Meaning): Meaning {
  const mid = stringOf(inner.mid);
  return mid
    ? withUser(senderOf(e), { ...then(inner), mid })
    : { what: 'broken', why: { vi: 'không có mã tin', en: 'no id of the message' } };
}

const UNREADABLE = keepSaid({
  vi: 'tin mà Facebook không cho chương trình khác đọc',
  en: 'a message that Facebook lets no other program read',
});

function message(e: Json, m: Json): Meaning {
  const mid = stringOf(m.mid);
  const echo = m.is_echo === true;
  const userId = echo ? recipientOf(e) : senderOf(e);
  if (!userId || !mid)
    return {
      what: 'broken',
      why: { vi: 'tin không có mã người gửi hoặc mã tin', en: 'a message without sender or id' },
    };
  if (m.is_deleted === true) return { what: 'gone', userId, mid };
  const text = stringOf(m.text) ?? '';
  const { files, parts } = readAttachments(m.attachments);
  const unsupported = m.is_unsupported === true || (text === '' && files.length === 0 && parts.length === 0);
  if (unsupported) parts.push({ kind: 'unsupported', what: UNREADABLE });
  const payload = stringOf(object(m.quick_reply).payload);
  const meta = {
    ...(payload ? { payload: payload.slice(0, 1000) } : {}),
    ...(m.referral === undefined ? {} : { referral: m.referral }),
  };
  const read = { userId, mid, text, files, parts, meta, quotedMid: stringOf(object(m.reply_to).mid) ?? null };
  if (!echo) return { what: 'message', ...read };
  return { what: 'echo', ...read, appId: stringOf(m.app_id) ?? null, metadata: stringOf(m.metadata) ?? null };
}

function postback(e: Json, p: Json): Meaning {
  const payload = stringOf(p.payload) ?? '';
  const referral = p.referral === undefined ? null : object(p.referral);
  const userId = senderOf(e);
  if (payload === GET_STARTED) return withUser(userId, { what: 'touch', referral });
  const text = stringOf(p.title) ?? payload;
  if (!userId || text === '')
    return { what: 'broken', why: { vi: 'nút bấm không có tên', en: 'a button without a name' } };
  const mid = stringOf(p.mid) ?? `postback:${userId}:${stringOf(e.timestamp) ?? ''}:${payload.slice(0, 60)}`;
  const meta = { payload: payload.slice(0, 1000), ...(referral ? { referral } : {}) };
  return { what: 'message', userId, mid, text, files: [], parts: [], quotedMid: null, meta };
}

const FALLBACK_EMOJI: Record<string, string> = {
  like: '👍',
  dislike: '👎',
  love: '❤️',
  smile: '😆',
  wow: '😮',
  sad: '😢',
  angry: '😠',
};

function reaction(r: Json): Meaning {
  const emoji = stringOf(r.emoji) ?? FALLBACK_EMOJI[stringOf(r.reaction) ?? ''] ?? '🙂';
  return { what: 'reaction', emoji: r.action === 'unreact' ? null : emoji, byPage: false };
}

function delivery(e: Json, d: Json): Meaning {
  const mids = stringsOf(d.mids);
  const upTo = timeOf(d.watermark);
  if (mids.length === 0 && !upTo)
    return { what: 'broken', why: { vi: 'không có mã tin và watermark', en: 'neither message id nor watermark' } };
  return withUser(senderOf(e), { what: 'delivered', mids, upTo });
}

function control(e: Json, owner: unknown): Meaning {
  return withUser(senderOf(e), { what: 'control', newOwner: stringOf(owner) ?? null });
}

function policy(p: Json): Meaning {
  return { what: 'policy', action: stringOf(p.action) ?? '', reason: stringOf(p.reason) ?? '' };
}

/** Milliseconds, as number or text. */
function timeOf(value: unknown): Date | null {
  const ms = numberOf(value);
  return ms !== undefined && ms > 1e11 && ms < 1e14 ? new Date(ms) : null;
}
