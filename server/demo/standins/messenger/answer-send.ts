import type { Asked, Told } from '../shared/serve.ts';
import { errorBody, type OnSent } from './answer.ts';
import { type FacebookMessage, type FacebookUser, type MessengerState, type Refusal, refusal } from './state.ts';

type Json = Record<string, unknown>;
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const refused = (no: Refusal): Told => errorBody(no.code, no.text, no.subcode);

const WEEK = 168 * 3_600_000;
const TEXT_MAX = 2000;
const METADATA_MAX = 1000;

/** The Send API: windows, tags, private replies, lengths and attachments are checked as Meta does. */
export function answerSend(state: MessengerState, asked: Asked, onSent: OnSent): Told {
  const body = object(JSON.parse(asked.body.toString()));
  const recipient = object(body.recipient);
  const comment = recipient.comment_id ?? recipient.post_id;
  if (comment !== undefined) return privateReply(state, String(comment), object(body.message), onSent);
  const user = state.users.get(String(recipient.id));
  if (body.sender_action !== undefined) return act(state, user, body);
  const type = body.messaging_type;
  if (type !== 'RESPONSE' && type !== 'UPDATE' && type !== 'MESSAGE_TAG')
    return errorBody(100, 'param messaging_type must be one of RESPONSE, UPDATE, MESSAGE_TAG');
  if ((type === 'MESSAGE_TAG') !== (body.tag !== undefined))
    return errorBody(100, 'param tag does not fit messaging_type');
  const no = refusal(state, user, body.tag);
  if (no || !user) return refused(no ?? { code: 100, text: '' });
  const quotes = object(body.reply_to).mid;
  if (quotes !== undefined && !user.messages.some((one) => one.id === quotes))
    return errorBody(100, 'reply_to.mid is invalid');
  const rule = String(body.tag ?? type);
  return deliver(state, user, object(body.message), onSent, {
    rule,
    ...(typeof quotes === 'string' ? { quotes } : {}),
  });
}

/** One answer per comment, within a week; it opens no window. */
function privateReply(state: MessengerState, id: string, message: Json, onSent: OnSent): Told {
  const comment = state.comments.get(id);
  const user = comment && state.users.get(comment.userId);
  if (!comment || !user) return errorBody(100, 'Object does not exist', 33);
  if (comment.answered) return errorBody(10900, 'Activity already replied to');
  if (state.now().getTime() - comment.at > WEEK) return errorBody(10, 'outside of allowed window', 2018278);
  const told = deliver(state, user, message, onSent, { rule: 'PRIVATE_REPLY' });
  if (!('status' in told)) comment.answered = true;
  return told;
}

function deliver(
  state: MessengerState,
  user: FacebookUser,
  message: Json,
  onSent: OnSent,
  more: Pick<FacebookMessage, 'rule' | 'quotes'>,
): Told {
  const made = content(state, message);
  if ('code' in made) return refused(made);
  const metadata = message.metadata;
  if (typeof metadata === 'string' && metadata.length > METADATA_MAX) return errorBody(100, 'metadata is too long');
  const sent: FacebookMessage = {
    id: state.mid(),
    from: 'page',
    at: state.now().getTime(),
    reactions: [],
    ...made,
    ...more,
    ...(typeof metadata === 'string' ? { metadata } : {}),
  };
  user.messages.push(sent);
  onSent(user.id, sent);
  return { json: { recipient_id: user.id, message_id: sent.id } };
}

function act(state: MessengerState, user: FacebookUser | undefined, body: Json): Told {
  const no = refusal(state, user, undefined);
  if (no || !user) return refused(no ?? { code: 100, text: '' });
  const payload = object(body.payload);
  state.actions.push({ userId: user.id, action: String(body.sender_action) });
  if (body.sender_action !== 'react' && body.sender_action !== 'unreact') return { json: { recipient_id: user.id } };
  const target = user.messages.find((one) => one.id === payload.message_id);
  if (!target) return errorBody(100, 'message_id is invalid');
  target.reactions = body.sender_action === 'react' ? [String(payload.reaction)] : [];
  return { json: { recipient_id: user.id } };
}

type Content = Pick<FacebookMessage, 'text' | 'type'> & { url?: string; name?: string };

function content(state: MessengerState, message: Json): Content | Refusal {
  const text = typeof message.text === 'string' ? message.text : '';
  if (message.attachment === undefined) {
    if (text.trim() === '') return { code: 100, text: 'Param message[text] must be a non-empty string' };
    if ([...text].length > TEXT_MAX) return { code: 100, text: 'Length of param message[text] must be at most 2000' };
    return { text, type: 'text' };
  }
  const attachment = object(message.attachment);
  const file = state.uploads.get(String(object(attachment.payload).attachment_id));
  if (!file) return { code: 100, subcode: 2018074, text: 'Invalid attachment id' };
  if (file.kind !== attachment.type) return { code: 100, subcode: 2018047, text: 'Upload attachment failure' };
  const key = state.id();
  state.media.set(key, { bytes: file.bytes, type: file.type });
  return { text: '', type: file.kind, url: `/media/${key}/${encodeURIComponent(file.name)}`, name: file.name };
}

const LIMITS: Record<string, number> = { image: 8_388_608, audio: 26_214_400, video: 26_214_400, file: 26_214_400 };

/** Attachments kept for sending: multipart fields `message` and `filedata`. */
export async function answerUpload(state: MessengerState, asked: Asked): Promise<Told> {
  const headers = { 'content-type': asked.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(asked.body), { headers }).formData();
  const file = form.get('filedata');
  const kind = String(object(object(JSON.parse(String(form.get('message') ?? '{}'))).attachment).type);
  const limit = LIMITS[kind];
  if (!(file instanceof File) || limit === undefined) return errorBody(100, 'Invalid attachment', 2018047);
  if (file.size > limit) return errorBody(100, 'Attachment size exceeds allowable limit', 2018109);
  if (kind !== 'file' && !file.type.startsWith(`${kind}/`)) return errorBody(100, 'Upload attachment failure', 2018047);
  const id = state.id();
  state.uploads.set(id, { kind, bytes: Buffer.from(await file.arrayBuffer()), name: file.name, type: file.type });
  return { json: { attachment_id: id } };
}
