import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../app.ts';
import { startCaseClock } from '../cases/index.ts';
import { staffMailDoor, startChannels, startEmail, startLivechatClock } from '../channels/index.ts';
import { createContext, type RunningContext } from '../context.ts';
import { startUploadClock } from '../conversations/index.ts';
import { DEMO_ACCOUNTS, seedDemoPeople } from '../demo/index.ts';
import { type DemoPhone, PHONE_PAGE, startDemoPhone } from '../demo/phone/index.ts';
import { startAfterReplay } from '../demo/start.ts';
import { startHotline, startHotlineUpkeep } from '../hotline/index.ts';
import { startNoticeMail } from '../notifications/index.ts';
import { createFirstAdmin } from '../org/index.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { startCollecting } from '../platform/files/index.ts';
import { startRouting } from '../routing/index.ts';
import { startCampaignClock } from '../surveys/index.ts';
import { resumeJobs } from './backup/index.ts';
import { seed } from './seed.ts';

/** A service that can be ended. */
interface Part {
  name: string;
  stop(): Promise<unknown>;
}

const say = (line: string) => console.log(line);
const step = (line: string) => say(`• ${line}`);

/** Runs this process until it is told to end (SIGINT, SIGTERM). Returns when it serves. */
export async function serve({ demo }: { demo: boolean }): Promise<void> {
  const settings = readConfig(process.env, { demo });
  const phone = demo ? await startDemoPhone(settings) : null;
  const config = phone?.config ?? settings;
  const startedAt = performance.now();
  say(`Tổng đài 1022 ${config.provinceName}${demo ? ' · BẢN TRÌNH DIỄN (demonstration)' : ''}`);
  const opening = createContext(config, { progress: step });
  const parts: Part[] = [{ name: 'database', stop: async () => (await opening.catch(() => null))?.stop() }];
  if (phone) parts.push({ name: 'phone of the demonstration', stop: () => phone.stop() });
  const stop = () => stopParts(parts);
  // From here on a signal ends what has been started so far.
  const ending = endOnSignal(stop);
  try {
    const ctx = await opening;
    if (ending()) return;
    await prepareData(ctx);
    const address = await startParts(ctx, config, parts, phone);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    say(
      `✓ Sẵn sàng sau ${seconds} giây (ready)${address === null ? ` · vai trò (roles): ${[...config.roles].join(', ')}` : ''}`,
    );
    if (address !== null) sayAddresses(config.publicUrl ?? address, demo);
    say('  Ctrl-C để dừng (to stop)');
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareData(ctx: RunningContext): Promise<void> {
  const counts = await seed(ctx);
  if (counts.units + counts.calendars > 0) {
    step(
      `Nạp dữ liệu danh mục (reference data): ${counts.units} đơn vị, ${counts.areas} xã phường, ${counts.categories} lĩnh vực, ${counts.days} ngày nghỉ`,
    );
  }
  if (ctx.config.demo) return await prepareDemo(ctx);
  const admin = await createFirstAdmin(ctx);
  if (admin === null) return;
  say('');
  say('  Quản trị viên đầu tiên (first administrator; shown only this once):');
  say(`    tên đăng nhập (user name): ${admin.username}`);
  say(`    mật khẩu dùng một lần (one-time password): ${admin.oneTimePassword}`);
  say('');
}

async function prepareDemo(ctx: RunningContext): Promise<void> {
  const { password } = await seedDemoPeople(ctx);
  say('');
  say('  Tài khoản trình diễn (demonstration accounts):');
  for (const { username, does } of DEMO_ACCOUNTS) say(`    ${username.padEnd(15)} ${does}`);
  say(`    mật khẩu chung (password of all): ${password}`);
  say('');
}

/** Starts what the roles ask for, each part put where `stop` finds it. Returns the address of the web role, or null. */
async function startParts(
  ctx: RunningContext,
  config: Config,
  parts: Part[],
  phone: DemoPhone | null,
): Promise<string | null> {
  const app = await createApp(ctx);
  const works = config.roles.has('worker');
  await ctx.events.start();
  await ctx.jobs.start({ work: works });
  const resumed = await resumeJobs(ctx);
  if (resumed > 0) step(`Tiếp tục ${resumed} việc từ bản sao lưu (jobs taken up from the backup)`);
  parts.push({ name: 'jobs', stop: () => ctx.jobs.stop() });
  // Before anything reaches out: a port that is taken ends the start here.
  const address = config.roles.has('web') ? await listen(app, config) : null;
  if (address !== null) phone?.connect(ctx, address);
  await ctx.reactions.start(ctx, { work: works });
  parts.splice(-1, 0, { name: 'reactions', stop: () => ctx.reactions.stop() });
  const routing = startRouting(ctx, { works });
  parts.splice(-1, 0, { name: 'routing clock', stop: () => routing.stop() });
  const telephone = startHotlineUpkeep(ctx, { works });
  parts.splice(-1, 0, { name: 'upkeep of the telephone', stop: () => telephone.stop() });
  if (config.roles.has('hotline')) {
    const hotline = await startHotline(ctx);
    parts.push({ name: 'hotline', stop: () => hotline.stop() });
  }
  if (works) {
    const email = await startEmail(ctx);
    parts.splice(-1, 0, { name: 'mailboxes', stop: () => email.stop() });
    const channels = await startChannels(ctx);
    parts.splice(-1, 0, { name: 'channels', stop: () => channels.stop() });
    const uploads = [startUploadClock(ctx), startCollecting(ctx)];
    parts.splice(-1, 0, { name: 'uploads', stop: () => Promise.all(uploads.map((clock) => clock.stop())) });
    const chats = startLivechatClock(ctx);
    parts.splice(-1, 0, { name: 'chat clock', stop: () => chats.stop() });
    const campaigns = startCampaignClock(ctx);
    parts.splice(-1, 0, { name: 'campaign clock', stop: () => campaigns.stop() });
    const noticeMail = startNoticeMail(ctx, staffMailDoor);
    parts.splice(-1, 0, { name: 'mail to staff', stop: () => noticeMail.stop() });
    const caseClock = config.demo ? startAfterReplay(ctx, step, () => startCaseClock(ctx)) : startCaseClock(ctx);
    parts.push({ name: 'case clock', stop: async () => caseClock.stop() });
  }
  parts.push({ name: 'http', stop: () => app.close() });
  return address;
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  await app.listen({ port: config.port, host: config.host });
  const { port } = app.server.address() as AddressInfo;
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function sayAddresses(url: string, demo: boolean): void {
  say(`  Trang người dân (citizens):  ${url}/`);
  say(`  Bàn làm việc (staff desk):   ${url}/desk`);
  if (demo) say(`  Điện thoại của người dân:    ${url}${PHONE_PAGE}`);
}

/** Ends the parts, the last started first; one that fails to end does not keep the others. */
async function stopParts(parts: Part[]): Promise<void> {
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { name } = part;
    await part.stop().catch((error: unknown) => console.error(`✗ ${name} did not end in order:`, error));
  }
}

/** Ctrl-C reaches a process twice when a parent passes it on; within this time it is the same one. Milliseconds. */
const SAME_SIGNAL_MS = 500;

/** Calls `stop` at the first signal, then leaves. Returns whether that has begun. */
function endOnSignal(stop: () => Promise<void>): () => boolean {
  let firstAt: number | null = null;
  const end = () => {
    if (firstAt !== null) {
      if (performance.now() - firstAt < SAME_SIGNAL_MS) return;
      // Asked again: the database recovers by itself, so leaving at once loses nothing that was acknowledged.
      process.exit(1);
    }
    firstAt = performance.now();
    say('• Đang dừng (stopping) …');
    stop().then(
      () => {
        say('✓ Đã dừng (stopped)');
        process.exit(0);
      },
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  return () => firstAt !== null;
}
