import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ROLES } from '../../contract/session.ts';
import { startApp } from '../../test/support/app.ts';
import { routeTable } from '../platform/http/index.ts';
import { actorOf, GRANTS, PERMISSIONS, permissionsOf, permissionsPage, unknownAccess } from './index.ts';

const app = await startApp();

test('every registered route asks for something that somebody can hold', () => {
  assert.ok(routeTable().length >= 20);
  assert.deepEqual(unknownAccess(routeTable()), []);
  assert.deepEqual(unknownAccess([{ access: 'case.reed' }, { access: 'public' }, { access: 'admin.users' }]), [
    { access: 'case.reed' },
  ]);
});

test('every permission is granted, and only to roles that exist', () => {
  for (const p of PERMISSIONS) {
    assert.ok(GRANTS[p].length > 0, p);
    assert.ok(
      GRANTS[p].every((role) => ROLES.includes(role)),
      p,
    );
  }
});

test('a person holds the union over the roles, and nothing without a role', async () => {
  assert.deepEqual([...permissionsOf([])], []);
  const client = await app.as({
    roles: [
      { role: 'publisher', unit: 'tong-dai-1022' },
      { role: 'officer', unit: 'so-y-te' },
    ],
  });
  const actor = await actorOf(app.ctx.db, client.user.username, app.clock.now());
  const sorted = (permissions: Iterable<string>) => [...permissions].sort();
  assert.deepEqual(
    sorted(actor?.permissions ?? []),
    sorted(new Set([...permissionsOf(['publisher']), ...permissionsOf(['officer'])])),
  );
  assert.ok(!actor?.audiences.has('all_cases'));
  assert.ok(actor?.audiences.has('publisher'));
  assert.equal(actor?.audiences.has('admin'), false);
});

test('roles count from their first to their last moment', async () => {
  const client = await app.as({ role: 'agent' });
  const roles = async () => (await actorOf(app.ctx.db, client.user.username, app.clock.now()))?.roles.length;
  const set = (values: object) =>
    app.ctx.db.updateTable('user_roles').set(values).where('user_id', '=', client.user.id).execute();
  const now = app.clock.now();
  const later = new Date(now.getTime() + 60_000);
  await set({ valid_from: later });
  assert.equal(await roles(), 0);
  await set({ valid_from: now, valid_to: later });
  assert.equal(await roles(), 1);
  app.clock.advance('PT1M');
  assert.equal(await roles(), 0);
});

test('the printed table is the table that is enforced', () => {
  const rolesPart = (text: string) => text.slice(text.indexOf('## Roles'), text.indexOf('## Routes'));
  const printed = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');
  assert.equal(rolesPart(printed), rolesPart(permissionsPage([])));
});
