import { createHash } from 'node:crypto';
import type { Asked, Told } from '../shared/serve.ts';
import { answerSend, answerUpload } from './answer-send.ts';
import { issuePair, overRate, type StandinMessage, type ZaloState } from './state.ts';

export const errorBody = (code: number, text: string) => ({ json: { error: code, message: text } });
export const okBody = (data: unknown) => ({ json: { data, error: 0, message: 'Success' } });

/** Told of every message the OA has sent, for its echo. */
export type OnSent = (userId: string, message: StandinMessage) => void;

/** What Zalo answers: errors with HTTP 200 and a negative number, as the real one does. */
export async function answer(state: ZaloState, asked: Asked, onSent: OnSent): Promise<Told> {
  if (asked.path === '/v4/oa/access_token') return tokens(state, asked);
  if (asked.path === '/v4/oa/permission') return permission(state, asked);
  if (asked.path.startsWith('/media/')) return media(state, asked);
  const expires = state.access.get(asked.headers.access_token ?? '');
  if (expires === undefined) return errorBody(-216, 'Access token is invalid');
  if (expires <= state.now().getTime()) return errorBody(-220, 'Access token has expired');
  if (overRate(state)) return errorBody(-32, 'You have reached the limit of calls');
  switch (`${asked.method} ${asked.path}`) {
    case 'GET /v2.0/oa/getoa':
      return okBody({ oa_id: state.oaId, name: 'Tổng đài 1022', is_verified: true, num_follower: state.users.size });
    case 'GET /v3.0/oa/user/detail':
      return detail(state, asked);
    case 'POST /v3.0/oa/message/cs':
    case 'POST /v2.0/oa/message':
      return answerSend(state, asked, onSent);
    case 'POST /v2.0/oa/upload/image':
    case 'POST /v2.0/oa/upload/gif':
    case 'POST /v2.0/oa/upload/file':
      return answerUpload(state, asked);
    case 'GET /v2.0/oa/conversation':
      return conversation(state, asked);
    case 'GET /v2.0/oa/listrecentchat':
      return recent(state, asked);
    default:
      return { status: 404, json: { error: -404, message: 'no such address' } };
  }
}

/** Refresh tokens work once; a second use is refused, whoever asks. */
function tokens(state: ZaloState, asked: Asked): Told {
  if (!asked.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return errorBody(-14001, 'Invalid content type');
  const form = new URLSearchParams(asked.body.toString());
  if (asked.headers.secret_key !== state.appSecret) return errorBody(-14004, 'Invalid secret key');
  if (form.get('app_id') !== state.appId) return errorBody(-14002, 'Invalid app id');
  if (form.get('grant_type') === 'refresh_token') {
    const token = form.get('refresh_token') ?? '';
    if (!state.refresh.delete(token)) return errorBody(-14014, 'Invalid refresh token');
    state.spent.add(token);
    return { json: issuePair(state) };
  }
  const code = state.codes.get(form.get('code') ?? '');
  state.codes.delete(form.get('code') ?? '');
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (!code || code.challenge !== challenge) return errorBody(-14003, 'Invalid authorization code');
  return { json: issuePair(state) };
}

/** The administrator agrees at once. */
function permission(state: ZaloState, asked: Asked): Told {
  const target = asked.query.get('redirect_uri') ?? '';
  if (asked.query.get('app_id') !== state.appId || !URL.canParse(target))
    return errorBody(-14003, 'Invalid redirect uri');
  const code = state.id();
  state.codes.set(code, { challenge: asked.query.get('code_challenge') ?? '' });
  const url = new URL(target);
  url.searchParams.set('code', code);
  url.searchParams.set('oa_id', state.oaId);
  url.searchParams.set('state', asked.query.get('state') ?? '');
  return { location: url.href };
}

function media(state: ZaloState, asked: Asked): Told {
  const found = state.media.get(asked.path.slice('/media/'.length));
  return found ? { file: found.bytes, type: found.type } : { status: 404, json: {} };
}

const dataOf = (asked: Asked): Record<string, unknown> => JSON.parse(asked.query.get('data') ?? '{}');

function detail(state: ZaloState, asked: Asked): Told {
  const user = state.users.get(String(dataOf(asked).user_id));
  if (!user) return errorBody(-201, 'user_id is invalid');
  return okBody({
    user_id: user.id,
    display_name: user.name,
    user_is_follower: user.follows,
    avatar: 'https://s120-ava-talk.zadn.vn/default.jpg',
  });
}

function conversation(state: ZaloState, asked: Asked): Told {
  const {
    user_id: id,
    offset = 0,
    count = 10,
  } = dataOf(asked) as { user_id?: string; offset?: number; count?: number };
  if (count > 10) return errorBody(-210, 'count exceeds the limit');
  const user = state.users.get(String(id));
  if (!user) return errorBody(-201, 'user_id is invalid');
  const newest = [...user.messages].reverse().slice(offset, offset + count);
  return okBody(newest.map((one) => historyItem(state, user, one)));
}

function recent(state: ZaloState, asked: Asked): Told {
  const { offset = 0, count = 10 } = dataOf(asked) as { offset?: number; count?: number };
  if (count > 10) return errorBody(-210, 'count exceeds the limit');
  const all = [...state.users.values()].flatMap((user) => user.messages.map((one) => ({ user, one })));
  all.sort((a, b) => b.one.at - a.one.at);
  return okBody(all.slice(offset, offset + count).map(({ user, one }) => historyItem(state, user, one)));
}

function historyItem(state: ZaloState, user: { id: string; name: string }, one: StandinMessage) {
  const fromUser = one.from === 'user';
  return {
    src: fromUser ? 1 : 0,
    time: one.at,
    type: one.type,
    message: one.text,
    message_id: one.id,
    from_id: fromUser ? user.id : state.oaId,
    to_id: fromUser ? state.oaId : user.id,
    from_display_name: fromUser ? user.name : 'Tổng đài 1022',
    ...(one.url ? { url: one.url } : {}),
  };
}
