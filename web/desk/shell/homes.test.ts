import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role, SessionView } from '../../../contract/session.ts';
import { vi } from '../../i18n/vi.ts';
import { homesOf } from './homes.ts';

function session(roles: Role[], deputy = false): SessionView {
  const unit = { code: 'so-xay-dung', name: 'Sở Xây dựng' };
  return {
    user: { username: 'x', displayName: 'X', mustChangePassword: false },
    roles: roles.map((role) => ({ role, unit })),
    deputyFor: deputy ? [{ user: unit, unit, until: '2026-12-01T00:00:00+07:00' }] : [],
    permissions: roles.some((role) => role !== 'admin') ? ['case.read'] : ['admin.system'],
    demo: false,
    province: '',
    now: '2026-11-28T00:00:00+07:00',
  };
}

const FIRST: [who: string, roles: Role[], deputy: boolean, desk: string, phone: string][] = [
  ['an agent', ['agent'], false, 'inbox', 'inbox'],
  ['a supervisor', ['supervisor'], false, 'board', 'board'],
  ['an officer', ['officer'], false, 'day', 'day'],
  ['a unit’s leader', ['unit_leader'], false, 'unit', 'sign'],
  ['an officer who stands in for his leader', ['officer'], true, 'unit', 'sign'],
  ['a leader of the province', ['province_leader'], false, 'exceptions', 'exceptions'],
  ['a publisher', ['publisher'], false, 'publishing', 'publishing'],
  ['an agent who publishes', ['agent', 'publisher'], false, 'inbox', 'inbox'],
  ['an administrator', ['admin'], false, 'system', 'system'],
];
for (const [who, roles, deputy, desk, phone] of FIRST)
  test(`${who} begins on ${desk}, on a phone on ${phone}`, () => {
    const all = session(roles, deputy);
    assert.equal(homesOf(all, false, vi)[0]?.key, desk);
    assert.equal(homesOf(all, true, vi)[0]?.key, phone);
  });

test('who holds several roles may choose among all their pages', () => {
  const keys = homesOf(session(['officer', 'unit_leader']), false, vi).map((h) => h.key);
  assert.deepEqual(keys, ['unit', 'sign', 'day', 'inbox']);
});
