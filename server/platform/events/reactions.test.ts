import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startApp } from '../../../test/support/app.ts';
import { until } from '../../../test/support/until.ts';
import { SYSTEM } from '../auth/index.ts';
import { transact } from '../transact.ts';
import { defineEvent } from './define.ts';
import { createReactions, type Reactions } from './reactions.ts';

const happened = defineEvent('test.happened', z.object({ n: z.number() }));
const { ctx, settle } = await startApp({ withoutReference: true });

async function happen(...numbers: number[]) {
  await transact(ctx, async (tx) => {
    for (const n of numbers) tx.record({ type: happened.type, actor: SYSTEM, data: { n }, audience: { to: [] } });
  });
}

/** A reader that writes what it saw into the database, so that a rollback undoes it. */
function note(reactions: Reactions, name: string, fail: (n: number) => boolean = () => false) {
  reactions.on({
    name,
    types: ['test.happened'],
    async handle(tx, event) {
      const n = Number(event.data.n);
      await tx.db
        .insertInto('installation')
        .values({ key: `${name}:${n}`, value: JSON.stringify(event.seq) })
        .execute();
      if (fail(n)) throw new Error(`cannot digest ${n}`);
    },
  });
}

async function noted(name: string): Promise<number[]> {
  const rows = await ctx.db.selectFrom('installation').select('key').where('key', 'like', `${name}:%`).execute();
  return rows.map((row) => Number(row.key.split(':')[1])).sort((a, b) => a - b);
}

test('every event once, over many batches and two processes; what came before the reader stays unread', async () => {
  await happen(1, 2, 3);
  await settle();
  const [one, other] = [createReactions(), createReactions()];
  note(one, 'pair');
  note(other, 'pair');
  await one.start(ctx, { work: false });
  const numbers = Array.from({ length: 60 }, (_, index) => 100 + index);
  await happen(...numbers);
  await settle();
  // The key is unique: handling an event twice would throw.
  await Promise.all([one.drain(ctx), other.drain(ctx), one.drain(ctx)]);
  await one.drain(ctx);
  assert.deepEqual(await noted('pair'), numbers);
});

test('a failing event leaves nothing half done, is tried again, and then set aside so that the rest goes on', async () => {
  const reactions = createReactions({ retryMs: 1 });
  let tries = 0;
  note(reactions, 'poison', (n) => {
    if (n === 201) tries += 1;
    return n === 201;
  });
  await reactions.start(ctx, { work: true });
  await happen(200, 201, 202);
  await settle();
  await until('the rest was handled', async () => (await noted('poison')).includes(202));
  await reactions.stop();
  assert.deepEqual(await noted('poison'), [200, 202]);
  assert.ok(tries > 1);
  const skips = await ctx.db.selectFrom('event_reader_skips').select(['reader', 'error']).execute();
  assert.deepEqual(skips, [{ reader: 'poison', error: 'Error: cannot digest 201' }]);
});
