import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { AppError } from './errors.ts';

const url = (protocols: string[]) =>
  z.string().refine((s) => URL.canParse(s) && protocols.includes(new URL(s).protocol), {
    error: `expected an address starting with ${protocols.join(' or ')}//`,
  });

const digits = z.string().regex(/^\d{1,25}$/, { error: 'expected digits only' });
const text = z.string().trim().min(1);

/** Every setting, with what `doctor` says of it. */
const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(10220).describe('TCP port of desk, portal and API'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on; 0.0.0.0 behind a firewall or proxy'),
  PUBLIC_URL: url(['http:', 'https:'])
    .optional()
    .describe('address by which citizens and staff reach this server; used in mails'),
  DATA_DIR: z.string().min(1).default('./data').describe('folder of the embedded database, files and keys'),
  DATABASE_URL: url(['postgres:', 'postgresql:'])
    .optional()
    .describe('PostgreSQL to use; unset = embedded under DATA_DIR'),
  ROLES: z
    .string()
    .default('web,worker,hotline')
    .transform((s) =>
      s
        .split(',')
        .map((r) => r.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.enum(['web', 'worker', 'hotline'])).min(1))
    .describe('what this process does: web, worker, hotline'),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'])
    .default('info')
    .describe('how much is logged'),
  TRUST_PROXY: z.string().default('').describe('addresses of reverse proxies whose X-Forwarded-* is believed'),
  PROVINCE_NAME: z.string().default('Đồng Tháp').describe('name of the province on pages and in mails'),
  SMTP_URL: url(['smtp:', 'smtps:']).optional().describe('outgoing mail: smtps://user:password@host:465'),
  IMAP_URL: url(['imap:', 'imaps:']).optional().describe('incoming mail: imaps://user:password@host:993'),
  MAIL_FROM: z.string().optional().describe('sender of our mail: Tổng đài 1022 <1022@dongthap.gov.vn>'),
  SECRET_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'expected 64 hexadecimal digits' })
    .optional()
    .describe('key for secrets at rest; created in DATA_DIR when unset'),
  ZALO_APP_ID: digits.optional().describe('id of the Zalo app'),
  ZALO_APP_SECRET: text.optional().describe('secret key of the Zalo app (OAuth)'),
  ZALO_OA_ID: digits.optional().describe('id of the Zalo Official Account'),
  ZALO_OA_SECRET: text.optional().describe('OA Secret Key: signs the webhooks; another value than ZALO_APP_SECRET'),
  ZALO_ACCESS_TOKEN: text.optional().describe('access token to begin with; renewed by itself'),
  ZALO_REFRESH_TOKEN: text.optional().describe('refresh token to begin with; used once, then kept renewed'),
  ZALO_API_URL: url(['http:', 'https:']).optional().describe('Zalo API, default https://openapi.zalo.me'),
  ZALO_OAUTH_URL: url(['http:', 'https:']).optional().describe('Zalo sign-in, default https://oauth.zaloapp.com'),
  MESSENGER_PAGE_ID: digits.optional().describe('id of the Facebook page'),
  MESSENGER_PAGE_TOKEN: text.optional().describe('access token of the page'),
  MESSENGER_APP_SECRET: text.optional().describe('secret of the Facebook app: signs the webhooks'),
  MESSENGER_VERIFY_TOKEN: text.optional().describe('word agreed with Facebook for verifying the webhook'),
  MESSENGER_API_URL: url(['http:', 'https:']).optional().describe('Graph API, default https://graph.facebook.com'),
  ARI_URL: url(['http:', 'https:'])
    .refine((s) => new URL(s).username !== '' && new URL(s).password !== '', {
      error: 'expected user and password in it: http://user:password@host:8088/ari',
    })
    .optional()
    .describe('Asterisk of the province: http://user:password@host:8088/ari; unset = the one of npm run hotline'),
  DEMO_PASSWORD: z.string().min(6).optional().describe('password of the demonstration accounts (--demo)'),
});

type Settings = z.infer<typeof settings>;

