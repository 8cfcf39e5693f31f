import { z } from 'zod';
import type { Callback } from '../../contract/callbacks.ts';
import type { CaseRow } from '../../contract/cases.ts';
import { refCode } from '../../contract/common.ts';
import type { Conversation } from '../../contract/conversations.ts';
import type { RoutingItemView } from '../../contract/routing.ts';
import { WAITING_KINDS, WAITS_AT_UNITS, type WaitingKind } from '../../contract/waiting-words.ts';
import { callbackRows, caseRows, conversationRows } from '../cases/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import {
  cellTime,
  defineExport,
  type ExportColumn,
  fileQuery,
  mappedRows,
  type RowSource,
  rowsInTurn,
} from '../platform/exports/index.ts';
import { CENTRE_NAME, type Said, type SpokenLanguage } from '../platform/said.ts';
import { waitingItems } from './board.ts';

/** One thing that waits, whatever it is. */
interface Waits {
  kind: WaitingKind;
  code: string | null;
  what: string | null;
  who: string | null;
  where: string | Said;
  holder: string | null;
  since: string | null;
  dueAt: string | null;
}

const KIND: Record<WaitingKind, Said> = {
  unattended: { vi: 'Phiếu chưa ai phụ trách', en: 'Case without an officer' },
  overdue: { vi: 'Phiếu quá hạn', en: 'Overdue case' },
  conversation: { vi: 'Hội thoại chờ trả lời', en: 'Conversation to be answered' },
  call: { vi: 'Cuộc gọi đang chờ', en: 'Call waiting' },
  offer: { vi: 'Việc đang mời', en: 'Being offered' },
  callback: { vi: 'Cuộc gọi còn nợ', en: 'Call owed' },
};

const COLUMNS: readonly ExportColumn<Waits>[] = [
  { title: { vi: 'Loại việc', en: 'What waits' }, width: 26, value: (r) => KIND[r.kind] },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.code },
  { title: { vi: 'Nội dung', en: 'Content' }, width: 60, value: (r) => r.what },
  { title: { vi: 'Người dân', en: 'Citizen' }, width: 28, value: (r) => r.who },
  { title: { vi: 'Chờ ở', en: 'Waits at' }, width: 36, value: (r) => r.where },
  { title: { vi: 'Ai đang giữ', en: 'Held by' }, width: 28, value: (r) => r.holder },
  { title: { vi: 'Chờ từ', en: 'Waits since' }, width: 17, value: (r) => cellTime(r.since) },
  { title: { vi: 'Hạn', en: 'Due' }, width: 17, value: (r) => cellTime(r.dueAt) },
];

const ofCase =
  (kind: WaitingKind) =>
  (r: CaseRow): Waits => ({
    kind,
    code: r.code,
    what: r.title,
    who: null,
    where: r.leadUnit?.name ?? CENTRE_NAME,
    holder: r.assignee?.name ?? null,
    since: r.createdAt,
    dueAt: r.dueAt,
  });
const ofConversation = (r: Conversation): Waits => ({
  kind: 'conversation',
  code: r.cases[0] ?? null,
  what: r.subject,
  who: r.citizenName ?? r.address,
  where: CENTRE_NAME,
  holder: r.owner?.name ?? null,
  since: r.waitingSince,
  dueAt: null,
});
const ofCallback = (r: Callback): Waits => ({
  kind: 'callback',
  code: r.caseCode,
  what: r.why,
  who: r.citizenName ?? r.phone,
  where: CENTRE_NAME,
  holder: null,
  since: r.createdAt,
  dueAt: null,
});
const ofItem =
  (kind: WaitingKind) =>
  (r: RoutingItemView): Waits => ({
    kind,
    code: r.caseCode,
    what: r.title,
    who: r.who,
    where: r.queue.name,
    holder: r.holder?.name ?? null,
    since: r.waitingSince,
    dueAt: null,
  });

/** Everything that waits for somebody, kind after kind as on the page, as a file. */
export function waitingExport(ctx: Ctx) {
  return defineExport({
    of: 'waiting',
    summary: 'Everything that waits for somebody, of all kinds, as CSV or Excel',
    tag: 'routing',
    sheet: { vi: 'Đang chờ', en: 'Waiting' },
    query: fileQuery(z.object({ kind: z.enum(WAITING_KINDS).optional(), unit: refCode.optional() })),
    columns: COLUMNS,
    async rows(actor, { kind, unit }, now, language) {
      const kinds = WAITING_KINDS.filter(
        (one) => (kind === undefined || kind === one) && (unit === undefined || WAITS_AT_UNITS.includes(one)),
      );
      return rowsInTurn(await Promise.all(kinds.map((one) => sourceOf(ctx, actor, one, unit, now, language))));
    },
  });
}

async function sourceOf(
  ctx: Ctx,
  actor: Actor,
  kind: WaitingKind,
  unit: string | undefined,
  now: Date,
  language: SpokenLanguage,
): Promise<RowSource<Waits>> {
  const cases = { unit, sort: 'due', status: undefined, urgency: undefined } as const;
  if (kind === 'unattended')
    return mappedRows(await caseRows(ctx, actor, { ...cases, view: 'unattended' }, now), ofCase(kind));
  if (kind === 'overdue')
    return mappedRows(await caseRows(ctx, actor, { ...cases, view: 'all', due: 'overdue' }, now), ofCase(kind));
  if (kind === 'conversation') {
    const waiting = { state: 'open', whose: 'all', waiting: true, withoutCase: false } as const;
    return mappedRows(await conversationRows(ctx, actor, waiting, language), ofConversation);
  }
  if (kind === 'callback') return mappedRows(await callbackRows(ctx, actor, { state: 'open' }, language), ofCallback);
  return mappedRows(await waitingItems(ctx.db, actor, kind, now), ofItem(kind));
}
