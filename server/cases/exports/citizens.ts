import { type Citizen, listCitizens } from '../../../contract/citizens.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import { citizenIds } from '../../citizens/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { bothWords } from '../../platform/said.ts';
import { hiddenCitizens, presentCitizens } from '../present-citizens.ts';

const query = fileQuery(listCitizens.query);

const values = (one: Citizen, kind: Citizen['identities'][number]['kind']) =>
  one.identities.flatMap((i) => (i.kind === kind ? [i.value] : [])).join('; ') || null;

const KIND = bothWords(vi.CITIZEN_KIND, en.CITIZEN_KIND);

const COLUMNS: readonly ExportColumn<Citizen>[] = [
  { title: { vi: 'Họ tên', en: 'Name' }, width: 28, value: (r) => r.name },
  { title: { vi: 'Đối tượng', en: 'Person or business' }, width: 16, value: (r) => KIND[r.kind] },
  { title: { vi: 'Số điện thoại', en: 'Phone number' }, width: 18, value: (r) => values(r, 'phone') },
  { title: { vi: 'Email', en: 'E-mail' }, width: 28, value: (r) => values(r, 'email') },
  { title: { vi: 'Số phiếu', en: 'Cases' }, width: 10, value: (r) => r.cases },
  { title: { vi: 'Phiếu đang mở', en: 'Open cases' }, width: 14, value: (r) => r.openCases },
  { title: { vi: 'Số hội thoại', en: 'Conversations' }, width: 12, value: (r) => r.conversations },
  { title: { vi: 'Liên hệ gần nhất', en: 'Last contact' }, width: 17, value: (r) => cellTime(r.lastSeenAt) },
];

/** The list of citizens as a file, with what its reader may count of their history. */
export function citizenExport(ctx: Ctx) {
  return defineExport({
    of: 'citizens',
    summary: 'Citizens as CSV or Excel, whole',
    tag: 'citizens',
    sheet: { vi: 'Người dân', en: 'Citizens' },
    query,
    columns: COLUMNS,
    async rows(actor, { q }) {
      const ids = await citizenIds(ctx.db, q || undefined, hiddenCitizens(actor));
      return rowsByKey(ids, (some) => presentCitizens(ctx.db, actor, some));
    },
  });
}
