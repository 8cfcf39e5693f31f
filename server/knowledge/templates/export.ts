import { z } from 'zod';
import type { TemplateGroup, TemplateSummary } from '../../../contract/templates.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { spoken } from '../../platform/said.ts';
import { matches } from '../../platform/text.ts';
import { definitionOf } from './catalogue.ts';
import type { Wording } from './define.ts';
import { listTemplates } from './queries.ts';
import { type OwnWordings, ownWordings, wordingNow } from './wordings.ts';

const GROUP: Record<TemplateGroup, string> = {
  citizen: 'Thư gửi người dân',
  reply: 'Trả lời trên kênh',
  answer: 'Dự thảo trả lời',
  notice: 'Thông báo nội bộ',
  mail: 'Thư nội bộ',
};

interface Row extends TemplateSummary {
  vi: Wording | undefined;
  en: Wording | undefined;
}

const COLUMNS: readonly ExportColumn<Row>[] = [
  { title: 'Mã', width: 32, value: (r) => r.key },
  { title: 'Nhóm', width: 22, value: (r) => GROUP[r.group] },
  { title: 'Tên mẫu', width: 40, value: (r) => r.name },
  { title: 'Dùng khi', width: 60, value: (r) => r.purpose },
  { title: 'Kênh', width: 24, value: (r) => r.channels.join('; ') || null },
  { title: 'Đang dùng', width: 10, value: (r) => (r.enabled ? 'Có' : 'Không') },
  { title: 'Sửa tại đây', width: 14, value: (r) => (r.own ? 'Mẫu riêng' : r.changed.join(', ') || null) },
  { title: 'Tiêu đề tiếng Việt', width: 40, value: (r) => r.vi?.subject ?? null },
  { title: 'Nội dung tiếng Việt', width: 80, value: (r) => r.vi?.body || null },
  { title: 'Tiêu đề tiếng Anh', width: 40, value: (r) => r.en?.subject ?? null },
  { title: 'Nội dung tiếng Anh', width: 80, value: (r) => r.en?.body || null },
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
    sheet: 'Mẫu văn bản',
    query: fileQuery(z.object({ q: z.string().max(200).optional() })),
    columns: COLUMNS,
    async rows(_actor, { q = '' }) {
      const [templates, own] = await Promise.all([listTemplates(ctx.db), ownWordings(ctx.db)]);
      const summaries = spoken(templates, 'vi') as TemplateSummary[];
      const found = summaries.filter((t) => matches(`${t.name} ${t.key} ${t.purpose}`, q));
      return wholeRows(found.map((t) => withWording(t, own)));
    },
  });
}
