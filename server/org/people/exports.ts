/** Lists about people as files: who holds which role, who stands in, who is signed in, which programs may ask. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  type ApiToken,
  DEPUTY_STATES,
  type DeputyRow,
  listOpenSessions,
  type RolesOverview,
} from '../../../contract/people-admin.ts';
import { ROLES } from '../../../contract/session.ts';
import type { Ctx } from '../../platform/context.ts';
import {
  cellTime,
  defineExport,
  type ExportColumn,
  exportRoute,
  fileQuery,
  wholeRows,
} from '../../platform/exports/index.ts';
import { matches } from '../../platform/text.ts';
import { ROLE_WORDS } from '../exports/users.ts';
import { deputyRows } from './deputies.ts';
import { apiTokens, everySession, type SessionRow } from './open-sessions.ts';
import { rolesOverview } from './roles-overview.ts';

/** Registers the files of this folder. */
export function peopleExports(app: FastifyInstance, ctx: Ctx): void {
  exportRoute(app, ctx, roleHolders(ctx));
  exportRoute(app, ctx, deputies(ctx));
  exportRoute(app, ctx, sessions(ctx));
  exportRoute(app, ctx, tokens(ctx));
}

const TAG = 'organisation';

const HOLDERS: readonly ExportColumn<RolesOverview['holders'][number]>[] = [
  { title: 'Đơn vị', width: 40, value: (r) => r.unit.name },
  { title: 'Vai trò', width: 24, value: (r) => ROLE_WORDS[r.role] },
  { title: 'Họ tên', width: 28, value: (r) => r.user.name },
  { title: 'Tên đăng nhập', width: 22, value: (r) => r.user.code },
  { title: 'Từ ngày', width: 17, value: (r) => cellTime(r.since) },
  { title: 'Vắng mặt đến', width: 17, value: (r) => cellTime(r.absentUntil) },
];

function roleHolders(ctx: Ctx) {
  return defineExport({
    of: 'roleHolders',
    summary: 'Who holds which role where, as CSV or Excel',
    tag: TAG,
    sheet: 'Người giữ vai trò',
    query: fileQuery(z.object({ role: z.enum(ROLES).optional(), q: z.string().max(100).optional() })),
    columns: HOLDERS,
    async rows(_actor, { role, q = '' }, now) {
      const { holders } = await rolesOverview(ctx.db, now);
      return wholeRows(
        holders.filter(
          (h) => (role === undefined || h.role === role) && matches(`${h.unit.name} ${h.user.name} ${h.user.code}`, q),
        ),
      );
    },
  });
}

const STATE: Record<DeputyRow['state'], string> = { active: 'Đang thay', coming: 'Sắp tới', ended: 'Đã kết thúc' };
const DEPUTIES: readonly ExportColumn<DeputyRow>[] = [
  { title: 'Người vắng mặt', width: 28, value: (r) => r.user.name },
  { title: 'Người thay', width: 28, value: (r) => r.deputy.name },
  { title: 'Ký cuối cùng', width: 28, value: (r) => r.chain.at(-1)?.name ?? r.deputy.name },
  { title: 'Từ', width: 17, value: (r) => cellTime(r.from) },
  { title: 'Đến', width: 17, value: (r) => cellTime(r.to) },
  { title: 'Lý do', width: 40, value: (r) => r.reason },
  { title: 'Tình trạng', width: 14, value: (r) => STATE[r.state] },
  {
    title: 'Ký thay ở',
    width: 60,
    value: (r) => r.posts.map((p) => `${ROLE_WORDS[p.role]} ${p.unit.name}`).join('; ') || null,
  },
  { title: 'Người lập', width: 28, value: (r) => r.createdBy },
];

function deputies(ctx: Ctx) {
  return defineExport({
    of: 'deputies',
    summary: 'Every absence with its deputy, as CSV or Excel',
    tag: TAG,
    sheet: 'Ủy quyền',
    query: fileQuery(z.object({ state: z.enum(DEPUTY_STATES).optional() })),
    columns: DEPUTIES,
    async rows(_actor, { state }, now) {
      const rows = await deputyRows(ctx.db, now);
      return wholeRows(rows.filter((row) => state === undefined || row.state === state));
    },
  });
}

const SESSIONS: readonly ExportColumn<SessionRow>[] = [
  { title: 'Họ tên', width: 28, value: (r) => r.user.name },
  { title: 'Tên đăng nhập', width: 22, value: (r) => r.user.code },
  { title: 'Đăng nhập lúc', width: 17, value: (r) => r.createdAt },
  { title: 'Hoạt động gần nhất', width: 17, value: (r) => r.lastSeenAt },
  { title: 'Hết hạn lúc', width: 17, value: (r) => r.expiresAt },
  { title: 'Địa chỉ mạng', width: 20, value: (r) => r.address },
  { title: 'Trình duyệt', width: 60, value: (r) => r.userAgent },
];

function sessions(ctx: Ctx) {
  return defineExport({
    of: 'sessions',
    summary: 'Who is signed in, as CSV or Excel',
    tag: TAG,
    sheet: 'Phiên đăng nhập',
    query: fileQuery(listOpenSessions.query),
    columns: SESSIONS,
    rows: async (_actor, { q }, now) => wholeRows(await everySession(ctx.db, now, q)),
  });
}

const TOKEN_STATE: Record<ApiToken['state'], string> = {
  valid: 'Còn hiệu lực',
  expired: 'Hết hạn',
  revoked: 'Thu hồi',
};
const TOKENS: readonly ExportColumn<ApiToken>[] = [
  { title: 'Tên mã', width: 32, value: (r) => r.name },
  { title: 'Của', width: 28, value: (r) => r.user.name },
  { title: 'Tên đăng nhập', width: 22, value: (r) => r.user.code },
  { title: 'Tình trạng', width: 14, value: (r) => TOKEN_STATE[r.state] },
  { title: 'Tạo lúc', width: 17, value: (r) => cellTime(r.createdAt) },
  { title: 'Dùng gần nhất', width: 17, value: (r) => cellTime(r.lastUsedAt) },
  { title: 'Hết hạn lúc', width: 17, value: (r) => cellTime(r.expiresAt) },
];

function tokens(ctx: Ctx) {
  return defineExport({
    of: 'tokens',
    summary: 'API tokens without their secrets, as CSV or Excel',
    tag: TAG,
    sheet: 'Mã truy cập',
    query: fileQuery(),
    columns: TOKENS,
    rows: async (_actor, _query, now) => wholeRows(await apiTokens(ctx.db, now)),
  });
}
