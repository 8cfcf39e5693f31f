import type { MessagePart } from '../../../contract/channels.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { type Attached, readAttachments } from './read-attachments.ts';
import { field, object, stringOf, stringsOf } from './values.ts';

export interface ReadMessage {
  userId: string;
  msgId: string;
  text: string;
  files: Attached[];
  parts: MessagePart[];
  quotedMsgId: string | null;
}

/** What a webhook event means to us. Times are of the event itself. */
export type ZaloEvent = { name: string; at: Date } & (
  | ({ what: 'message'; anonymousThread: string | null } & ReadMessage)
  | ({ what: 'echo'; adminId: string | null } & ReadMessage)
  | { what: 'receipt'; state: 'delivered' | 'read'; userId: string; msgIds: string[] }
  | { what: 'follow'; userId: string; follows: boolean; source: string | null }
  | { what: 'touch'; userId: string }
  | { what: 'reaction'; userId: string; byUser: boolean; msgId: string; icon: string }
  | { what: 'shared'; userId: string; info: SharedInfo }
  | { what: 'consent'; userId: string | null; phone: string | null; consent: string }
  | { what: 'call'; userId: string; byUser: boolean; callId: string; talkSeconds: number | null }
  | { what: 'withdraw'; userId: string }
  | { what: 'ignored'; reason: string }
  | { what: 'unknown' }
  | { what: 'broken'; why: Said }
);

/** What a citizen gave through the form "share your information". */
export interface SharedInfo {
  name: string | null;
  phone: string | null;
  birthday: string | null;
  gender: string | null;
  address: string | null;
}

type Json = Record<string, unknown>;

/** Administration of the OA, groups, widget: nothing that a citizen says to us. */
const NOT_OURS =
  /^(add_user_to_tag|remove_user_from_tag|remove_tag|update_user_info|widget_|create_group|user_(request_)?join_group|user_out_group|accept_request_join_group|react_request_join_group|update_group|user_received_group|shop_|permission_revoked|extension_)/;

/** Reads an event that was signed. Pure; never throws. `oaId`: ours, to tell who wrote. */
export function readEvent(json: unknown, oaId: string): ZaloEvent {
  const body = object(json);
  const name = stringOf(body.event_name) ?? '';
  const at = timeOf(body.timestamp);
  if (!name || at === null)
    return {
      name,
      at: new Date(0),
      what: 'broken',
      why: { vi: 'không có event_name hoặc timestamp', en: 'no event_name or timestamp' },
    };
  return { name, at, ...understand(name, body, oaId) } as ZaloEvent;
}

/** Who an event is about and which OA it came to, by the rules of the sheet (§2.3). */
export function oaOf(json: unknown): string | null {
  const body = object(json);
  const top = stringOf(body.oa_id);
  if (top) return top;
  const name = stringOf(body.event_name) ?? '';
  const sender = stringOf(object(body.sender).id);
  const recipient = stringOf(object(body.recipient).id);
  const fromOa = /^oa_(send|reacted)/.test(name) || name === 'user_received_message' || name === 'user_seen_message';
  return (fromOa ? sender : recipient) ?? null;
}

type Meaning = { what: ZaloEvent['what'] } & Record<string, unknown>;

function understand(name: string, body: Json, oaId: string): Meaning {
  if (/^(user|oa)_send_group_/.test(name) || NOT_OURS.test(name)) return { what: 'ignored', reason: 'not_followed' };
  if (name.startsWith('oa_send_anonymous_')) return echo(body);
  if (/^oa_send_consent$/.test(name) || name === 'user_reply_consent') return consent(body);
  if (name.startsWith('oa_send_')) return echo(body);
  if (/^(user_send_|anonymous_send_)/.test(name)) return message(name, body, oaId);
  const handler = HANDLERS[name];
  return handler ? handler(body) : { what: 'unknown' };
}

const HANDLERS: Record<string, (body: Json) => Meaning> = {
  follow: (b) => follow(b, true),
  unfollow: (b) => follow(b, false),
  user_click_chatnow: (b) => withUser(stringOf(b.user_id) ?? senderOf(b), (userId) => ({ what: 'touch', userId })),
  user_click_button: (b) => withUser(senderOf(b), (userId) => ({ what: 'touch', userId })),
  user_received_message: (b) => receipt(b, 'delivered'),
  user_seen_message: (b) => receipt(b, 'read'),
  user_reacted_message: (b) => reaction(b, true),
  oa_reacted_message: (b) => reaction(b, false),
  user_submit_info: (b) =>
    withUser(senderOf(b), (userId) => ({ what: 'shared', userId, info: sharedInfo(object(b.info)) })),
  user_call_oa: (b) => call(b, true),
  oa_call_user: (b) => call(b, false),
  user_withdraw: (b) => withUser(stringOf(b.user_id) ?? senderOf(b), (userId) => ({ what: 'withdraw', userId })),
};

const senderOf = (b: Json) => stringOf(object(b.sender).id);
const recipientOf = (b: Json) => stringOf(object(b.recipient).id);

