import { randomBytes } from 'node:crypto';

const HOUR = 3_600_000;

export interface MessengerStandinOptions {
  now: () => Date;
  pageId?: string;
  appId?: string;
  appSecret?: string;
  verifyToken?: string;
  /** Meta has granted HUMAN_AGENT to the app (default: yes). */
  humanAgent?: boolean;
  /** Calls per second before 613. */
  rate?: number;
  port?: number;
}

export interface FacebookMessage {
  id: string;
  from: 'user' | 'page';
  at: number;
  text: string;
  /** `text`, `image`, `audio`, `video`, `file`, `sticker`. */
  type: string;
  url?: string;
  name?: string;
  quotes?: string;
  reactions: string[];
  /** As it was sent: messaging type or tag. */
  rule?: string;
  metadata?: string;
}

export interface FacebookUser {
  id: string;
  name: string;
  blocked: boolean;
  lastInteraction: number | null;
  messages: FacebookMessage[];
}

export interface FacebookComment {
  id: string;
  postId: string;
  userId: string;
  at: number;
  text: string;
  answered: boolean;
}

/** What Meta's servers would remember of one page. */
export interface MessengerState {
  readonly now: () => Date;
  readonly pageId: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly options: MessengerStandinOptions;
  /** Tokens that work; take one away and it is dead. */
  readonly tokens: Set<string>;
  readonly users: Map<string, FacebookUser>;
  readonly comments: Map<string, FacebookComment>;
  readonly uploads: Map<string, { kind: string; bytes: Buffer; name: string; type: string }>;
  readonly media: Map<string, { bytes: Buffer; type: string }>;
  /** Fields to which the page is subscribed; empty: not at all. */
  subscribed: string[];
  /** Another app has the thread of these people. */
  readonly otherApp: Set<string>;
  readonly actions: { userId: string; action: string }[];
  readonly second: { at: number; calls: number };
  id(): string;
  mid(): string;
}

export function createState(options: MessengerStandinOptions): MessengerState {
  // Ids as the real ones are: digits beyond 2^53, never two alike.
  let counter = 24_690_135_780_246_913n;
  const id = () => {
    counter += 1n;
    return String(counter);
  };
  return {
    now: options.now,
    pageId: options.pageId ?? '102200000000000001',
    appId: options.appId ?? '1517776481860111',
    appSecret: options.appSecret ?? randomBytes(16).toString('hex'),
    verifyToken: options.verifyToken ?? randomBytes(10).toString('hex'),
    options,
    tokens: new Set(),
    users: new Map(),
    comments: new Map(),
    uploads: new Map(),
    media: new Map(),
    subscribed: [],
    otherApp: new Set(),
    actions: [],
    second: { at: 0, calls: 0 },
    id,
    mid: () => `m_${id()}${randomBytes(6).toString('base64url')}`,
  };
}

export interface Refusal {
  code: number;
  subcode?: number;
  text: string;
}

/** Meta's error for a message to this person now under this rule, or null when it may go. */
export function refusal(state: MessengerState, user: FacebookUser | undefined, tag: unknown): Refusal | null {
  if (!user) return { code: 100, subcode: 2018001, text: 'No matching user found' };
  if (user.blocked) return { code: 551, subcode: 1545041, text: "This person isn't available right now." };
  if (state.otherApp.has(user.id))
    return {
      code: 10,
      subcode: 2018300,
      text: 'Message failed to send because another app is controlling this thread now.',
    };
  if (tag !== undefined && tag !== 'HUMAN_AGENT') return { code: 100, text: 'Message tag is deprecated' };
  if (tag !== undefined && state.options.humanAgent === false)
    return { code: 10, text: 'This feature requires Human Agent permission' };
  const age = user.lastInteraction === null ? Number.POSITIVE_INFINITY : state.now().getTime() - user.lastInteraction;
  if (age <= (tag === undefined ? 24 : 168) * HOUR) return null;
  return { code: 10, subcode: 2018278, text: 'This message is sent outside of allowed window.' };
}

/** Counts a call; true when the rate of the second is passed. */
export function overRate(state: MessengerState): boolean {
  const second = Math.floor(state.now().getTime() / 1000);
  if (state.second.at !== second) Object.assign(state.second, { at: second, calls: 0 });
  state.second.calls += 1;
  return state.second.calls > (state.options.rate ?? 3000);
}
