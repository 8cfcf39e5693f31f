/**
 * Confidentiality over every door of the product: each reader of the truth table opens each route with the ids of
 * every case, and nothing that comes back may hold a word that he must not know. A route with a parameter that is not
 * named below fails, so that none is forgotten.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ONLY } from '../../contract/day-words.ts';
import { storeRecording } from '../../server/hotline/index.ts';
import { startCasesApp } from '../support/cases-app.ts';
import { type Answer, createClient } from '../support/client.ts';
import { createSessionFor } from '../support/factories.ts';
import { openLive } from '../support/live-socket.ts';
import { pdfText } from '../support/pdf-text.ts';
import { until } from '../support/until.ts';
import { CASES, leaks, makeCases, makeReaders, READERS, TRUTH } from './sight-truth.ts';

const t = await startCasesApp({ whole: true, listen: true });
const canaries = await makeCases(t);
const readers = await makeReaders(t);
await t.settle();
const codes = CASES.map((kind) => canaries[kind].code);
const ids = async (table: 'conversations' | 'citizens' | 'attachments') =>
  (await t.ctx.db.selectFrom(table).select('id').execute()).map((row) => String(row.id));
const calls = await makeCalls();
const conversations = await ids('conversations');
const incidents = (await t.ctx.db.selectFrom('incidents').select('id').execute()).map((row) => String(row.id));
assert.equal(incidents.length, 2);
const citizens = await ids('citizens');
// A survey call to everybody who reported something: its list of people must keep the same secrets.
const drawn = await t.supervisor.post('/campaigns', {
  name: 'Khảo sát',
  kind: 'survey',
  intro: 'Xin chào.',
  questions: [],
  source: 'registered_cases',
  sourceDays: 30,
  sampleSize: null,
  daily: false,
  maxAttempts: 3,
  retryMinutes: 60,
  quietDays: 0,
  fromTime: '08:00',
  toTime: '20:00',
});
await t.supervisor.post(`/campaigns/${drawn.body.id}/state`, { state: 'running' });
// People of the days before today are drawn.
t.clock.advance('P1D');
const draw = await t.supervisor.post(`/campaigns/${drawn.body.id}/draw`, {});
assert.ok(draw.body.chosen > 0, JSON.stringify([drawn.body, draw.body]));
const people = READERS.flatMap((reader) => readers[reader]?.user.username ?? []);

/** Every case was talked about on the telephone, too. */
async function makeCalls(): Promise<string[]> {
  const cases = await t.ctx.db.selectFrom('cases').select(['id', 'contact_phone', 'citizen_id', 'title']).execute();
  const at = t.clock.now();
  const rows = cases.map((about) => ({
    direction: 'inbound',
    origin: 'asterisk',
    state: 'ended',
    number: about.contact_phone,
    citizen_id: about.citizen_id,
    case_id: about.id,
    note: about.title,
    started_at: at,
    ended_at: at,
    outcome: 'abandoned',
  }));
  const made = await t.ctx.db.insertInto('calls').values(rows).returning(['id', 'number', 'note']).execute();
  // What was said is in the recording, so whoever gets its bytes has heard it.
  for (const { id, number, note } of made) {
    const name = `call-${id}-1`;
    const times = { started_at: at, ended_at: at, seconds: 1 };
    const row = { call_id: id, name, kind: 'talk' as const, state: 'fetched' as const, ...times };
    await t.ctx.db.insertInto('call_recordings').values(row).execute();
    await storeRecording(t.ctx, Buffer.from(`${note} ${number}`), { name });
  }
  return made.map((row) => String(row.id));
}

/** Files, settings of windows and signed links: what they lead to is not found by guessing an id of a case. */
const NOT_OF_A_CASE = [
  '/api/v1/attachments/:id',
  '/api/v1/widget/',
  '/cong-dan/:version',
  '/hooks/',
  '/tep/:id',
  '/w/',
];

/** Values to try for a parameter, by the beginning of the path. `[]` = nothing that belongs to a case. */
const PARAMETERS: [prefix: string, values: readonly string[]][] = [
  ['/api/v1/cases/:code', codes],
  ['/api/v1/public/cases/:code', codes],
  ['/tra-cuu/:code', codes],
  ['/en/tra-cuu/:code', codes],
  ['/api/v1/calls/:id', calls],
  ['/api/v1/recordings/:id', calls],
  ['/api/v1/hotline/menu/versions/:version', ['1']],
  ['/api/v1/hotline/prompts/:name', ['greeting']],
  ['/api/v1/incidents/:id', incidents],
  ['/api/v1/conversations/:id', conversations],
  ['/api/v1/citizens/:id', citizens],
  ['/api/v1/units/:code', ['so-xay-dung']],
  ['/api/v1/articles/:code', ['khong-co']],
  ['/api/v1/calendars/:code', ['hanh-chinh']],
  ['/api/v1/admin/templates/:key', ['citizen.acknowledgement']],
  ['/api/v1/admin/users/:username', people],
  ['/api/v1/campaigns/:id', [drawn.body.id]],
  ['/api/v1/public/publications/:id', ['1']],
  ['/cong-khai/:id', ['1']],
  ['/en/cong-khai/:id', ['1']],
  ['/api/v1/channels/email/failures/:id', ['1']],
  ['/api/v1/channels/events/:id', ['1']],
  ...NOT_OF_A_CASE.map((path): [string, string[]] => [path, []]),
];

