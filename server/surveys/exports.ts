/** Campaigns, their people and who asked not to be called, as files. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CONTACT_STATES } from '../../contract/campaign-views.ts';
import { type AttemptResult, type Campaign, type CampaignContact, listDoNotCall } from '../../contract/campaigns.ts';
import type { Ctx } from '../platform/context.ts';
import {
  cellTime,
  defineExport,
  type ExportColumn,
  exportRoute,
  fileQuery,
  rowsByKey,
  wholeRows,
} from '../platform/exports/index.ts';
import { wholeDoNotCall } from './do-not-call-list.ts';
import { contactIds, contactsByIds, findCampaign, listCampaignViews } from './queries.ts';

/** Registers the files of this domain. */
export function campaignExports(app: FastifyInstance, ctx: Ctx): void {
  exportRoute(app, ctx, campaigns(ctx));
  exportRoute(app, ctx, people(ctx));
  exportRoute(app, ctx, doNotCall(ctx));
}

const TAG = 'campaigns';

const STATE: Record<Campaign['state'], string> = {
  draft: 'Nháp',
  running: 'Đang chạy',
  paused: 'Tạm dừng',
  ended: 'Đã kết thúc',
};
const CAMPAIGNS: readonly ExportColumn<Campaign>[] = [
  { title: 'Chiến dịch', width: 40, value: (r) => r.name },
  { title: 'Tình trạng', width: 14, value: (r) => STATE[r.state] },
  { title: 'Số người', width: 10, value: (r) => r.progress.total },
  { title: 'Chờ gọi', width: 10, value: (r) => r.progress.waiting + r.progress.held },
  { title: 'Đã trả lời', width: 10, value: (r) => r.progress.answered },
  { title: 'Từ chối', width: 10, value: (r) => r.progress.refused },
  { title: 'Không liên lạc được', width: 14, value: (r) => r.progress.unreachable },
  { title: 'Không gọi nữa', width: 12, value: (r) => r.progress.withdrawn },
  { title: 'Số lần gọi', width: 10, value: (r) => r.progress.attempts },
  { title: 'Bắt đầu', width: 17, value: (r) => cellTime(r.startedAt) },
  { title: 'Kết thúc', width: 17, value: (r) => cellTime(r.endedAt) },
];

function campaigns(ctx: Ctx) {
  return defineExport({
    of: 'campaigns',
    summary: 'Campaigns with their progress as CSV or Excel, whole',
    tag: TAG,
    sheet: 'Chiến dịch',
    query: fileQuery(),
    columns: CAMPAIGNS,
    rows: async (_actor, _query, now) => wholeRows(await listCampaignViews(ctx.db, now)),
  });
}

const CONTACT: Record<CampaignContact['state'], string> = {
  waiting: 'Chờ gọi',
  held: 'Đang gọi',
  answered: 'Đã trả lời',
  refused: 'Từ chối',
  unreachable: 'Không liên lạc được',
  withdrawn: 'Không gọi nữa',
};
const RESULT: Record<AttemptResult, string> = {
  answered: 'Đã trả lời',
  no_answer: 'Không nghe máy',
  busy: 'Máy bận',
  call_later: 'Hẹn gọi lại',
  refused: 'Từ chối trả lời',
  wrong_number: 'Sai số',
  do_not_call: 'Yêu cầu không gọi nữa',
};
const PEOPLE: readonly ExportColumn<CampaignContact>[] = [
  { title: 'Họ tên', width: 28, value: (r) => r.name },
  { title: 'Số điện thoại', width: 18, value: (r) => r.phone },
  { title: 'Phiếu', width: 20, value: (r) => r.caseCode },
  { title: 'Tình trạng', width: 20, value: (r) => CONTACT[r.state] },
  { title: 'Số lần gọi', width: 10, value: (r) => r.attempts },
  { title: 'Lần gần nhất', width: 20, value: (r) => r.lastResult && RESULT[r.lastResult] },
  { title: 'Ghi chú', width: 40, value: (r) => r.note },
  { title: 'Xong lúc', width: 17, value: (r) => cellTime(r.doneAt) },
  { title: 'Người gọi', width: 24, value: (r) => r.doneBy },
];

function people(ctx: Ctx) {
  const campaign = z.string().regex(/^\d{1,15}$/);
  return defineExport({
    of: 'campaignPeople',
    summary: 'People of a campaign as CSV or Excel, whole',
    tag: TAG,
    sheet: 'Người được gọi',
    query: fileQuery(z.object({ campaign, state: z.enum(CONTACT_STATES).optional() })),
    columns: PEOPLE,
    async rows(_actor, asked) {
      const ids = await contactIds(ctx.db, (await findCampaign(ctx.db, asked.campaign)).id, asked.state);
      return rowsByKey(ids, (some) => contactsByIds(ctx.db, some));
    },
  });
}

type Number = Awaited<ReturnType<typeof wholeDoNotCall>>[number];
const NUMBERS: readonly ExportColumn<Number>[] = [
  { title: 'Số điện thoại', width: 18, value: (r) => r.phone },
  { title: 'Lý do', width: 50, value: (r) => r.reason },
  { title: 'Ghi lúc', width: 17, value: (r) => cellTime(r.addedAt) },
  { title: 'Người ghi', width: 24, value: (r) => r.addedBy },
];

function doNotCall(ctx: Ctx) {
  return defineExport({
    of: 'doNotCall',
    summary: 'Who asked not to be called by campaigns, as CSV or Excel, whole',
    tag: TAG,
    sheet: 'Không gọi',
    query: fileQuery(listDoNotCall.query),
    columns: NUMBERS,
    rows: async (_actor, { q }) => wholeRows(await wholeDoNotCall(ctx.db, q)),
  });
}
