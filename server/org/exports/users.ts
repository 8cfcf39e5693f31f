import { listUsers as endpoint, type User } from '../../../contract/org.ts';
import type { Role } from '../../../contract/session.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { presentUser } from '../present.ts';
import { listUsers } from '../queries.ts';

const query = fileQuery(endpoint.query);

/** Roles as they are called in files. */
export const ROLE_WORDS: Record<Role, string> = {
  agent: 'Điện thoại viên',
  supervisor: 'Giám sát tổng đài',
  officer: 'Cán bộ xử lý',
  unit_leader: 'Lãnh đạo đơn vị',
  province_leader: 'Lãnh đạo tỉnh',
  publisher: 'Biên tập công khai',
  admin: 'Quản trị hệ thống',
};

const COLUMNS: readonly ExportColumn<User>[] = [
  { title: 'Tên đăng nhập', width: 22, value: (r) => r.username },
  { title: 'Họ tên', width: 28, value: (r) => r.displayName },
  { title: 'Email', width: 28, value: (r) => r.email },
  { title: 'Điện thoại', width: 18, value: (r) => r.phone },
  {
    title: 'Vai trò',
    width: 60,
    value: (r) => r.roles.map(({ role, unit }) => `${ROLE_WORDS[role]} (${unit.name})`).join('; ') || null,
  },
  { title: 'Vắng mặt đến', width: 17, value: (r) => (r.absentUntil === null ? null : new Date(r.absentUntil)) },
  { title: 'Khóa từ', width: 17, value: (r) => (r.disabledAt === null ? null : new Date(r.disabledAt)) },
];

/** The accounts as a file: no password, no session. */
export function userExport(ctx: Ctx) {
  return defineExport({
    of: 'users',
    summary: 'Users as CSV or Excel, whole',
    tag: 'organisation',
    sheet: 'Người dùng',
    query,
    columns: COLUMNS,
    async rows(_actor, { q, unit }, now) {
      // An installation has some thousand accounts at most; they fit where one batch of cases does.
      return wholeRows((await listUsers(ctx.db, now, { q, unit }, '', null)).map(presentUser));
    },
  });
}