/** Questions that make a list show more than it does by itself. */
const QUESTIONS: Record<string, readonly string[]> = {
  '/api/v1/recordings': ['limit=200', ...codes.map((code) => `caseCode=${code}`)],
  '/api/v1/cases/:code/print': ['kind=transfer', 'kind=answer'],
  '/api/v1/calls': ['mine', 'live', 'missed', 'all'].map((view) => `view=${view}&limit=200`),
  '/api/v1/cases': [
    ...['inbox', 'mine', 'unit', 'watching', 'all'].map((view) => `view=${view}&limit=200`),
    ...codes.map((code) => `view=all&parent=${code}`),
    ...ONLY.map((only) => `view=all&only=${only}&limit=200`),
    ...CASES.flatMap((kind) => canaries[kind].content.map((word) => `view=all&q=${encodeURIComponent(word)}`)),
    ...CASES.flatMap((kind) => canaries[kind].identity.map((word) => `view=all&q=${encodeURIComponent(word)}`)),
  ],
  '/api/v1/incidents': ['state=open', 'state=ended'],
  '/api/v1/exports/incidents': ['format=csv&state=open', 'format=csv&state=ended', 'format=csv&kind=answer'],
  '/api/v1/cases/export': ['inbox', 'unit', 'all'].map((view) => `format=csv&view=${view}`),
  '/api/v1/exports/conversations': ['format=csv', 'format=csv&state=open&whose=unassigned'],
  '/api/v1/exports/citizens': [
    'format=csv',
    ...CASES.flatMap((kind) => canaries[kind].identity.map((word) => `format=csv&q=${encodeURIComponent(word)}`)),
  ],
  '/api/v1/exports/callbacks': ['format=csv', 'format=csv&state=ended'],
  '/api/v1/exports/directives': ['format=csv&side=given', 'format=csv&side=received'],
  '/api/v1/exports/users': ['format=csv'],
  '/api/v1/exports/units': ['format=csv'],
  '/api/v1/exports/categories': ['format=csv'],
  '/api/v1/exports/areas': ['format=csv'],
  '/api/v1/exports/audit': ['format=csv'],
  '/api/v1/exports/calls': ['mine', 'missed', 'all'].map((view) => `format=csv&view=${view}`),
  '/api/v1/exports/recordings': ['format=csv', ...codes.map((code) => `format=csv&caseCode=${code}`)],
  '/api/v1/exports/campaigns': ['format=csv'],
  '/api/v1/exports/campaign-people': [`format=csv&campaign=${drawn.body.id}`],
  '/api/v1/exports/do-not-call': ['format=csv'],
  '/api/v1/exports/articles': ['format=csv'],
  '/api/v1/exports/waiting': ['format=csv', 'format=csv&kind=overdue', 'format=csv&unit=so-xay-dung'],
  '/api/v1/exports/notices': ['format=csv', 'format=csv&unread=true'],
  '/api/v1/exports/role-holders': ['format=csv'],
  '/api/v1/exports/deputies': ['format=csv'],
  '/api/v1/exports/sessions': ['format=csv'],
  '/api/v1/exports/tokens': ['format=csv'],
  '/api/v1/exports/templates': ['format=csv'],
  '/api/v1/exports/policies': ['format=csv'],
  '/api/v1/exports/prompts': ['format=csv'],
  '/api/v1/exports/failed-mails': ['format=csv'],
  '/api/v1/exports/unhandled-events': ['format=csv'],
};

/** Reads that must not be tried here, and why. */
const APART: Record<string, string> = {
  '/api/v1/live': 'a socket: tried below',
  '/api/v1/phone/ws': 'a socket that hands SIP through to Asterisk: no case passes there',
  '/api/v1/phone/ws/probe': 'the same, for the page of health',
};

