import { after } from 'node:test';
import { type ListenTimes, startEmail } from '../../../server/channels/index.ts';
import { startApp } from '../app.ts';
import { startMailServer } from '../mail-server/index.ts';
import { bindMail } from './bind.ts';

export const BOX = 'hotro@tinh.example';
export const CITIZEN = 'dan@thu.example';
export const OTHER_CITIZEN = 'nhieu@thu.example';

/** Short waits, so that a lost connection is missed within a second. */
const TIMES: ListenTimes = { connect: 2000, greeting: 500, silence: 8000, idle: 1000, poll: 400, backoff: () => 50 };

/**
 * A real mail server with our mailbox and a citizen's, and an application that listens to ours. Call it at the top
 * level of a test file; everything ends with the file, connections before the database.
 * @param prepare runs before the application starts (mail that lies there already)
 */
export async function startMailApp(
  options: { prepare?: (server: Awaited<ReturnType<typeof startMailServer>>) => Promise<unknown> } = {},
) {
  const ending: (() => Promise<void>)[] = [];
  // Hooks run in the order in which they were added: this one before those of the application and its database.
  after(async () => {
    for (const end of ending) await end();
  });
  const server = await startMailServer({
    users: [
      { address: BOX, password: 'mật khẩu/1' },
      { address: 'hai@tinh.example', password: 'b' },
      { address: CITIZEN, password: 'c' },
      { address: OTHER_CITIZEN, password: 'd' },
    ],
    unknown: 'bounce',
  });
  ending.push(server.stop);
  await options.prepare?.(server);
  const app = await startApp({
    env: { IMAP_URL: server.imapUrl(BOX), SMTP_URL: server.smtpUrl(BOX), MAIL_FROM: `Tổng đài 1022 <${BOX}>` },
    register: bindMail,
  });
  const email = await startEmail(app.ctx, TIMES);
  ending.unshift(email.stop);
  /** Something else to end with the file. */
  const atEnd = (end: () => Promise<void>) => void ending.push(end);
  return { server, app, ctx: app.ctx, email, atEnd };
}
