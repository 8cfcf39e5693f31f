import { z } from 'zod';
import type { TemplateGroup, TemplateSummary } from '../../../contract/templates.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows, YES_NO } from '../../platform/exports/index.ts';
import { type Said, spoken } from '../../platform/said.ts';
import { matches } from '../../platform/text.ts';
import { definitionOf } from './catalogue.ts';
import type { Wording } from './define.ts';
import { listTemplates } from './queries.ts';
import { type OwnWordings, ownWordings, wordingNow } from './wordings.ts';

const GROUP: Record<TemplateGroup, Said> = {
  citizen: { vi: 'Thư gửi người dân', en: 'Letters to citizens' },
  reply: { vi: 'Trả lời trên kênh', en: 'Answers on channels' },
  answer: { vi: 'Dự thảo trả lời', en: 'Drafts of answers' },
  notice: { vi: 'Thông báo nội bộ', en: 'Notices to staff' },
  mail: { vi: 'Thư nội bộ', en: 'Mails to staff' },
};

interface Row extends TemplateSummary {
  vi: Wording | undefined;
  en: Wording | undefined;
}

const OWN: Said = { vi: 'Mẫu riêng', en: 'Own template' };

const COLUMNS: readonly ExportColumn<Row>[] = [
  { title: { vi: 'Mã', en: 'Code' }, width: 32, value: (r) => r.key },
  { title: { vi: 'Nhóm', en: 'Group' }, width: 22, value: (r) => GROUP[r.group] },
  { title: { vi: 'Tên mẫu', en: 'Template' }, width: 40, value: (r) => r.name },
  { title: { vi: 'Dùng khi', en: 'Used when' }, width: 60, value: (r) => r.purpose },
  { title: { vi: 'Kênh', en: 'Channel' }, width: 24, value: (r) => r.channels.join('; ') || null },
  { title: { vi: 'Đang dùng', en: 'In use' }, width: 10, value: (r) => YES_NO[r.enabled ? 'yes' : 'no'] },
  {
    title: { vi: 'Sửa tại đây', en: 'Changed here' },
    width: 14,
    value: (r) => (r.own ? OWN : r.changed.join(', ') || null),
  },
  { title: { vi: 'Tiêu đề tiếng Việt', en: 'Vietnamese subject' }, width: 40, value: (r) => r.vi?.subject ?? null },
  { title: { vi: 'Nội dung tiếng Việt', en: 'Vietnamese text' }, width: 80, value: (r) => r.vi?.body || null },
  { title: { vi: 'Tiêu đề tiếng Anh', en: 'English subject' }, width: 40, value: (r) => r.en?.subject ?? null },
  { title: { vi: 'Nội dung tiếng Anh', en: 'English text' }, width: 80, value: (r) => r.en?.body || null },
];

function withWording(template: TemplateSummary, own: OwnWordings): Row {
  const definition = definitionOf(template.key);
  const now = (language: 'vi' | 'en') => (definition ? wordingNow(own, template.key, definition, language) : undefined);
  return { ...template, vi: now('vi'), en: now('en') };
}

/** Every text that goes out with its wording, as a file to read through or to have signed off. */
export function templateExport(ctx: Ctx) {
  return defineExport({
    of: 'templates',
    summary: 'Every text that goes out, with its wording, as CSV or Excel',
    tag: 'knowledge',
    sheet: { vi: 'Mẫu văn bản', en: 'Templates' },
    query: fileQuery(z.object({ q: z.string().max(200).optional() })),
    columns: COLUMNS,
    async rows(_actor, { q = '' }, _now, language) {
      const [templates, own] = await Promise.all([listTemplates(ctx.db), ownWordings(ctx.db)]);
      const summaries = spoken(templates, language) as TemplateSummary[];
      const found = summaries.filter((t) => matches(`${t.name} ${t.key} ${t.purpose}`, q));
      return wholeRows(found.map((t) => withWording(t, own)));
    },
  });
}
