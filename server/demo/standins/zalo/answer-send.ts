import type { Asked, Told } from '../shared/serve.ts';
import { errorBody, type OnSent, okBody } from './answer.ts';
import { left, refusal, type StandinMessage, type StandinUser, type ZaloState } from './state.ts';

type Json = Record<string, unknown>;
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** `message/cs` and reactions: windows, quota, lengths and attachments are checked as Zalo does. */
export function answerSend(state: ZaloState, asked: Asked, onSent: OnSent): Told {
  const body = object(JSON.parse(asked.body.toString()));
  const recipient = object(body.recipient);
  const userId = String(recipient.user_id ?? recipient.anonymous_id ?? '');
  const user = state.users.get(userId);
  const no = refusal(state, user);
  if (no || !user) return errorBody(no?.code ?? -201, no?.text ?? '');
  if (body.sender_action !== undefined) return react(user, object(body.sender_action));
  const message = object(body.message);
  const made = content(state, message);
  if ('code' in made) return errorBody(made.code, made.text);
  const quotes = message.quote_message_id;
  if (quotes !== undefined && !user.messages.some((one) => one.id === quotes))
    return errorBody(-201, 'quote_message_id is invalid');
  const sent: StandinMessage = {
    id: state.id(),
    from: 'oa',
    at: state.now().getTime(),
    reactions: [],
    ...made,
    ...(typeof quotes === 'string' ? { quotes } : {}),
  };
  user.messages.push(sent);
  onSent(user.id, sent);
  const remain = left(state, user);
  const quota =
    remain === null
      ? {}
      : { quota: { quota_type: 'reply', remain: String(remain), total: String(state.options.quota) } };
  return okBody({ message_id: sent.id, user_id: user.id, ...quota });
}

function react(user: StandinUser, action: Json): Told {
  const target = user.messages.find((one) => one.id === action.react_message_id);
  if (!target) return errorBody(-201, 'react_message_id is invalid');
  target.reactions.push(String(action.react_icon));
  return okBody({ message_id: target.id, user_id: user.id });
}

type Content = Pick<StandinMessage, 'text' | 'type'> & { url?: string; name?: string };

function content(state: ZaloState, message: Json): Content | { code: number; text: string } {
  const text = typeof message.text === 'string' ? message.text : '';
  if ([...text].length > 2000) return { code: -210, text: 'text exceeds the limit' };
  const attachment = object(message.attachment);
  const payload = object(attachment.payload);
  if (attachment.type === 'file') return uploaded(state, String(payload.token), 'file', text);
  if (attachment.type === 'template' && payload.template_type === 'media') {
    const element = object((payload.elements as unknown[] | undefined)?.[0]);
    const kind = element.media_type === 'gif' ? 'gif' : 'image';
    if (kind === 'gif' && !(Number(element.width) > 0 && Number(element.height) > 0))
      return { code: -201, text: 'width is invalid' };
    return uploaded(state, String(element.attachment_id), kind, text);
  }
  if (attachment.type !== undefined) return { code: -233, text: 'message type invalid' };
  if (text.trim() === '') return { code: -201, text: 'text is invalid' };
  return { text, type: 'text' };
}

function uploaded(state: ZaloState, id: string, kind: string, text: string): Content | { code: number; text: string } {
  const file = state.uploads.get(id);
  if (!file || file.kind !== kind) return { code: -100, text: 'attachment_id is expired' };
  const key = state.id();
  const type =
    file.kind === 'file' ? 'application/octet-stream' : file.kind === 'gif' ? 'image/gif' : imageType(file.bytes);
  state.media.set(key, { bytes: file.bytes, type });
  return { text, type: file.kind === 'image' ? 'photo' : file.kind, url: `/media/${key}`, name: file.name };
}

const imageType = (bytes: Buffer) => (bytes[0] === 0x89 ? 'image/png' : 'image/jpeg');

const LIMITS = { image: 1_048_576, gif: 5_242_880, file: 5_242_880 };
const FILE_ENDINGS = /\.(pdf|docx?|csv)$/i;

/** Uploads: multipart field `file`; types and sizes as documented. */
export async function answerUpload(state: ZaloState, asked: Asked): Promise<Told> {
  const kind = asked.path.slice(asked.path.lastIndexOf('/') + 1) as keyof typeof LIMITS;
  const headers = { 'content-type': asked.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(asked.body), { headers }).formData();
  const file = form.get('file');
  if (!(file instanceof File)) return errorBody(-201, 'file is invalid');
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.length > LIMITS[kind]) return errorBody(-210, 'file exceeds the limit');
  const isPicture = bytes[0] === 0x89 || (bytes[0] === 0xff && bytes[1] === 0xd8);
  const fits =
    kind === 'image'
      ? isPicture
      : kind === 'gif'
        ? bytes.subarray(0, 3).toString() === 'GIF'
        : FILE_ENDINGS.test(file.name);
  if (!fits) return errorBody(-201, 'file type is invalid');
  const id = state.id();
  state.uploads.set(id, { kind, bytes, name: file.name });
  return okBody(kind === 'file' ? { token: id } : { attachment_id: id });
}
