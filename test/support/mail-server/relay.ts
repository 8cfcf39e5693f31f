import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the relay was handed, in order. */
export interface Relayed {
  from: string;
  to: string[];
  raw: Buffer;
}

export interface RelaySwitches {
  /** The next mail is refused with this code at the end of DATA (`times` mails). */
  rejectNext(code: number, text?: string, times?: number): void;
  /** Every mail is held for so many milliseconds before it is accepted. 0 ends it. */
  slow(milliseconds: number): void;
  /** New connections get 421. */
  refuseConnections(on: boolean): void;
  /** The next session is cut: before the mail was taken, or after it was delivered but before we said so. */
  dropNext(when: 'before' | 'after'): void;
}

export interface Relay extends RelaySwitches {
  port: number;
  accepted: readonly Relayed[];
  stop(): Promise<void>;
}

export interface RelayOptions {
  users: readonly { address: string; password: string }[];
  /** Takes a mail to a mailbox; false = there is no such mailbox. */
  deliver(raw: Buffer, recipient: string, sender: string): Promise<boolean>;
  exists(recipient: string): boolean;
  /** Unknown recipients: refuse at once (550 5.1.1), or accept and send a report back as servers far away do. */
  unknown: 'refuse' | 'bounce';
}

/** A real SMTP server on a free port of 127.0.0.1 that delivers into the maildirs. Signing in is possible, not required. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const rejections: { code: number; text: string }[] = [];
  const accepted: Relayed[] = [];
  let delay = 0;
  let refusing = false;
  let drop: 'before' | 'after' | null = null;

  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    size: 50 * 1024 * 1024,
    onConnect: (_session, done) => done(refusing ? refusal(421, '4.3.2 try later') : null),
    onAuth(auth, _session, done) {
      const user = options.users.find((one) => one.address === auth.username && one.password === auth.password);
      done(user ? null : refusal(535, '5.7.8 wrong password'), user ? { user: user.address } : undefined);
    },
    onRcptTo: (address, _session, done) =>
      done(
        options.unknown === 'refuse' && !options.exists(address.address) ? refusal(550, '5.1.1 no such mailbox') : null,
      ),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const to = session.envelope.rcptTo.map((one) => one.address);
        take({ from, to, raw: Buffer.concat(chunks) }).then(
          (cut) => (cut ? cutOff(session.remotePort) : done(null)),
          (error: Error) => done(error),
        );
      });
    },
  });
  server.on('error', () => {});

  /** Returns true when the session is to be cut without an answer. */
  async function take(mail: Relayed): Promise<boolean> {
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const rejection = rejections.shift();
    if (rejection) throw refusal(rejection.code, rejection.text);
    const cut = drop;
    drop = null;
    if (cut === 'before') return true;
    for (const recipient of mail.to) await options.deliver(mail.raw, recipient, mail.from);
    accepted.push(mail);
    return cut === 'after';
  }

  function cutOff(remotePort: number): void {
    for (const connection of server.connections) {
      const socket = (connection as unknown as { _socket: { remotePort?: number; destroy(): void } })._socket;
      if (socket.remotePort === remotePort) socket.destroy();
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    accepted,
    rejectNext(code, text = 'refused by the test', times = 1) {
      for (let index = 0; index < times; index += 1) rejections.push({ code, text });
    },
    slow: (milliseconds) => {
      delay = milliseconds;
    },
    refuseConnections: (on) => {
      refusing = on;
    },
    dropNext: (when) => {
      drop = when;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
