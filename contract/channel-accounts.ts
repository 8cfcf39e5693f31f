/** Accounts of ours at providers, how each channel fares, and what only a person can make sense of. */
import { z } from 'zod';
import { countedPage, isoTime, paging, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

const digits = z.string().regex(/^\d{0,25}$/);
const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(200)]);

/**
 * Settings of a Zalo Official Account. From `macFirstTerm` on: points on which the sources about Zalo differ, so that a
 * change there is a click here.
 */
export const zaloSettings = z.object({
  appId: digits.default(''),
  oaId: digits.default(''),
  apiUrl: address.default(''),
  oauthUrl: address.default(''),
  /** What stands first in the webhook's code. */
  macFirstTerm: z.enum(['either', 'app_id', 'oa_id']).default('either'),
  macKey: z.enum(['oa_secret', 'app_secret']).default('oa_secret'),
  /** Events older than this are refused. Zalo repeats a delivery for about two hours, by an older source for twelve. */
  staleHours: z.number().int().min(2).max(72).default(12),
  freeHours: z.number().int().min(1).max(168).default(48),
  lateHours: z.number().int().min(1).max(720).default(168),
  /** Messages after the free hours cost the province money. */
  sendLate: z.boolean().default(true),
  /** Messages within the free hours; 0 = no limit (8 until 2026). */
  freeMessages: z.number().int().min(0).max(1000).default(0),
  imageKilobytes: z.number().int().min(100).max(20_000).default(1000),
  fileMegabytes: z.number().int().min(1).max(100).default(5),
  appSecretProof: z.boolean().default(false),
  /** Hours before its end at which the access token is renewed. */
  renewHours: z.number().int().min(1).max(20).default(5),
  /** Hosts (and all below them) from which pictures and files of citizens are fetched. */
  mediaHosts: z
    .array(z.string().regex(/^[a-z0-9.-]{3,100}$/))
    .max(20)
    .default(['zdn.vn', 'zadn.vn', 'zalo.me', 'zaloapp.com', 'zalo.cloud']),
});
export type ZaloSettings = z.output<typeof zaloSettings>;

export const ZALO_SECRETS = ['appSecret', 'oaSecret', 'accessToken', 'refreshToken'] as const;
export type ZaloSecretName = (typeof ZALO_SECRETS)[number];

export const ACCESS_STATES = ['unknown', 'ok', 'reauth_required', 'blocked'] as const;

/** A Zalo account as the desk shows it. Which secrets are stored, never what they are. */
export const zaloAccount = z
  .object({
    code: z.string(),
    name: z.string(),
    source: z.enum(['environment', 'admin']),
    enabled: z.boolean(),
    settings: zaloSettings,
    stored: z.array(z.enum(ZALO_SECRETS)),
    /** To be entered in Zalo's console. */
    webhookUrl: z.string(),
    callbackUrl: z.string(),
    /** What is missing or broken, in words. */
    problem: z.string().nullable(),
    token: z.object({
      expiresAt: isoTime.nullable(),
      renewedAt: isoTime.nullable(),
      reauthSince: isoTime.nullable(),
      reauthWhy: z.string().nullable(),
    }),
  })
  .meta({ id: 'ZaloAccount' });
export type ZaloAccountView = z.infer<typeof zaloAccount>;

const code = z.object({ code: refCode.max(40) });
const secret = z.string().trim().min(1).max(2000);

export const listZaloAccounts = endpoint({
  method: 'GET',
  path: '/channels/zalo/accounts',
  tag: 'channels',
  summary: 'Zalo accounts; secrets never leave the server',
  response: z.object({ items: z.array(zaloAccount) }),
});
export const putZaloAccount = endpoint({
  method: 'PUT',
  path: '/channels/zalo/accounts/:code',
  tag: 'channels',
  summary: 'Add or change a Zalo account',
  params: code,
  body: z.object({
    name: typedText(100),
    enabled: z.boolean().default(true),
    settings: zaloSettings,
    /** Left out = the stored one stays; null = it is forgotten. */
    secrets: z
      .object({
        appSecret: secret.nullable(),
        oaSecret: secret.nullable(),
        accessToken: secret.nullable(),
        refreshToken: secret.nullable(),
      })
      .partial()
      .default({}),
  }),
  status: 204,
  response: z.null(),
});
export const testZaloAccount = endpoint({
  method: 'POST',
  path: '/channels/zalo/accounts/:code/test',
  tag: 'channels',
  summary: 'Ask Zalo who we are with the stored tokens',
  params: code,
  response: z.object({ ok: z.boolean(), oaName: z.string().nullable(), advice: z.string() }),
});
export const beginZaloSignIn = endpoint({
  method: 'POST',
  path: '/channels/zalo/accounts/:code/sign-in',
  tag: 'channels',
  summary: 'Begin the consent at Zalo; the browser goes to the address that is returned',
  params: code,
  response: z.object({ url: z.string() }),
});

