import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import { listUsers as endpoint, type User } from '../../../contract/org.ts';
import type { Role } from '../../../contract/session.ts';
import type { Ctx } from '../../platform/context.ts';
import { type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { presentUser } from '../present.ts';
import { listUsers } from '../queries.ts';

const query = endpoint.query?.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];

const ROLE: Record<Role, string> = {
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
    value: (r) => r.roles.map(({ role, unit }) => `${ROLE[role]} (${unit.name})`).join('; ') || null,
  },
  { title: 'Vắng mặt đến', width: 17, value: (r) => (r.absentUntil === null ? null : new Date(r.absentUntil)) },
  { title: 'Khóa từ', width: 17, value: (r) => (r.disabledAt === null ? null : new Date(r.disabledAt)) },
];

/** The accounts as a file: no password, no session. */
export function userExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.users,
    access: 'admin.users',
    summary: 'Users as CSV or Excel, whole',
    tag: 'organisation',
    list: 'users',
    sheet: 'Người dùng',
    file: 'nguoi-dung-1022',
    query: query as never,
    async plan(_actor, { q, unit }, now) {
      // An installation has some thousand accounts at most; they fit where one batch of cases does.
      const users = (await listUsers(ctx.db, now, { q, unit }, '', null)).map(presentUser);
      return { count: users.length, columns: COLUMNS, batches: inBatches(users, COLUMNS, async (some) => some) };
    },
  };
}
