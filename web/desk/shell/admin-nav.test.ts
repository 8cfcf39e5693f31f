import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionView } from '../../../contract/session.ts';
import { mayAdminister } from './admin-nav.ts';

const holding = (...permissions: string[]) => ({ permissions }) as unknown as SessionView;

const table: [permissions: string[], path: string, open: boolean][] = [
  [[], '/queue/inbox', true],
  [[], '/admin/users', false],
  [['admin.users'], '/admin/users', true],
  [['admin.users'], '/admin/users/officer', true],
  [['admin.users'], '/admin/audit', false],
  [['admin.hotline'], '/admin/hotline/health', true],
  [['admin.channels'], '/admin/hotline/health', false],
  [[], '/admin/usersx', true],
];
for (const [permissions, path, open] of table)
  test(`${permissions.join() || 'nobody'} ${open ? 'may open' : 'sees no'} ${path}`, () => {
    assert.equal(mayAdminister(holding(...permissions), path), open);
  });