function withUser(userId: string | undefined, then: (userId: string) => Meaning): Meaning {
  return userId ? then(userId) : { what: 'broken', why: { vi: 'không có mã người dùng', en: 'no id of the user' } };
}

function message(name: string, body: Json, oaId: string): Meaning {
  const userId = senderOf(body);
  if (userId && userId === oaId) return echo(body);
  const anonymous = name.startsWith('anonymous_');
  const thread = anonymous ? (stringOf(object(body.message).conversation_id) ?? null) : null;
  if (anonymous && !thread)
    return {
      what: 'broken',
      why: { vi: 'khách ẩn danh mà không có conversation_id', en: 'an anonymous guest without conversation_id' },
    };
  return withMessage(body, userId, { what: 'message', anonymousThread: thread });
}

function echo(body: Json): Meaning {
  return withMessage(body, recipientOf(body), {
    what: 'echo',
    adminId: stringOf(object(body.sender).admin_id) ?? null,
  });
}

function withMessage(body: Json, userId: string | undefined, rest: Meaning): Meaning {
  const content = object(body.message);
  const msgId = stringOf(content.msg_id);
  if (!userId || !msgId)
    return {
      what: 'broken',
      why: { vi: 'tin không có mã người gửi hoặc mã tin', en: 'a message without sender or id' },
    };
  const text = stringOf(content.text) ?? '';
  const { files, parts } = readAttachments(field(content.attachments ?? body.attachments), text);
  if (text === '' && files.length === 0 && parts.length === 0)
    parts.push({ kind: 'unsupported', what: unknownMessage(stringOf(body.event_name)) });
  return { ...rest, userId, msgId, text, files, parts, quotedMsgId: stringOf(content.quote_msg_id) ?? null };
}

function unknownMessage(kind = ''): string {
  return keepSaid({ vi: `tin loại ${kind}`, en: `a message of the kind ${kind}` });
}

function follow(body: Json, follows: boolean): Meaning {
  return withUser(stringOf(object(body.follower).id) ?? senderOf(body), (userId) => ({
    what: 'follow',
    userId,
    follows,
    source: stringOf(body.source) ?? null,
  }));
}

function receipt(body: Json, state: 'delivered' | 'read'): Meaning {
  // A receipt of a template message (ZNS) comes under the same name and with a phone number: another product.
  const content = object(body.message);
  if (content.delivery_time !== undefined || content.tracking_id !== undefined)
    return { what: 'ignored', reason: 'zns' };
  const one = stringOf(content.msg_id);
  const msgIds = [...stringsOf(content.msg_ids), ...(one ? [one] : [])];
  if (msgIds.length === 0) return { what: 'broken', why: { vi: 'không có mã tin', en: 'no id of the message' } };
  return withUser(recipientOf(body), (userId) => ({ what: 'receipt', state, userId, msgIds }));
}

function reaction(body: Json, byUser: boolean): Meaning {
  const content = object(body.message);
  const msgId = stringOf(content.msg_id);
  if (!msgId) return { what: 'broken', why: { vi: 'không có mã tin', en: 'no id of the message' } };
  return withUser(byUser ? senderOf(body) : recipientOf(body), (userId) => ({
    what: 'reaction',
    userId,
    byUser,
    msgId,
    icon: stringOf(content.react_icon) ?? '',
  }));
}

/** Two shapes are known: `full_address` and, older, the parts of the address beside the name. */
function sharedInfo(info: Json): SharedInfo {
  const full = object(info.full_address);
  const parts = [
    full.user_address ?? info.address,
    full.user_ward ?? info.ward,
    full.user_district ?? info.district,
    full.user_city ?? info.city,
  ];
  const address = parts
    .map((part) => stringOf(part)?.trim())
    .filter(Boolean)
    .join(', ');
  return {
    name: stringOf(info.name)?.trim() || null,
    phone: stringOf(info.phone)?.trim() || null,
    birthday: stringOf(info.user_dob) ?? null,
    gender: stringOf(info.gender) ?? null,
    address: address || null,
  };
}

function consent(body: Json): Meaning {
  return {
    what: 'consent',
    userId: senderOf(body) ?? stringOf(body.user_id) ?? null,
    phone: stringOf(body.phone) ?? null,
    consent: stringOf(body.user_consent) ?? stringOf(body.request_type) ?? '',
  };
}

function call(body: Json, byUser: boolean): Meaning {
  const userId = stringOf(body.user_id) ?? (byUser ? senderOf(body) : recipientOf(body));
  const talk = Number(stringOf(body.talk_time) ?? Number.NaN);
  return withUser(userId, (id) => ({
    what: 'call',
    userId: id,
    byUser,
    callId: stringOf(body.call_id) ?? '',
    talkSeconds: Number.isFinite(talk) ? talk : null,
  }));
}

function timeOf(value: unknown): Date | null {
  const text = stringOf(value) ?? '';
  return /^\d{10,16}$/.test(text) ? new Date(Number(text)) : null;
}
