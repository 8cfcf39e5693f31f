import { createHmac } from 'node:crypto';
import type { Asked, Told } from '../shared/serve.ts';
import { answerSend, answerUpload } from './answer-send.ts';
import { type FacebookMessage, type FacebookUser, type MessengerState, overRate } from './state.ts';

export const errorBody = (code: number, text: string, subcode?: number) => ({
  status: code === 190 ? 401 : code === 1 || code === 2 ? 500 : 400,
  json: {
    error: {
      message: `(#${code}) ${text}`,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: 'AStandin',
    },
  },
});

/** Told of every message the page has sent, for its echo. */
export type OnSent = (userId: string, message: FacebookMessage) => void;

/** What the Graph API answers: errors with HTTP 400, 401 or 500 and a code. */
export async function answer(state: MessengerState, asked: Asked, onSent: OnSent): Promise<Told> {
  if (asked.path.startsWith('/media/')) return media(state, asked);
  const path = /^\/v\d+\.\d(\/.*)$/.exec(asked.path)?.[1];
  if (!path) return errorBody(2500, 'Unknown path components');
  const token = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? asked.query.get('access_token') ?? '';
  if (!state.tokens.has(token)) return errorBody(190, 'Error validating access token: it has expired', 463);
  const proof = asked.query.get('appsecret_proof');
  if (proof !== null && proof !== createHmac('sha256', state.appSecret).update(token).digest('hex'))
    return errorBody(100, 'Invalid appsecret_proof provided in the API argument');
  if (overRate(state)) return errorBody(613, 'Calls to this API have exceeded the rate limit.');
  const page = `/${state.pageId}`;
  switch (`${asked.method} ${path.replace(/^\/me(?=\/|$)/, page)}`) {
    case `GET ${page}`:
      return { json: { id: state.pageId, name: 'Tổng đài 1022' } };
    case `POST ${page}/messages`:
      return answerSend(state, asked, onSent);
    case `POST ${page}/message_attachments`:
      return answerUpload(state, asked);
    case `GET ${page}/subscribed_apps`: {
      const app = { id: state.appId, name: '1022', subscribed_fields: state.subscribed };
      return { json: { data: state.subscribed.length > 0 ? [app] : [] } };
    }
    case `POST ${page}/subscribed_apps`:
      state.subscribed = (asked.query.get('subscribed_fields') ?? '').split(',').filter(Boolean);
      return { json: { success: true } };
    case `GET ${page}/conversations`:
      return conversations(state, asked);
  }
  const user = asked.method === 'GET' ? state.users.get(path.slice(1)) : undefined;
  if (!user) return errorBody(100, 'Unsupported request. Object does not exist', 33);
  const [family = '', ...rest] = user.name.split(' ');
  return {
    json: {
      id: user.id,
      name: user.name,
      first_name: rest.join(' '),
      last_name: family,
      profile_pic: `https://x.fbcdn.net/${user.id}.jpg`,
    },
  };
}

function media(state: MessengerState, asked: Asked): Told {
  const found = state.media.get(asked.path.split('/')[2] ?? '');
  return found ? { file: found.bytes, type: found.type } : { status: 404, json: {} };
}

/** The page's history, as the Conversations API words it; people newest first. */
function conversations(state: MessengerState, asked: Asked): Told {
  const only = asked.query.get('user_id');
  const last = (user: FacebookUser) => user.messages.at(-1)?.at ?? 0;
  const users = [...state.users.values()]
    .filter((user) => user.messages.length > 0 && (only === null || user.id === only))
    .sort((a, b) => last(b) - last(a));
  return {
    json: {
      data: users.map((user) => ({
        id: `t_${user.id}`,
        updated_time: stamp(last(user)),
        messages: {
          data: user.messages
            .slice(-20)
            .reverse()
            .map((one) => told(state, user, one)),
        },
      })),
    },
  };
}

function told(state: MessengerState, user: FacebookUser, one: FacebookMessage) {
  const from = one.from === 'user' ? { id: user.id, name: user.name } : { id: state.pageId, name: 'Tổng đài 1022' };
  const file =
    one.url === undefined ? {} : { attachments: { data: [{ id: one.id, name: one.name, file_url: one.url }] } };
  return { id: one.id, created_time: stamp(one.at), from, message: one.text, ...file };
}

const stamp = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
