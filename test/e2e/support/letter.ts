/** What a citizen's mail program does: sends, reads over IMAP, answers. */
import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import sharp from 'sharp';
import type { TestMailServer } from '../../support/mail-server/index.ts';
import { until } from '../../support/until.ts';

export const BOX = 'hotro@tinh.example';
export const CITIZEN = 'dan@thu.example';
export const STRANGER = 'nguoi-la@thu.example';
export const MAIL_USERS = [
  { address: BOX, password: 'mật khẩu/1' },
  { address: CITIZEN, password: 'c' },
  { address: STRANGER, password: 'd' },
];

/** Settings by which the server uses this mail server. */
export function mailSettings(server: TestMailServer): Record<string, string> {
  return {
    IMAP_URL: server.imapUrl(BOX),
    SMTP_URL: server.smtpUrl(BOX),
    MAIL_FROM: `Tổng đài 1022 <${BOX}>`,
  };
}

/** A photograph as a phone makes it: a JPEG with something on it. */
export function photo(label: string, colour = '#4a6a55'): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="1200" height="900" fill="${colour}"/>
    <rect y="600" width="1200" height="300" fill="#555"/><circle cx="420" cy="720" r="90" fill="#2b2b2b"/>
    <text x="60" y="120" font-size="64" fill="#fff" font-family="sans-serif">${label}</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

type Letter = Parameters<ReturnType<typeof createTransport>['sendMail']>[0];

/** Hands a mail to the SMTP server as `from`. */
export async function sendLetter(server: TestMailServer, from: string, letter: Letter): Promise<void> {
  const transport = createTransport(server.smtpUrl(from));
  await transport.sendMail({ from, to: BOX, ...letter });
  transport.close();
}

/** The mails of a mailbox, oldest first, read over IMAP; waits until there are `count`. */
export async function readLetters(server: TestMailServer, address: string, count: number): Promise<ParsedMail[]> {
  const password = MAIL_USERS.find((user) => user.address === address)?.password ?? '';
  const client = new ImapFlow({
    host: server.imap.host,
    port: server.imap.port,
    secure: false,
    auth: { user: address, pass: password },
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.mailboxOpen('INBOX');
    return await until(
      `${count} mails for ${address}`,
      async () => {
        await client.noop();
        const status = await client.status('INBOX', { messages: true });
        if ((status ? (status.messages ?? 0) : 0) < count) return null;
        const found: ParsedMail[] = [];
        for await (const one of client.fetch('1:*', { source: true })) {
          if (one.source) found.push(await simpleParser(one.source));
        }
        return found;
      },
      20_000,
    );
  } finally {
    await client.logout();
  }
}
