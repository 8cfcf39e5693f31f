import { type Citizen, listCitizens } from '../../../contract/citizens.ts';
import { citizenIds } from '../../citizens/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { hiddenCitizens, presentCitizens } from '../present-citizens.ts';

const query = fileQuery(listCitizens.query);

const values = (one: Citizen, kind: Citizen['identities'][number]['kind']) =>
  one.identities.flatMap((i) => (i.kind === kind ? [i.value] : [])).join('; ') || null;

const COLUMNS: readonly ExportColumn<Citizen>[] = [
  { title: 'Họ tên', width: 28, value: (r) => r.name },
  { title: 'Đối tượng', width: 16, value: (r) => (r.kind === 'business' ? 'Tổ chức, doanh nghiệp' : 'Cá nhân') },
  { title: 'Số điện thoại', width: 18, value: (r) => values(r, 'phone') },
  { title: 'Email', width: 28, value: (r) => values(r, 'email') },
  { title: 'Số phiếu', width: 10, value: (r) => r.cases },
  { title: 'Phiếu đang mở', width: 14, value: (r) => r.openCases },
  { title: 'Số hội thoại', width: 12, value: (r) => r.conversations },
  { title: 'Liên hệ gần nhất', width: 17, value: (r) => cellTime(r.lastSeenAt) },
];

/** The list of citizens as a file, with what its reader may count of their history. */
export function citizenExport(ctx: Ctx) {
  return defineExport({
    of: 'citizens',
    summary: 'Citizens as CSV or Excel, whole',
    tag: 'citizens',
    sheet: 'Người dân',
    query,
    columns: COLUMNS,
    async rows(actor, { q }) {
      const ids = await citizenIds(ctx.db, q || undefined, hiddenCitizens(actor));
      return rowsByKey(ids, (some) => presentCitizens(ctx.db, actor, some));
    },
  });
}
