/** A supervisor gives what waits elsewhere to another person: always with a reason, within sight, on record. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { standInChannel } from '../../test/support/chat-channel.ts';

const t = await startCasesApp();
const zalo = standInChannel(() => t.ctx, 'zalo');
const second = await t.as({ role: 'officer', unit: 'so-xay-dung' });

async function inWork(): Promise<string> {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  return code;
}

test('a case goes to another officer of its unit, with the reason in the trail', async () => {
  const code = await inWork();
  const reason = 'Cán bộ đang giữ đi công tác';
  const events = await t.eventsDuring(() =>
    t.did(t.supervisor, code, 'assign', { user: second.user.username, reason }),
  );
  const assigned = events.find((event) => event.type === 'case.assigned');
  assert.equal(assigned?.data.reason, reason);
  const after = (await t.supervisor.get(`/cases/${code}`)).body;
  assert.equal(after.assignee.code, second.user.username);
  assert.equal(after.leadUnit.code, 'so-xay-dung', 'the unit keeps it');
});

test('not without a reason, not to another unit, not by an agent, not what waits for a signature', async () => {
  const code = await inWork();
  const user = second.user.username;
  const silent = await t.act(t.supervisor, code, 'assign', { user });
  assert.equal(silent.status, 422);
  assert.equal(silent.body.fields[0].path, 'reason');
  const reason = 'Quá hạn';
  assert.equal((await t.act(t.supervisor, code, 'assign', { user: t.officer2.user.username, reason })).status, 422);
  assert.equal((await t.act(t.agent, code, 'assign', { user, reason })).status, 403);
  // The unit’s own leader needs no reason.
  await t.did(t.leader, code, 'assign', { user });
  await t.did(second, code, 'submit', { text: 'Đã sửa xong.' });
  assert.equal((await t.act(t.supervisor, code, 'assign', { user, reason })).status, 403);
});

test('a conversation is moved with the reason on record', async () => {
  const { conversationId } = await zalo.says({ id: 'cho-lau', name: 'Hoa' }, 'Khi nào có người trả lời?');
  const reason = 'Người giữ đã hết ca';
  const path = `/conversations/${conversationId}/owner`;
  const events = await t.eventsDuring(() => t.supervisor.put(path, { username: t.supervisor.user.username, reason }));
  assert.equal(events.find((event) => event.type === 'conversation.assigned')?.data.reason, reason);
  assert.equal((await t.officer.put(path, { username: t.officer.user.username, reason })).status, 403);
});
