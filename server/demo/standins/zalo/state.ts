import { randomBytes } from 'node:crypto';

const HOUR = 3_600_000;

export interface ZaloStandinOptions {
  now: () => Date;
  appId?: string;
  appSecret?: string;
  oaId?: string;
  oaSecret?: string;
  /** Life of an access token, in seconds; 90,000 at Zalo. */
  tokenLife?: number;
  /** Calls per minute before -32. */
  rate?: number;
  /** Messages per person within the window; null: no limit. */
  quota?: number | null;
  /** First term of the webhook's code. */
  macTerm?: 'app_id' | 'oa_id';
  port?: number;
}

export interface StandinMessage {
  id: string;
  /** `oa`: sent by the OA. */
  from: 'user' | 'oa';
  at: number;
  text: string;
  /** `photo`, `file`, `sticker`, `location` …; `text` when there is only text. */
  type: string;
  url?: string;
  name?: string;
  quotes?: string;
  reactions: string[];
}

export interface StandinUser {
  id: string;
  name: string;
  follows: boolean;
  blocked: boolean;
  lastInteraction: number | null;
  messages: StandinMessage[];
}

/** What Zalo's servers would remember of one Official Account. */
export interface ZaloState {
  readonly now: () => Date;
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecret: string;
  readonly options: ZaloStandinOptions;
  readonly users: Map<string, StandinUser>;
  readonly access: Map<string, number>;
  readonly refresh: Set<string>;
  /** Refresh tokens that were used: using one again is refused. */
  readonly spent: Set<string>;
  readonly codes: Map<string, { challenge: string }>;
  readonly uploads: Map<string, { kind: 'image' | 'gif' | 'file'; bytes: Buffer; name: string }>;
  readonly media: Map<string, { bytes: Buffer; type: string }>;
  readonly minute: { at: number; calls: number };
  id(): string;
}

export function createState(options: ZaloStandinOptions): ZaloState {
  // Ids as the real ones are: digits beyond 2^53, never two alike.
  let counter = 246_845_883_529_197_922n;
  return {
    now: options.now,
    appId: options.appId ?? '1234567890123456789',
    appSecret: options.appSecret ?? randomBytes(10).toString('hex'),
    oaId: options.oaId ?? '388613280878808645',
    oaSecret: options.oaSecret ?? randomBytes(10).toString('hex'),
    options,
    users: new Map(),
    access: new Map(),
    refresh: new Set(),
    spent: new Set(),
    codes: new Map(),
    uploads: new Map(),
    media: new Map(),
    minute: { at: 0, calls: 0 },
    id: () => {
      counter += 1n;
      return String(counter);
    },
  };
}

/** A new pair, as OAuth gives it. */
export function issuePair(state: ZaloState): { access_token: string; refresh_token: string; expires_in: string } {
  const access = randomBytes(24).toString('base64url');
  const refresh = randomBytes(24).toString('base64url');
  const life = state.options.tokenLife ?? 90_000;
  state.access.set(access, state.now().getTime() + life * 1000);
  state.refresh.add(refresh);
  return { access_token: access, refresh_token: refresh, expires_in: String(life) };
}

/** The provider's error for a message to this person now, or null when it may go. */
export function refusal(state: ZaloState, user: StandinUser | undefined): { code: number; text: string } | null {
  if (!user) return { code: -201, text: 'user_id is invalid' };
  if (user.blocked) return { code: -244, text: 'User restricted this message type' };
  if (user.lastInteraction === null) return { code: -232, text: 'User has not interacted with the OA' };
  const age = state.now().getTime() - user.lastInteraction;
  if (age > 168 * HOUR) return { code: -230, text: 'User has not interacted with the OA in the past 7 days' };
  if (left(state, user) === 0) return { code: -218, text: 'Out of quota receive' };
  return null;
}

/** Messages left for this person; null: no limit. */
export function left(state: ZaloState, user: StandinUser): number | null {
  const quota = state.options.quota ?? null;
  if (quota === null) return null;
  const since = user.messages.filter((one) => one.from === 'oa' && one.at >= (user.lastInteraction ?? 0)).length;
  return Math.max(0, quota - since);
}

/** Counts a call; true when the rate of the minute is passed. */
export function overRate(state: ZaloState): boolean {
  const minute = Math.floor(state.now().getTime() / 60_000);
  if (state.minute.at !== minute) {
    state.minute.at = minute;
    state.minute.calls = 0;
  }
  state.minute.calls += 1;
  return state.minute.calls > (state.options.rate ?? 4000);
}
