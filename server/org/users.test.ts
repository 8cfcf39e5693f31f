import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../contract/org.ts';
import { startApp } from '../../test/support/app.ts';
import { refusalOf, withSession } from '../../test/support/client.ts';
import { createUserWith } from '../../test/support/factories.ts';

const app = await startApp();
const { ctx } = app;
const admin = await app.as({ username: 'admin', role: 'admin' });
const officer = await app.as({ role: 'officer' });

const newUser = {
  username: 'moi',
  displayName: 'Người mới',
  roles: [{ role: 'officer' as const, unit: 'so-xay-dung' }],
};

describe('the routes of users', () => {
  const requests: ['get' | 'post' | 'patch', string, unknown?][] = [
    ['get', '/users'],
    ['post', '/users', newUser],
    ['patch', '/users/admin', { displayName: 'Khác' }],
    ['post', '/users/admin/password'],
  ];
  for (const [method, path, body] of requests) {
    test(`${method} ${path} is for administrators`, async () => {
      assert.equal((await app.anonymous[method](path, body)).status, 401);
      const answer = await officer[method](path, body);
      assert.equal(answer.status, 403);
      assert.equal(answer.body.needs, 'admin.users');
    });
  }
});

describe('POST /users', () => {
  test('adds a person, whose one-time password opens one door: changing it', async () => {
    let made: { oneTimePassword: string; user: contract.User } | undefined;
    const events = await app.eventsDuring(async () => {
      made = await admin.call(contract.createUser, {
        body: { ...newUser, email: 'Moi@Example.VN', phone: '0912345678' },
      });
    });
    assert.ok(made);
    assert.equal(made.user.email, 'moi@example.vn');
    assert.deepEqual(made.user.roles, [
      { role: 'officer', unit: { code: 'so-xay-dung', name: 'Sở Xây dựng tỉnh Đồng Tháp' } },
    ]);
    assert.deepEqual(
      events.map((e) => [e.type, e.data]),
      [['user.created', { roles: newUser.roles }]],
    );
    assert.equal(events[0]?.actorId, admin.user.id);
    const signedIn = await app.anonymous.post('/session', { username: 'moi', password: made.oneTimePassword });
    assert.equal(signedIn.body.user.mustChangePassword, true);
    const secret = /sid=([^;]+)/.exec(String(signedIn.headers['set-cookie']))?.[1] ?? '';
    assert.equal((await withSession(app.app, secret).get('/units')).body.code, 'password_change_required');
  });

  test('refuses a user name or address that is taken, and a unit that is not there', async () => {
    await createUserWith(ctx, { username: 'taken', email: 'taken@example.vn' });
    const body = { ...newUser, username: 'taken2' };
    const name = await refusalOf(admin.call(contract.createUser, { body: { ...body, username: 'taken' } }));
    assert.deepEqual([name.status, name.code, name.fields[0]?.path], [409, 'already_exists', 'username']);
    const email = await refusalOf(admin.call(contract.createUser, { body: { ...body, email: 'TAKEN@example.vn' } }));
    assert.deepEqual([email.status, email.fields[0]?.path], [409, 'email']);
    const roles = [newUser.roles[0] as never, { role: 'officer' as const, unit: 'dt-so-noi-vu' }];
    const unit = await refusalOf(admin.call(contract.createUser, { body: { ...body, roles } }));
    assert.deepEqual([unit.status, unit.fields[0]?.path, unit.fields[0]?.code], [422, 'roles.1.unit', 'unknown_unit']);
    assert.equal((await admin.get('/users?q=taken2')).body.items.length, 0, 'nothing is half done');
  });

  test('refuses bad input', async () => {
    for (const wrong of [
      { username: 'Có Dấu' },
      { username: '../etc' },
      { displayName: '   ' },
      { email: 'không' },
      { roles: [{ role: 'king', unit: 'so-xay-dung' }] },
    ]) {
      assert.equal(
        (await admin.post('/users', { ...newUser, username: 'bad', ...wrong })).status,
        422,
        JSON.stringify(wrong),
      );
    }
  });
});

describe('GET /users', () => {
  test('pages by user name, finds names without accents, and by unit', async () => {
    for (const n of [1, 2, 3])
      await createUserWith(ctx, {
        username: `trang-${n}`,
        displayName: `Đặng Thị Trang ${n}`,
        role: 'officer',
        unit: 'so-y-te',
      });
    const first = await admin.call(contract.listUsers, { query: { limit: 2, q: 'dang thi' } });
    assert.deepEqual(
      first.items.map((u) => u.username),
      ['trang-1', 'trang-2'],
    );
    const second = await admin.call(contract.listUsers, {
      query: { limit: 2, q: 'dang thi', cursor: first.nextCursor ?? '' },
    });
    assert.deepEqual([second.items.map((u) => u.username), second.nextCursor], [['trang-3'], null]);
    const inUnit = await admin.call(contract.listUsers, { query: { unit: 'so-y-te' } });
    assert.equal(inUnit.items.length, 3);
    assert.equal(
      (await admin.call(contract.listUsers, { query: { q: '%' } })).items.length,
      0,
      'a percent sign is a percent sign',
    );
    assert.equal((await admin.get('/users?limit=0')).status, 422);
  });
});
