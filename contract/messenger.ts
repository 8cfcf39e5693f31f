/** Facebook pages as the desk administers them. */
import { z } from 'zod';
import { isoTime, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

const digits = z.string().regex(/^\d{0,25}$/);
const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(200)]);

/** Settings of a Facebook page. */
export const messengerSettings = z.object({
  pageId: digits.default(''),
  /** Our app at Meta: tells our own messages from those of other programs. */
  appId: digits.default(''),
  apiUrl: address.default(''),
  graphVersion: z
    .string()
    .regex(/^v\d{1,3}\.\d$/)
    .default('v26.0'),
  /** Meta has granted the feature "Human Agent": a person may answer until seven days after the citizen's message. */
  humanAgent: z.boolean().default(false),
  /** Comments and visitors' posts on the page come into the inbox and are answered privately. */
  comments: z.boolean().default(true),
  appSecretProof: z.boolean().default(true),
  /** Hosts (and all below them) from which pictures and files of citizens are fetched. */
  mediaHosts: z
    .array(z.string().regex(/^[a-z0-9.-]{3,100}$/))
    .max(20)
    .default(['fbcdn.net', 'fbsbx.com']),
});
export type MessengerSettings = z.output<typeof messengerSettings>;

export const MESSENGER_SECRETS = ['pageToken', 'appSecret', 'verifyToken'] as const;
export type MessengerSecretName = (typeof MESSENGER_SECRETS)[number];

/** A Facebook page as the desk shows it. Which secrets are stored, never what they are. */
export const messengerAccount = z
  .object({
    code: z.string(),
    name: z.string(),
    source: z.enum(['environment', 'admin']),
    enabled: z.boolean(),
    settings: messengerSettings,
    stored: z.array(z.enum(MESSENGER_SECRETS)),
    /** To be entered in Meta's console. */
    webhookUrl: z.string(),
    /** What is missing or broken, in words. */
    problem: z.string().nullable(),
    /** Facebook refused the token for good, since when and why in words. */
    tokenDeadSince: isoTime.nullable(),
    tokenDeadWhy: z.string().nullable(),
    /** The page sends us nothing: since when. */
    unsubscribedSince: isoTime.nullable(),
  })
  .meta({ id: 'MessengerAccount' });
export type MessengerAccountView = z.infer<typeof messengerAccount>;

const code = z.object({ code: refCode.max(40) });
const secret = z.string().trim().min(1).max(2000);

export const listMessengerAccounts = endpoint({
  method: 'GET',
  path: '/channels/messenger/accounts',
  tag: 'channels',
  summary: 'Facebook pages; secrets never leave the server',
  response: z.object({ items: z.array(messengerAccount) }),
});
export const putMessengerAccount = endpoint({
  method: 'PUT',
  path: '/channels/messenger/accounts/:code',
  tag: 'channels',
  summary: 'Add or change a Facebook page',
  params: code,
  body: z.object({
    name: typedText(100),
    enabled: z.boolean().default(true),
    settings: messengerSettings,
    /** Left out = the stored one stays; null = it is forgotten. */
    secrets: z
      .object({ pageToken: secret.nullable(), appSecret: secret.nullable(), verifyToken: secret.nullable() })
      .partial()
      .default({}),
  }),
  status: 204,
  response: z.null(),
});
export const testMessengerAccount = endpoint({
  method: 'POST',
  path: '/channels/messenger/accounts/:code/test',
  tag: 'channels',
  summary: 'Ask Facebook who we are with the stored token, and subscribe the page to our webhook',
  params: code,
  response: z.object({ ok: z.boolean(), pageName: z.string().nullable(), advice: z.string() }),
});
