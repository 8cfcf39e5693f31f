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
import { type Said, saidIn } from '../../platform/said.ts';
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
  { title: { vi: 'Đơn vị', en: 'Unit' }, width: 40, value: (r) => r.unit.name },
  { title: { vi: 'Vai trò', en: 'Roles' }, width: 24, value: (r) => ROLE_WORDS[r.role] },
  { title: { vi: 'Họ tên', en: 'Name' }, width: 28, value: (r) => r.user.name },
  { title: { vi: 'Tên đăng nhập', en: 'User name' }, width: 22, value: (r) => r.user.code },
  { title: { vi: 'Từ ngày', en: 'Valid from' }, width: 17, value: (r) => cellTime(r.since) },
  { title: { vi: 'Vắng mặt đến', en: 'Absent until' }, width: 17, value: (r) => cellTime(r.absentUntil) },
];

function roleHolders(ctx: Ctx) {
  return defineExport({
    of: 'roleHolders',
    summary: 'Who holds which role where, as CSV or Excel',
    tag: TAG,
    sheet: { vi: 'Người giữ vai trò', en: 'Role holders' },
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

const STATE: Record<DeputyRow['state'], Said> = {
  active: { vi: 'Đang thay', en: 'Standing in' },
  coming: { vi: 'Sắp tới', en: 'Coming' },
  ended: { vi: 'Đã kết thúc', en: 'Ended' },
};
const DEPUTIES: readonly ExportColumn<DeputyRow>[] = [
  { title: { vi: 'Người vắng mặt', en: 'Absent' }, width: 28, value: (r) => r.user.name },
  { title: { vi: 'Người thay', en: 'Deputy' }, width: 28, value: (r) => r.deputy.name },
  {
    title: { vi: 'Ký cuối cùng', en: 'Signs in the end' },
    width: 28,
    value: (r) => r.chain.at(-1)?.name ?? r.deputy.name,
  },
  { title: { vi: 'Từ', en: 'From' }, width: 17, value: (r) => cellTime(r.from) },
  { title: { vi: 'Đến', en: 'To' }, width: 17, value: (r) => cellTime(r.to) },
  { title: { vi: 'Lý do', en: 'Reason' }, width: 40, value: (r) => r.reason },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 14, value: (r) => STATE[r.state] },
  {
    title: { vi: 'Ký thay ở', en: 'Signs at' },
    width: 60,
    value: (r) =>
      r.posts.length === 0
        ? null
        : saidIn((l) => r.posts.map((p) => `${ROLE_WORDS[p.role][l]} ${p.unit.name}`).join('; ')),
  },
  { title: { vi: 'Người lập', en: 'Made by' }, width: 28, value: (r) => r.createdBy },
];

function deputies(ctx: Ctx) {
  return defineExport({
    of: 'deputies',
    summary: 'Every absence with its deputy, as CSV or Excel',
    tag: TAG,
    sheet: { vi: 'Ủy quyền', en: 'Deputies' },
    query: fileQuery(z.object({ state: z.enum(DEPUTY_STATES).optional() })),
    columns: DEPUTIES,
    async rows(_actor, { state }, now) {
      const rows = await deputyRows(ctx.db, now);
      return wholeRows(rows.filter((row) => state === undefined || row.state === state));
    },
  });
}

const SESSIONS: readonly ExportColumn<SessionRow>[] = [
  { title: { vi: 'Họ tên', en: 'Name' }, width: 28, value: (r) => r.user.name },
  { title: { vi: 'Tên đăng nhập', en: 'User name' }, width: 22, value: (r) => r.user.code },
  { title: { vi: 'Đăng nhập lúc', en: 'Signed in at' }, width: 17, value: (r) => r.createdAt },
  { title: { vi: 'Hoạt động gần nhất', en: 'Last active' }, width: 17, value: (r) => r.lastSeenAt },
  { title: { vi: 'Hết hạn lúc', en: 'Expires at' }, width: 17, value: (r) => r.expiresAt },
  { title: { vi: 'Địa chỉ mạng', en: 'Network address' }, width: 20, value: (r) => r.address },
  { title: { vi: 'Trình duyệt', en: 'Browser' }, width: 60, value: (r) => r.userAgent },
];

function sessions(ctx: Ctx) {
  return defineExport({
    of: 'sessions',
    summary: 'Who is signed in, as CSV or Excel',
    tag: TAG,
    sheet: { vi: 'Phiên đăng nhập', en: 'Sessions' },
    query: fileQuery(listOpenSessions.query),
    columns: SESSIONS,
    rows: async (_actor, { q }, now) => wholeRows(await everySession(ctx.db, now, q)),
  });
}

const TOKEN_STATE: Record<ApiToken['state'], Said> = {
  valid: { vi: 'Còn hiệu lực', en: 'Valid' },
  expired: { vi: 'Hết hạn', en: 'Expired' },
  revoked: { vi: 'Thu hồi', en: 'Revoked' },
};
const TOKENS: readonly ExportColumn<ApiToken>[] = [
  { title: { vi: 'Tên mã', en: 'Name of the token' }, width: 32, value: (r) => r.name },
  { title: { vi: 'Của', en: 'Of' }, width: 28, value: (r) => r.user.name },
  { title: { vi: 'Tên đăng nhập', en: 'User name' }, width: 22, value: (r) => r.user.code },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 14, value: (r) => TOKEN_STATE[r.state] },
  { title: { vi: 'Tạo lúc', en: 'Made at' }, width: 17, value: (r) => cellTime(r.createdAt) },
  { title: { vi: 'Dùng gần nhất', en: 'Last used' }, width: 17, value: (r) => cellTime(r.lastUsedAt) },
  { title: { vi: 'Hết hạn lúc', en: 'Expires at' }, width: 17, value: (r) => cellTime(r.expiresAt) },
];

function tokens(ctx: Ctx) {
  return defineExport({
    of: 'tokens',
    summary: 'API tokens without their secrets, as CSV or Excel',
    tag: TAG,
    sheet: { vi: 'Mã truy cập', en: 'API tokens' },
    query: fileQuery(),
    columns: TOKENS,
    rows: async (_actor, _query, now) => wholeRows(await apiTokens(ctx.db, now)),
  });
}
