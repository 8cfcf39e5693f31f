import { listUsers as endpoint, type User } from '../../../contract/org.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { bothWords, saidIn } from '../../platform/said.ts';
import { presentUser } from '../present.ts';
import { listUsers } from '../queries.ts';

const query = fileQuery(endpoint.query);

/** Roles as they are called in files. */
export const ROLE_WORDS = bothWords(vi.ROLE, en.ROLE);

const COLUMNS: readonly ExportColumn<User>[] = [
  { title: { vi: 'Tên đăng nhập', en: 'User name' }, width: 22, value: (r) => r.username },
  { title: { vi: 'Họ tên', en: 'Name' }, width: 28, value: (r) => r.displayName },
  { title: { vi: 'Email', en: 'E-mail' }, width: 28, value: (r) => r.email },
  { title: { vi: 'Điện thoại', en: 'Phone' }, width: 18, value: (r) => r.phone },
  {
    title: { vi: 'Vai trò', en: 'Roles' },
    width: 60,
    value: (r) =>
      r.roles.length === 0
        ? null
        : saidIn((l) => r.roles.map(({ role, unit }) => `${ROLE_WORDS[role][l]} (${unit.name})`).join('; ')),
  },
  {
    title: { vi: 'Vắng mặt đến', en: 'Absent until' },
    width: 17,
    value: (r) => (r.absentUntil === null ? null : new Date(r.absentUntil)),
  },
  {
    title: { vi: 'Khóa từ', en: 'Locked since' },
    width: 17,
    value: (r) => (r.disabledAt === null ? null : new Date(r.disabledAt)),
  },
];

/** The accounts as a file: no password, no session. */
export function userExport(ctx: Ctx) {
  return defineExport({
    of: 'users',
    summary: 'Users as CSV or Excel, whole',
    tag: 'organisation',
    sheet: { vi: 'Người dùng', en: 'Users' },
    query,
    columns: COLUMNS,
    async rows(_actor, { q, unit }, now) {
      // An installation has some thousand accounts at most; they fit where one batch of cases does.
      return wholeRows((await listUsers(ctx.db, now, { q, unit }, '', null)).map(presentUser));
    },
  });
}