export const HEALTH_STATES = ['good', 'watch', 'bad', 'off'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** Kinds of trouble; the desk has a sentence and an advice for each. */
export const TROUBLES = [
  'reauth',
  'blocked',
  'token_ending',
  'disconnected',
  'errors',
  'silent',
  'refused',
  'unhandled',
  'not_configured',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export const channelState = z
  .object({
    channel: z.string(),
    account: z.string(),
    name: z.string(),
    state: z.enum(HEALTH_STATES),
    lastInAt: isoTime.nullable(),
    lastOutAt: isoTime.nullable(),
    lastErrorAt: isoTime.nullable(),
    lastError: z.string().nullable(),
    tokenExpiresAt: isoTime.nullable(),
    /** Counts of the last 24 hours. */
    day: z.object({
      received: z.number().int(),
      sent: z.number().int(),
      failed: z.number().int(),
      refused: z.number().int(),
      duplicates: z.number().int(),
    }),
    /** Waiting for a person. */
    unhandled: z.number().int(),
    /** Stored and not handled yet, and not sent yet. */
    waiting: z.number().int(),
    troubles: z.array(
      z.object({ what: z.enum(TROUBLES), detail: z.string(), advice: z.string(), since: isoTime.nullable() }),
    ),
  })
  .meta({ id: 'ChannelState' });
export type ChannelStateView = z.infer<typeof channelState>;

export const channelStates = endpoint({
  method: 'GET',
  path: '/channels/health',
  tag: 'channels',
  summary: 'Every channel, how it fares and what to do',
  response: z.object({ items: z.array(channelState) }),
});

/** The short form for the top bar: one mark per channel kind, worst account first. */
export const channelMarks = endpoint({
  method: 'GET',
  path: '/channels/marks',
  tag: 'channels',
  summary: 'One mark per channel',
  response: z.object({
    items: z.array(
      z.object({ channel: z.string(), name: z.string(), state: z.enum(HEALTH_STATES), what: z.string().nullable() }),
    ),
  }),
});

export const unhandledEvent = z
  .object({
    id: z.string(),
    channel: z.string(),
    account: z.string(),
    receivedAt: isoTime,
    reason: z.string(),
    detail: z.string(),
    size: z.number().int(),
    attempts: z.number().int(),
  })
  .meta({ id: 'UnhandledEvent' });
export type UnhandledEvent = z.infer<typeof unhandledEvent>;

const byId = z.object({ id: z.string().regex(/^\d{1,18}$/) });
export const listUnhandled = endpoint({
  method: 'GET',
  path: '/channels/events/unhandled',
  tag: 'channels',
  summary: 'Events that only a person can make sense of, newest first',
  query: z.object(paging),
  response: countedPage(unhandledEvent),
});
export const rawInbound = endpoint({
  method: 'GET',
  path: '/channels/events/:id/raw',
  tag: 'channels',
  summary: 'An event as it came, as a file',
  params: byId,
  // A stream of bytes, sent as a download.
  response: z.any(),
});
export const retryInboundEvent = endpoint({
  method: 'POST',
  path: '/channels/events/:id/retry',
  tag: 'channels',
  summary: 'Try an event once more',
  params: byId,
  status: 202,
  response: z.object({ id: z.string() }),
});
export const dismissInboundEvent = endpoint({
  method: 'POST',
  path: '/channels/events/:id/dismiss',
  tag: 'channels',
  summary: 'Nothing to do about it; who decided is recorded',
  params: byId,
  body: z.object({ reason: typedText(300) }),
  status: 204,
  response: z.null(),
});
