/** kill -9 during intake, again and again: whatever was acknowledged is there, exactly once. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { simpleParser } from 'mailparser';
import { CITIZEN, MAIL_USERS, mailSettings, sendLetter } from '../e2e/support/letter.ts';
import { type Api, addPeople, api, FOUR_LEVELS, firstAdmin, PASSWORD, sessionCookie } from '../e2e/support/people.ts';
import {
  killDatabase,
  newDataDir,
  removeDataDir,
  type ServerProcess,
  startServer,
} from '../e2e/support/server-process.ts';
import { startMailServer, type TestMailServer } from '../support/mail-server/index.ts';
import { until } from '../support/until.ts';
import { allCases, openLedger } from './intake-ledger.ts';

const KILLS = 22;
const WRITERS = 3;

let mail: TestMailServer;
let dataDir: string;
let server: ServerProcess;
before(async () => {
  [mail, dataDir] = await Promise.all([startMailServer({ users: MAIL_USERS }), newDataDir()]);
});
after(async () => {
  await server?.kill();
  await mail?.stop();
  if (dataDir) await removeDataDir(dataDir);
});

const start = async () => {
  server = await startServer({ dataDir, env: { ...mailSettings(mail), LOG_LEVEL: 'fatal', TRUST_PROXY: '127.0.0.1' } });
};

test(`${KILLS} kills during intake by API, web form and mail lose nothing and double nothing`, async (t) => {
  await start();
  await addPeople(server.url, await firstAdmin(server), FOUR_LEVELS.slice(0, 1));
  const cookie = await sessionCookie(server.url, 'agent', PASSWORD);
  const desk = Array.from({ length: WRITERS }, (_, i) => openLedger(`ban${i + 1}`));
  const form = openLedger('trang');
  const ledgers = [...desk, form];
  const letters: string[] = [];
  const random = seeded(1022);

  for (let round = 1; round <= KILLS; round += 1) {
    const { url } = server;
    for (const ledger of ledgers) ledger.resume();
    const working = [
      ...desk.map((ledger) => ledger.write((mark, key) => byDesk(api(url, cookie), mark, key))),
      form.write((mark, key) => byForm(api(url), mark, key)),
      sendLetters(letters, round),
    ];
    await wait(100 + random() * 400);
    // Every fourth time the database dies with it, before or after, as when the machine loses power.
    const database = round % 4 === 0;
    if (database && round % 8 === 0) await killDatabase(dataDir);
    await server.kill();
    if (database) await killDatabase(dataDir);
    for (const ledger of ledgers) ledger.stop();
    await Promise.all(working);
    await start();
  }

  // Clients come back for what they never got an answer to.
  for (const contact of desk.flatMap((l) => l.contacts()).filter((c) => c.codes.size === 0)) {
    const answer = await byDesk(api(server.url, cookie), contact.mark, contact.key);
    assert.equal(answer.status, 201);
    contact.codes.add(answer.body.code);
  }
  for (const contact of form.contacts().filter((c) => c.codes.size === 0)) {
    const answer = await byForm(api(server.url), contact.mark, contact.key);
    assert.equal(answer.status, 201);
    contact.codes.add(answer.body.code);
  }

  const agent = api(server.url, cookie);
  const cases = await until(
    `${letters.length} letters as cases`,
    async () => {
      const found = await allCases(agent);
      return found.filter((c) => c.channel === 'email').length >= letters.length ? found : null;
    },
    60_000,
  );
  const byTitle = Map.groupBy(cases, (c) => c.title);
  const contacts = ledgers.flatMap((ledger) => ledger.contacts());
  for (const { mark, codes } of contacts) {
    assert.equal(codes.size, 1, `${mark}: every retry names the same case: ${[...codes]}`);
    assert.deepEqual(
      (byTitle.get(mark) ?? []).map((c) => c.code),
      [...codes],
      mark,
    );
  }
  for (const mark of letters) assert.equal(byTitle.get(mark)?.length, 1, mark);
  assert.equal(cases.length, contacts.length + letters.length, 'and nothing else');
  assert.equal(new Set(cases.map((c) => c.code)).size, cases.length);

  await everyLetterAcknowledgedOnce(letters);
  await server.stop();
  const { stdout } = await promisify(execFile)(
    fileURLToPath(new URL('../../bin/1022', import.meta.url)),
    ['audit', 'verify'],
    {
      env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'fatal' },
    },
  );
  assert.match(stdout, /events intact/);
  t.diagnostic(
    `${KILLS} kills; ${contacts.length} contacts by API and form, ${contacts.reduce((n, c) => n + c.attempts, 0)} attempts, ${letters.length} letters; ${stdout.split('\n')[0]}`,
  );
});

function byDesk(agent: Api, mark: string, key: string) {
  const body = { type: 'inquiry', title: mark, content: `Nội dung ${mark}`, channel: 'phone' };
  return agent.post('/cases', body, { 'idempotency-key': key });
}

let visitors = 0;
/** Each time from another address, so that the limit per address does not speak first. */
function byForm(nobody: Api, mark: string, key: string) {
  visitors += 1;
  const body = { type: 'inquiry', title: mark, content: `Nội dung ${mark}`, consent: true };
  const from = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
  return nobody.post('/public/cases', body, { 'idempotency-key': key, 'x-forwarded-for': from });
}

/** Four letters around the kill; each counts from the moment the mail server has said 250. */
async function sendLetters(letters: string[], round: number): Promise<void> {
  for (let n = 1; n <= 4; n += 1) {
    const mark = `thu-${round}-${n}-dau`;
    await sendLetter(mail, CITIZEN, {
      from: CITIZEN.replace('@', `+${round}-${n}@`),
      subject: mark,
      text: `Nội dung ${mark}`,
    });
    letters.push(mark);
    await wait(60);
  }
}

/** One acknowledgement per letter; a mail whose fate was unknown at the kill may come twice, but as the same mail. */
async function everyLetterAcknowledgedOnce(letters: readonly string[]): Promise<void> {
  const ids = await until(
    'an acknowledgement for every letter',
    async () => {
      const found = new Map<string, Set<string>>();
      for (const { raw } of await mail.mailbox(CITIZEN).messages()) {
        const { subject, messageId } = await simpleParser(raw);
        const mark = /thu-\d+-\d+-dau/.exec(subject ?? '')?.[0] ?? '?';
        found.set(mark, (found.get(mark) ?? new Set()).add(messageId ?? ''));
      }
      return letters.every((mark) => found.has(mark)) ? found : null;
    },
    60_000,
  );
  for (const [mark, ofLetter] of ids) assert.equal(ofLetter.size, 1, mark);
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Chance that a failing run can be repeated with. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
