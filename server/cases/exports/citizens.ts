import { type Citizen, listCitizens } from '../../../contract/citizens.ts';
import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import { citizenIds } from '../../citizens/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { hiddenCitizens, presentCitizens } from '../present-citizens.ts';

const query = listCitizens.query?.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];

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
export function citizenExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.citizens,
    access: 'citizen.export',
    summary: 'Citizens as CSV or Excel, whole',
    tag: 'citizens',
    list: 'citizens',
    sheet: 'Người dân',
    file: 'nguoi-dan-1022',
    query: query as never,
    async plan(actor, { q }) {
      const ids = await citizenIds(ctx.db, q || undefined, hiddenCitizens(actor));
      return {
        count: ids.length,
        columns: COLUMNS,
        batches: inBatches(ids, COLUMNS, (some) => presentCitizens(ctx.db, actor, some)),
      };
    },
  };
}
