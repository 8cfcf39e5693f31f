/**
 * The citizen's phone of the demonstration: a page from which a visitor writes as a Zalo (or Facebook) user and sees the
 * answers, over stand-ins of the providers that run in this process. Only with `--demo`.
 */
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../platform/config.ts';
import type { Ctx } from '../../platform/context.ts';
import { startZaloStandin, type ZaloStandin } from '../standins/zalo/index.ts';
import type { PhoneLine } from './line.ts';
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
  for (const name of PEOPLE) zalo?.addUser(name);
  const phone: DemoPhone & { lines: PhoneLine[] } = {
    config: zalo ? { ...config, zalo: settingsOf(zalo) } : { ...config },
    lines: zalo ? [zaloLine(zalo)] : [],
    connect(ctx, address) {
      now = () => ctx.clock.now();
      zalo?.renew();
      if (zalo) zalo.hooks.target = `${address}/hooks/zalo/default`;
    },
    async stop() {
      await zalo?.stop();
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
