/** Whom we owe a call: by kind with its true number, in an order that serves people, page by page and as a file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALLBACK_KINDS, type CallbackKind } from '../../contract/callback-kinds.ts';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';
import { decodePlace } from './callback-place.ts';

const t = await startCasesApp();
const ownUnit = await t.as({ role: 'supervisor', unit: 'so-xay-dung' });
const plain = await t.newCase({ content: 'Mặt đường lún' });
const secret = await t.newCase({ content: 'Cán bộ gây khó', type: 'conduct_report', aboutUnit: 'so-xay-dung' });
const idOf = async (code: string) =>
  (await t.ctx.db.selectFrom('cases').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;
const [plainId, secretId] = [await idOf(plain.code), await idOf(secret.code)];

const before = (minutes: number) => new Date(t.clock.now().getTime() - minutes * 60_000);
const WEEKS = 3 * 7 * 24 * 60;
type Owed = {
  name: string;
  purpose: string;
  minutes: number;
  attempts?: number;
  dueMinutes?: number;
  secret?: boolean;
};
/** Noted in this order; written down here in the order in which they are to be called. */
const IN_TURN: readonly Owed[] = [
  // Noted later than the other one, but waiting since before him.
  { name: 'chose, waits longer', purpose: 'callback_kept', minutes: 5, dueMinutes: 30 },
  { name: 'chose', purpose: 'callback_kept', minutes: 10, dueMinutes: 12 },
  { name: 'missed', purpose: 'missed_call', minutes: 20 },
  { name: 'missed just now', purpose: 'missed_call', minutes: 1 },
  { name: 'chose, called in vain', purpose: 'callback_kept', minutes: 90, attempts: 1 },
  { name: 'answer, weeks old', purpose: 'case.answer', minutes: WEEKS },
  { name: 'declined, weeks old', purpose: 'case.declined', minutes: WEEKS - 1 },
  { name: 'of the sealed case', purpose: 'case.answer', minutes: WEEKS - 2, secret: true },
  { name: 'question', purpose: 'case.info_request', minutes: 300 },
  { name: 'reply', purpose: 'conversation.reply', minutes: 200 },
  { name: 'something else', purpose: 'case.survey', minutes: 100 },
  { name: 'question, called in vain', purpose: 'case.info_request', minutes: WEEKS + 9, attempts: 4 },
];
// The oldest routine comes first into the table, so that ids alone would give another order.
await t.ctx.db
  .insertInto('callback_tasks')
  .values(
    IN_TURN.toReversed().map((one) => ({
      case_id: one.secret ? secretId : plainId,
      purpose: one.purpose,
      why: one.name,
      text: 'Cần nói',
      attempts: one.attempts ?? 0,
      due_at: one.dueMinutes === undefined ? null : before(one.dueMinutes),
      created_at: before(one.minutes),
    })),
  )
  .execute();
const ended = ['missed_call', 'case.answer', 'case.answer'].map((purpose) => ({
  case_id: plainId,
  purpose,
  why: 'xong',
  text: 'x',
  state: 'done' as const,
  done_at: t.clock.now(),
  created_at: before(50),
}));
await t.ctx.db.insertInto('callback_tasks').values(ended).execute();

const KIND_OF: Record<string, CallbackKind> = {
  callback_kept: 'kept',
  missed_call: 'missed',
  'conversation.reply': 'reply',
  'case.info_request': 'question',
  'case.answer': 'answer',
  'case.declined': 'declined',
  'case.survey': 'other',
};

async function whole(who: Person, query: string): Promise<{ why: string; kind: string }[]> {
  const items: { why: string; kind: string }[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await who.get(`/callbacks?limit=2${query}${cursor}`);
    assert.equal(status, 200);
    items.push(...body.items);
    if (body.nextCursor === null) return items;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

test('who rang us comes before what we have to tell, who waits longest first, those called in vain last', async () => {
  assert.deepEqual(
    (await whole(t.agent, '')).map((item) => item.why),
    IN_TURN.map((one) => one.name),
  );
  const row = (await t.agent.get('/callbacks?limit=1')).body.items[0];
  await t.agent.post(`/callbacks/${row.id}/result`, { result: 'no_answer' });
  const names = (await whole(t.agent, '')).map((item) => item.why);
  assert.equal(names[0], 'chose');
  assert.deepEqual(names.slice(3, 5), ['chose, called in vain', 'chose, waits longer']);
});

test('every kind: the figure, the list, its file, each within sight', async () => {
  for (const [who, sees] of [
    [t.supervisor, IN_TURN],
    [ownUnit, IN_TURN.filter((one) => !one.secret)],
  ] as const)
    for (const state of ['open', 'ended']) {
      const first = (await who.get(`/callbacks?limit=1&state=${state}`)).body;
      assert.equal(first.total, state === 'open' ? sees.length : ended.length);
      for (const kind of CALLBACK_KINDS) {
        const what = `${who.user.username} ${state} ${kind}`;
        const of = state === 'open' ? sees : ended;
        const expected = of.filter((one) => KIND_OF[one.purpose] === kind).length;
        const items = await whole(who, `&state=${state}&kind=${kind}`);
        const narrowed = (await who.get(`/callbacks?limit=1&state=${state}&kind=${kind}`)).body;
        const url = `/api/v1/exports/callbacks?format=csv&state=${state}&kind=${kind}`;
        const file = await who.raw({ method: 'GET', url });
        assert.deepEqual(
          [first.kinds[kind], narrowed.kinds[kind], narrowed.total, items.length, file.headers['x-row-count']],
          [expected, expected, expected, expected, String(expected)],
          what,
        );
        assert.ok(
          items.every((item) => item.kind === kind),
          what,
        );
      }
    }
});

test('a kind or a place in the list that we never wrote is refused', async () => {
  assert.equal((await t.agent.get('/callbacks?kind=khong-co')).status, 422);
  const written = (place: object) => Buffer.from(JSON.stringify(place)).toString('base64url');
  const since = '2026-11-28 09:00:00.123456+07';
  assert.deepEqual(decodePlace(written({ rank: 1, since, id: 7 })), { rank: 1, since, id: 7 });
  for (const wrong of [
    '',
    '17',
    'a b',
    written({ rank: 1, id: 7 }),
    written({ rank: 1, since: since.replace('11-28', '02-31'), id: 7 }),
  ])
    assert.throws(() => decodePlace(wrong), { code: 'bad_request' }, wrong);
  assert.equal((await t.agent.get(`/callbacks?cursor=${written({ rank: 1, since: 'hôm qua', id: 7 })}`)).status, 400);
});
