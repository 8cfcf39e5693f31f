import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listDialRules, putDialRules, tryDialRules } from '../../../contract/dial-rules.ts';
import { startApp } from '../../../test/support/app.ts';
import { refusalOf } from '../../../test/support/client.ts';
import { dialRuleRoutes } from './routes.ts';

const app = await startApp({ register: (fastify, ctx) => dialRuleRoutes(fastify, ctx) });
const boss = await app.as({ role: 'supervisor' });

test('rules are replaced as a whole, the trail keeps both wordings, a number can be tried', async () => {
  const { items } = await boss.call(listDialRules, {});
  const foreign = { prefix: '+856', allowed: true, name: 'Lào' };
  const events = await app.eventsDuring(() => boss.call(putDialRules, { body: { items: [foreign, ...items] } }));
  assert.deepEqual(
    events.map((e) => e.type),
    ['hotline.dial_rules_changed'],
  );
  assert.deepEqual(events[0]?.data.before, items);
  assert.deepEqual(events[0]?.data.after, [foreign, ...items]);
  const tried = (number: string) => boss.call(tryDialRules, { query: { number } });
  assert.deepEqual(await tried('+856 20 5555 1234'), { verdict: 'allowed', number: '+856 20 55 551 234', rule: null });
  assert.equal((await tried('1900 1234')).verdict, 'forbidden');
  assert.equal((await tried('gọi mẹ')).verdict, 'no_number');
});

test('a beginning stands once, and is a number; only who keeps the hotline may', async () => {
  const put = (items: unknown[]) => boss.call(putDialRules, { body: { items } as never });
  const rule = { prefix: '+84', allowed: true, name: 'Trong nước' };
  assert.equal((await refusalOf(put([rule, rule]))).brief, '422 invalid items.1.prefix invalid');
  assert.equal((await refusalOf(put([{ ...rule, prefix: 'abc' }]))).status, 422);
  assert.equal((await refusalOf(put([]))).status, 422);
  const agent = await app.as({ role: 'agent' });
  for (const path of ['/hotline/dial-rules', '/hotline/dial-rules/try?number=113']) {
    assert.equal((await agent.get(path)).status, 403);
    assert.equal((await app.anonymous.get(path)).status, 401);
  }
  assert.equal((await agent.put('/hotline/dial-rules', { items: [rule] })).status, 403);
});
