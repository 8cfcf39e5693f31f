import { createHash } from 'node:crypto';
import { parseExactJson } from '../accounts/index.ts';
import { field, object, stringOf } from '../shared/values.ts';

type Json = Record<string, unknown>;

/** One event of a delivery, in an envelope of its own, with the key under which it is stored once. */
export interface OneEvent {
  key: string;
  bytes: Buffer;
}

/**
 * The events of one signed delivery: Meta puts several messages into an entry and several entries into a call. What is no
 * envelope of a page stays whole. Pure; never throws.
 */
export function splitDelivery(raw: Buffer): OneEvent[] {
  const whole = [{ key: hashed('raw', raw), bytes: raw }];
  let body: Json;
  try {
    body = object(parseExactJson(raw));
  } catch {
    return whole;
  }
  if (body.object !== 'page') return whole;
  const events: OneEvent[] = [];
  for (const one of field(body.entry)) {
    const { messaging, standby, changes, ...entry } = object(one);
    const before = events.length;
    for (const [name, list] of Object.entries({ messaging, standby, changes }))
      for (const event of field(list)) {
        const bytes = Buffer.from(JSON.stringify({ object: 'page', entry: [{ ...entry, [name]: [event] }] }));
        events.push({ key: keyOf(name, event, stringOf(entry.id) ?? ''), bytes });
      }
    // An entry of a kind that nobody knows is kept for a person.
    if (events.length === before) {
      const bytes = Buffer.from(JSON.stringify({ object: 'page', entry: [one] }));
      events.push({ key: hashed('entry', bytes), bytes });
    }
  }
  return events.length > 0 ? events : whole;
}

/** Equal for the same event however often and in whatever company it comes. */
function keyOf(where: string, event: unknown, page: string): string {
  const key = where === 'changes' ? changeKey(object(event)) : messagingKey(object(event));
  if (key === null) return hashed('event', Buffer.from(JSON.stringify([where, page, event])));
  return key.length <= 180 ? key : hashed(key.slice(0, 20), Buffer.from(key));
}

function messagingKey(event: Json): string | null {
  const message = object(event.message);
  const mid = stringOf(message.mid);
  if (mid) return message.is_deleted === true ? `gone:${mid}` : `m:${mid}`;
  const postback = stringOf(object(event.postback).mid);
  if (postback) return `m:${postback}`;
  const person = stringOf(object(event.sender).id) ?? '';
  const at = stringOf(event.timestamp) ?? '';
  const edit = object(event.message_edit);
  if (stringOf(edit.mid)) return `edit:${stringOf(edit.mid)}:${stringOf(edit.num_edit) ?? at}`;
  const reaction = object(event.reaction);
  if (stringOf(reaction.mid))
    return `re:${person}:${stringOf(reaction.mid)}:${stringOf(reaction.action)}:${stringOf(reaction.emoji) ?? ''}:${at}`;
  const read = stringOf(object(event.read).watermark);
  return read ? `read:${person}:${read}` : null;
}

function changeKey(change: Json): string | null {
  const value = object(change.value);
  if (change.field !== 'feed') return object(value.sender).id === undefined ? null : messagingKey(value);
  const id = stringOf(value.comment_id) ?? stringOf(value.post_id);
  if (!id || value.item === 'reaction' || value.item === 'like') return null;
  // An edited comment keeps the time of its making.
  const text = value.verb === 'edited' ? `:${hashed('', Buffer.from(stringOf(value.message) ?? '')).slice(0, 16)}` : '';
  return `feed:${stringOf(value.item)}:${id}:${stringOf(value.verb)}:${stringOf(value.created_time) ?? ''}${text}`;
}

function hashed(what: string, bytes: Buffer): string {
  return `${what}${what && '#'}${createHash('sha256').update(bytes).digest('hex')}`;
}