export interface Config {
  port: number;
  host: string;
  publicUrl: string | null;
  dataDir: string;
  databaseUrl: string | null;
  roles: ReadonlySet<'web' | 'worker' | 'hotline'>;
  logLevel: string;
  trustProxy: string[];
  provinceName: string;
  smtpUrl: string | null;
  imapUrl: string | null;
  mailFrom: string | null;
  secretKey: string | null;
  /** As given; each channel says what it makes of it. */
  zalo: {
    appId: string | null;
    appSecret: string | null;
    oaId: string | null;
    oaSecret: string | null;
    accessToken: string | null;
    refreshToken: string | null;
    apiUrl: string | null;
    oauthUrl: string | null;
  };
  messenger: {
    pageId: string | null;
    pageToken: string | null;
    appSecret: string | null;
    verifyToken: string | null;
    apiUrl: string | null;
  };
  /** Asterisk of the province, with the password in it; null = that of `npm run hotline` beside us, if any. */
  ariUrl: string | null;
  demo: boolean;
  demoPassword: string | null;
}

/** Names and meanings of all settings, for `1022 doctor` and the operations manual. */
export function describeSettings(): { name: string; meaning: string; fallback: string | null }[] {
  const defaults = settings.parse({}) as Record<string, unknown>;
  return Object.entries(settings.shape).map(([name, schema]) => {
    const value = defaults[name];
    return {
      name,
      meaning: (schema as z.ZodType).description ?? '',
      fallback: value === undefined ? null : String(value),
    };
  });
}

/**
 * Reads settings from the environment and, below it, from `.env` of the working folder.
 * @throws AppError `bad_setting` with one line: which setting, what was found, what is expected.
 */
export function readConfig(
  env: Record<string, string | undefined>,
  options: { demo?: boolean; cwd?: string } = {},
): Config {
  const file = resolve(options.cwd ?? '.', '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const names = Object.keys(settings.shape);
  const given = Object.fromEntries(
    names.map((n) => [n, env[n] ?? fromFile[n]]).filter(([, v]) => v !== undefined && v !== ''),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? '');
    const found = /KEY|URL|PASSWORD|SECRET|TOKEN/.test(name)
      ? 'a value that is not shown'
      : JSON.stringify((given as Record<string, string>)[name]);
    throw new AppError('bad_setting', {
      detail: {
        vi: `Setting ${name} is wrong: found ${found}; ${issue?.message}.`,
        en: `Setting ${name} is wrong: found ${found}; ${issue?.message}.`,
      },
    });
  }
  return toConfig(parsed.data, options);
}

function toConfig(s: Settings, options: { demo?: boolean; cwd?: string }): Config {
  const dataDir = resolve(options.cwd ?? '.', s.DATA_DIR);
  return {
    port: s.PORT,
    host: s.HOST,
    publicUrl: s.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    // Demonstration data never shares a folder (and so never a database) with real data.
    dataDir: options.demo ? resolve(dataDir, 'demo') : dataDir,
    databaseUrl: s.DATABASE_URL ?? null,
    roles: new Set(s.ROLES),
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY.split(',')
      .map((p) => p.trim())
      .filter(Boolean),
    provinceName: s.PROVINCE_NAME,
    smtpUrl: s.SMTP_URL ?? null,
    imapUrl: s.IMAP_URL ?? null,
    mailFrom: s.MAIL_FROM ?? null,
    secretKey: s.SECRET_KEY ?? null,
    zalo: {
      appId: s.ZALO_APP_ID ?? null,
      appSecret: s.ZALO_APP_SECRET ?? null,
      oaId: s.ZALO_OA_ID ?? null,
      oaSecret: s.ZALO_OA_SECRET ?? null,
      accessToken: s.ZALO_ACCESS_TOKEN ?? null,
      refreshToken: s.ZALO_REFRESH_TOKEN ?? null,
      apiUrl: s.ZALO_API_URL?.replace(/\/+$/, '') ?? null,
      oauthUrl: s.ZALO_OAUTH_URL?.replace(/\/+$/, '') ?? null,
    },
    messenger: {
      pageId: s.MESSENGER_PAGE_ID ?? null,
      pageToken: s.MESSENGER_PAGE_TOKEN ?? null,
      appSecret: s.MESSENGER_APP_SECRET ?? null,
      verifyToken: s.MESSENGER_VERIFY_TOKEN ?? null,
      apiUrl: s.MESSENGER_API_URL?.replace(/\/+$/, '') ?? null,
    },
    ariUrl: s.ARI_URL ?? null,
    demo: options.demo ?? false,
    demoPassword: s.DEMO_PASSWORD ?? null,
  };
}
