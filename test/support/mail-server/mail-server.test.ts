import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { startBlackHole, startMailServer, type TestMailServer } from './index.ts';

const USERS = [
  { address: 'hotro@tinh.example', password: 'mat khau/1' },
  { address: 'dan@thu.example', password: 'b' },
];
let server: TestMailServer;
before(async () => {
  server = await startMailServer({ users: USERS, unknown: 'bounce' });
});
after(() => server?.stop());

const imap = async (address = 'hotro@tinh.example', pass = 'mat khau/1') => {
  const client = new ImapFlow({ ...server.imap, secure: false, auth: { user: address, pass }, logger: false });
  client.on('error', () => {});
  await client.connect();
  return client;
};
const send = (subject: string, to = 'hotro+c1.x@tinh.example') =>
  createTransport(server.smtpUrl('dan@thu.example')).sendMail({ from: 'dan@thu.example', to, subject, text: 'x' });

test('a mail sent by SMTP is read over IMAP, with its trace headers', async () => {
  await send('chào');
  const client = await imap();
  const lock = await client.getMailboxLock('INBOX');
  const message = await client.fetchOne('*', { source: true });
  assert.match(
    message ? String(message.source) : '',
    /^Return-Path: <dan@thu\.example>\r\nDelivered-To: hotro\+c1\.x@tinh\.example\r\n/,
  );
  await client.messageFlagsAdd('1', ['\\Seen']);
  lock.release();
  await client.logout();
  assert.deepEqual(
    (await server.mailbox('hotro@tinh.example').messages()).map((mail) => mail.seen),
    [true],
  );
});

test('IDLE tells of new mail at once', async () => {
  const client = await imap();
  await client.mailboxOpen('INBOX');
  const told = new Promise<{ count: number }>((resolve) => client.on('exists', resolve));
  const idling = client.idle();
  await server.deliver('Subject: y\r\n\r\ny', 'hotro@tinh.example');
  assert.equal((await told).count, 2);
  await client.logout();
  await idling;
});

test('a wrong password is refused', async () => {
  await assert.rejects(imap('hotro@tinh.example', 'sai'));
});

test('the SMTP server refuses, drops and closes on demand', async () => {
  server.rejectNext(451, '4.3.0 later');
  await assert.rejects(send('a'), { responseCode: 451 });
  server.dropNext('before');
  await assert.rejects(send('b'));
  const before = server.accepted.length;
  server.dropNext('after');
  await assert.rejects(send('c'));
  assert.equal(server.accepted.length, before + 1);
  server.refuseConnections(true);
  await assert.rejects(send('d'));
  server.refuseConnections(false);
  await send('e');
});

test('mail for nobody comes back as a report', async () => {
  await send('lạc', 'khong-co@ngoai.example');
  const [report] = await server.mailbox('dan@thu.example').waitFor(1);
  assert.match(String(report?.raw), /^Return-Path: <>[\s\S]*Status: 5\.1\.1/);
});

test('a restored server has a new UIDVALIDITY; a stopped one comes back on the same port', async () => {
  const first = await imap();
  const old = (await first.mailboxOpen('INBOX')).uidValidity;
  await first.logout();
  await server.changeUidValidity('hotro@tinh.example');
  const second = await imap();
  assert.notEqual((await second.mailboxOpen('INBOX')).uidValidity, old);
  await second.logout();
  await server.stopImap();
  await assert.rejects(imap());
  await server.startImap();
  await (await imap()).logout();
});

test('a black hole takes connections and is silent', async () => {
  const hole = await startBlackHole();
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: hole.port,
    secure: false,
    auth: { user: 'a', pass: 'b' },
    logger: false,
    greetingTimeout: 200,
  });
  client.on('error', () => {});
  await assert.rejects(client.connect());
  assert.equal(hole.connections(), 1);
  await hole.stop();
});
