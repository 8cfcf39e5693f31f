/** Campaigns, their people and who asked not to be called, as files. */

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CONTACT_STATES } from '../../contract/campaign-views.ts';
import { type Campaign, type CampaignContact, listDoNotCall } from '../../contract/campaigns.ts';
import * as en from '../../contract/words/en.ts';
import * as vi from '../../contract/words/vi.ts';
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
import { bothWords } from '../platform/said.ts';
import { wholeDoNotCall } from './do-not-call-list.ts';
import { contactIds, contactsByIds, findCampaign, listCampaignViews } from './queries.ts';

/** Registers the files of this domain. */
export function campaignExports(app: FastifyInstance, ctx: Ctx): void {
  exportRoute(app, ctx, campaigns(ctx));
  exportRoute(app, ctx, people(ctx));
  exportRoute(app, ctx, doNotCall(ctx));
}

const TAG = 'campaigns';

const STATE = bothWords(vi.CAMPAIGN_STATE, en.CAMPAIGN_STATE);
const CAMPAIGNS: readonly ExportColumn<Campaign>[] = [
  { title: { vi: 'Chiến dịch', en: 'Campaign' }, width: 40, value: (r) => r.name },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 14, value: (r) => STATE[r.state] },
  { title: { vi: 'Số người', en: 'People' }, width: 10, value: (r) => r.progress.total },
  { title: { vi: 'Chờ gọi', en: 'Waiting' }, width: 10, value: (r) => r.progress.waiting + r.progress.held },
  { title: { vi: 'Đã trả lời', en: 'Answered' }, width: 10, value: (r) => r.progress.answered },
  { title: { vi: 'Từ chối', en: 'Refused' }, width: 10, value: (r) => r.progress.refused },
  { title: { vi: 'Không liên lạc được', en: 'Not reached' }, width: 14, value: (r) => r.progress.unreachable },
  { title: { vi: 'Không gọi nữa', en: 'Not called any more' }, width: 12, value: (r) => r.progress.withdrawn },
  { title: { vi: 'Số lần gọi', en: 'Calls made' }, width: 10, value: (r) => r.progress.attempts },
  { title: { vi: 'Bắt đầu', en: 'Started' }, width: 17, value: (r) => cellTime(r.startedAt) },
  { title: { vi: 'Kết thúc', en: 'Ended' }, width: 17, value: (r) => cellTime(r.endedAt) },
];

function campaigns(ctx: Ctx) {
  return defineExport({
    of: 'campaigns',
    summary: 'Campaigns with their progress as CSV or Excel, whole',
    tag: TAG,
    sheet: { vi: 'Chiến dịch', en: 'Campaigns' },
    query: fileQuery(),
    columns: CAMPAIGNS,
    rows: async (_actor, _query, now) => wholeRows(await listCampaignViews(ctx.db, now)),
  });
}

const CONTACT = bothWords(vi.CONTACT_STATE, en.CONTACT_STATE);
const RESULT = bothWords(vi.ATTEMPT_RESULT, en.ATTEMPT_RESULT);
const PEOPLE: readonly ExportColumn<CampaignContact>[] = [
  { title: { vi: 'Họ tên', en: 'Name' }, width: 28, value: (r) => r.name },
  { title: { vi: 'Số điện thoại', en: 'Phone number' }, width: 18, value: (r) => r.phone },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.caseCode },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 20, value: (r) => CONTACT[r.state] },
  { title: { vi: 'Số lần gọi', en: 'Calls made' }, width: 10, value: (r) => r.attempts },
  { title: { vi: 'Lần gần nhất', en: 'Last attempt' }, width: 20, value: (r) => r.lastResult && RESULT[r.lastResult] },
  { title: { vi: 'Ghi chú', en: 'Note' }, width: 40, value: (r) => r.note },
  { title: { vi: 'Xong lúc', en: 'Done at' }, width: 17, value: (r) => cellTime(r.doneAt) },
  { title: { vi: 'Người gọi', en: 'Called by' }, width: 24, value: (r) => r.doneBy },
];

function people(ctx: Ctx) {
  const campaign = z.string().regex(/^\d{1,15}$/);
  return defineExport({
    of: 'campaignPeople',
    summary: 'People of a campaign as CSV or Excel, whole',
    tag: TAG,
    sheet: { vi: 'Người được gọi', en: 'People called' },
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
  { title: { vi: 'Số điện thoại', en: 'Phone number' }, width: 18, value: (r) => r.phone },
  { title: { vi: 'Lý do', en: 'Reason' }, width: 50, value: (r) => r.reason },
  { title: { vi: 'Ghi lúc', en: 'Noted at' }, width: 17, value: (r) => cellTime(r.addedAt) },
  { title: { vi: 'Người ghi', en: 'Noted by' }, width: 24, value: (r) => r.addedBy },
];

function doNotCall(ctx: Ctx) {
  return defineExport({
    of: 'doNotCall',
    summary: 'Who asked not to be called by campaigns, as CSV or Excel, whole',
    tag: TAG,
    sheet: { vi: 'Không gọi', en: 'Not to be called' },
    query: fileQuery(listDoNotCall.query),
    columns: NUMBERS,
    rows: async (_actor, { q }) => wholeRows(await wholeDoNotCall(ctx.db, q)),
  });
}