/** What an answer says; a paper is read as a person reads it. */
function textOf({ body, headers, bytes }: Answer): string {
  if (headers['content-type'] === 'application/pdf') return pdfText(bytes);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function pathsOf(path: string): string[] {
  const known = PARAMETERS.find(([prefix]) => path.startsWith(prefix));
  const open = path.endsWith('*') ? path.slice(0, -1) : path;
  if (!open.includes(':')) return [open];
  assert.ok(known, `${path}: say in PARAMETERS what this parameter may be`);
  return known[1].map((value) => open.replace(/:\w+/, value)).filter((one) => !one.includes(':'));
}

for (const reader of READERS) {
  test(`${reader} reads nothing that the truth table keeps from him, at any door`, async () => {
    const client = readers[reader] ?? createClient(t.app, null);
    for (const door of t.app.doors.filter((d) => d.method === 'GET' && !(d.path in APART))) {
      for (const path of pathsOf(door.path)) {
        for (const question of QUESTIONS[door.path] ?? ['']) {
          const url = question ? `${path}?${question}` : path;
          const answer = await client.raw({ method: 'GET', url });
          const text = textOf(answer);
          // An error may repeat the address that was asked for.
          const asked = [url, path, ...decodeURIComponent(url).split(/[/?&=]/)].filter((part) => part.length > 5);
          const own = answer.status < 400 ? text : asked.reduce((rest, part) => rest.replaceAll(part, ''), text);
          assert.deepEqual(leaks(own, reader, canaries), [], `GET ${url} → ${answer.status}`);
          assert.ok(answer.status < 500, `GET ${url} → ${answer.status}`);
        }
      }
    }
  });

  test(`${reader} is not told by what helps at a contact`, async () => {
    const client = readers[reader] ?? createClient(t.app, null);
    for (const kind of CASES) {
      const { identity } = canaries[kind];
      const questions = [
        { phone: identity[1] },
        { email: identity.at(-1) },
        ...citizens.map((citizenId) => ({ citizenId })),
        // The words of every case without what gives it away.
        { text: 'Chuyện xảy ra ngoài đường. Việc xảy ra ngoài đường.' },
      ];
      for (const payload of questions) {
        const answer = await client.raw({ method: 'POST', url: '/api/v1/contact/advice', payload });
        // A refusal may repeat what was asked for.
        const own = answer.status < 400 ? JSON.stringify(answer.body) : '';
        assert.deepEqual(leaks(own, reader, canaries), [], `${JSON.stringify(payload)} → ${answer.status}`);
        assert.ok([200, 401, 403].includes(answer.status), `${answer.status}`);
      }
      // Articles are nobody's secret, and nothing but articles comes back for the words of a case.
      const words = { text: [...canaries[kind].content, ...identity].join(' ') };
      const fitting = await client.raw({ method: 'POST', url: '/api/v1/articles/suggest', payload: words });
      assert.ok([200, 401].includes(fitting.status), `${fitting.status}`);
      assert.deepEqual(leaks(JSON.stringify(fitting.body), reader, canaries), []);
    }
  });

  test(`${reader} changes nothing of a case that he must not see`, async () => {
    const client = readers[reader] ?? createClient(t.app, null);
    const hidden = CASES.filter((kind) => ['nothing', 'trace'].includes(TRUTH[kind][reader])).map(
      (kind) => canaries[kind].code,
    );
    const writing = t.app.doors.filter((d) => d.method !== 'GET' && d.path.startsWith('/api/v1/cases/:code'));
    for (const door of writing) {
      for (const code of hidden) {
        const url = door.path.replace(':code', code).replace(/:\w+/, '1');
        const body = { action: 'note', version: 0, text: 'x', reason: 'x' };
        const answer = await client.raw({ method: door.method as 'POST', url, payload: body });
        assert.ok([400, 401, 403, 404, 415, 422].includes(answer.status), `${door.method} ${url} → ${answer.status}`);
        assert.deepEqual(leaks(JSON.stringify(answer.body).replaceAll(code, ''), reader, canaries), []);
      }
    }
  });

  test(`${reader} hears on the live feed only of what he may see`, async () => {
    const person = readers[reader];
    if (!person) return;
    const socket = await openLive(t.url, await createSessionFor(t.ctx, person.user.id), { afterSeq: 0 });
    const head = await t.ctx.events.head();
    await until('the feed has replayed', async () =>
      socket.frames.some((f) => (f.kind === 'ready' && f.seq >= head) || (f.kind === 'event' && f.event.seq >= head))
        ? true
        : null,
    );
    await socket.close();
    // Whoever just lost a case is told its code, to take it from his lists; what he was told while it was nobody's
    // secret (a denunciation before it was known as one) he has heard already.
    const lostAt = new Map(socket.events().flatMap((e) => (e.lost ? [[e.caseCode, e.seq] as const] : [])));
    const heard = socket.events().filter((e) => !e.lost && e.seq > (lostAt.get(e.caseCode) ?? 0));
    assert.deepEqual(leaks(JSON.stringify(heard), reader, canaries), []);
  });
}

test('whoever may see a case does find it', async () => {
  for (const kind of CASES) {
    for (const reader of READERS) {
      const person = readers[reader];
      if (!person) continue;
      const answer = await person.get(`/cases/${canaries[kind].code}`);
      const sight = TRUTH[kind][reader];
      const sees = sight !== 'nothing' && sight !== 'trace';
      assert.equal(answer.status === 200, sees, `${reader}, ${kind}: ${answer.status}`);
      if (sees) assert.equal(answer.body.citizen.masked, sight === 'content', `${reader}, ${kind}`);
    }
  }
});
