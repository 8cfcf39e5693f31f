import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAgencyHeader, setAgencyHeader } from '../../../contract/installation.ts';
import { startApp } from '../../../test/support/app.ts';
import { refusalOf } from '../../../test/support/client.ts';
import { agencyHeader } from '../index.ts';

const app = await startApp();
const admin = await app.as({ role: 'admin' });
const empty = { authority: '', agency: '', place: '', address: '', phone: '', email: '', hotline: '' };

test('what nobody wrote follows from the units and the settings', async () => {
  const { own, used } = await admin.call(getAgencyHeader);
  assert.deepEqual(own, empty);
  assert.deepEqual(used, {
    ...empty,
    authority: 'Văn phòng Ủy ban nhân dân tỉnh',
    agency: 'Trung tâm Phục vụ hành chính công tỉnh Đồng Tháp',
    place: 'Đồng Tháp',
    hotline: '1022',
  });
});

test('an administrator writes it; only what changed is on record, with before and after', async () => {
  const body = { ...empty, agency: '  Trung tâm   1022 ', address: '12 đường 30/4', email: 'tt@dt.example' };
  const events = await app.eventsDuring(() => admin.call(setAgencyHeader, { body }));
  assert.deepEqual(
    events.map((e) => [e.type, e.actorId, e.data]),
    [
      [
        'installation.header_changed',
        admin.user.id,
        {
          before: { agency: '', address: '', email: '' },
          after: { agency: 'Trung tâm 1022', address: '12 đường 30/4', email: 'tt@dt.example' },
        },
      ],
    ],
  );
  assert.equal((await agencyHeader(app.ctx)).agency, 'Trung tâm 1022');
  assert.equal((await agencyHeader(app.ctx)).place, 'Đồng Tháp', 'an empty field falls back');
  assert.deepEqual(await app.eventsDuring(() => admin.call(setAgencyHeader, { body })), [], 'nothing new, no event');
});

test('refuses what is no address and what is too long', async () => {
  const wrong = (more: object) => refusalOf(admin.call(setAgencyHeader, { body: { ...empty, ...more } }));
  assert.equal((await wrong({ email: 'không phải địa chỉ' })).status, 422);
  assert.equal((await wrong({ place: 'x'.repeat(81) })).status, 422);
});

test('is for administrators', async () => {
  assert.equal((await app.anonymous.get('/admin/installation')).status, 401);
  const supervisor = await app.as({ role: 'supervisor' });
  assert.equal((await supervisor.get('/admin/installation')).body.needs, 'admin.system');
  assert.equal((await supervisor.put('/admin/installation', empty)).status, 403);
});
