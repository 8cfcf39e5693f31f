/**
 * The citizen's phone of the demonstration: a page from which a visitor writes as a Zalo (or Facebook) user and sees the
 * answers, over stand-ins of the providers that run in this process. Only with `--demo`.
 */
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../platform/config.ts';
import type { Ctx } from '../../platform/context.ts';
import { type MessengerStandin, startMessengerStandin } from '../standins/messenger/index.ts';
import { startZaloStandin, type ZaloStandin } from '../standins/zalo/index.ts';
import type { PhoneLine } from './line.ts';
import { messengerLine } from './messenger-line.ts';
import { phoneRoutes } from './routes.ts';
import { zaloLine } from './zalo-line.ts';

export type { PhoneContent, PhoneLine, PhoneMessage } from './line.ts';

export const PHONE_PAGE = '/demo/dien-thoai';

const PEOPLE = ['Nguyễn Thị Lan', 'Trần Văn Hùng', 'Lê Minh Khoa'];

const phones = new WeakMap<Config, DemoPhone>();

export interface DemoPhone {
  /** The settings with which the installation reaches the stand-ins; what the environment gives of its own stays. */
  readonly config: Config;
  /** The server listens at `address`: webhooks go there, and time is the installation's. */
  connect(ctx: Ctx, address: string): void;
  stop(): Promise<void>;
}

/** Starts the stand-ins of those channels that the environment does not connect to real providers. */
export async function startDemoPhone(config: Config): Promise<DemoPhone> {
  // Until the clock of the installation is there nobody asks for the time.
  let now = () => new Date(0);
  const zalo: ZaloStandin | null =
    config.zalo.appId === null && config.zalo.oaId === null ? await startZaloStandin({ now: () => now() }) : null;
  const facebook: MessengerStandin | null =
    config.messenger.pageId === null ? await startMessengerStandin({ now: () => now() }) : null;
  for (const name of PEOPLE) {
    zalo?.addUser(name);
    facebook?.addUser(name);
  }
  const phone: DemoPhone & { lines: PhoneLine[] } = {
    config: {
      ...config,
      ...(zalo ? { zalo: settingsOf(zalo) } : {}),
      ...(facebook ? { messenger: pageOf(facebook) } : {}),
    },
    lines: [...(zalo ? [zaloLine(zalo)] : []), ...(facebook ? [messengerLine(facebook)] : [])],
    connect(ctx, address) {
      now = () => ctx.clock.now();
      zalo?.renew();
      if (zalo) zalo.hooks.target = `${address}/hooks/zalo/default`;
      if (facebook) facebook.hooks.target = `${address}/hooks/messenger/default`;
    },
    async stop() {
      await zalo?.stop();
      await facebook?.stop();
    },
  };
  phones.set(phone.config, phone);
  return phone;
}

/** Binds the page of the phone; in a demonstration only. */
export function registerDemoPhone(app: FastifyInstance, ctx: Ctx): void {
  if (!ctx.config.demo) return;
  phoneRoutes(app, () => (phones.get(ctx.config) as { lines?: PhoneLine[] } | undefined)?.lines ?? []);
}

function settingsOf({ env }: ZaloStandin): Config['zalo'] {
  const of = (name: string) => env[name] ?? null;
  return {
    appId: of('ZALO_APP_ID'),
    appSecret: of('ZALO_APP_SECRET'),
    oaId: of('ZALO_OA_ID'),
    oaSecret: of('ZALO_OA_SECRET'),
    accessToken: of('ZALO_ACCESS_TOKEN'),
    refreshToken: of('ZALO_REFRESH_TOKEN'),
    apiUrl: of('ZALO_API_URL'),
    oauthUrl: of('ZALO_OAUTH_URL'),
  };
}

function pageOf({ env }: MessengerStandin): Config['messenger'] {
  const of = (name: string) => env[name] ?? null;
  return {
    pageId: of('MESSENGER_PAGE_ID'),
    pageToken: of('MESSENGER_PAGE_TOKEN'),
    appSecret: of('MESSENGER_APP_SECRET'),
    verifyToken: of('MESSENGER_VERIFY_TOKEN'),
    apiUrl: of('MESSENGER_API_URL'),
  };
}
