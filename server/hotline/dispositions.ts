/** What can come of a call: the words of administration, and whether a code is one of them. */
import type { CallDispositionView } from '../../contract/call-dispositions.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { invalidField } from '../platform/errors.ts';
import { fold } from '../platform/text.ts';
import { transact } from '../platform/transact.ts';
import { ADMINISTRATION, hotlineEdited } from './admin/events.ts';

export async function callDispositions(db: Db): Promise<CallDispositionView[]> {
  return db
    .selectFrom('call_dispositions')
    .select(['code', 'name', 'active'])
    .orderBy('sort')
    .orderBy('code')
    .execute();
}

/** @throws AppError `invalid` for a word that cannot be chosen, unless the call has it already */
export async function mustBeDisposition(db: Db, code: string | null | undefined, had: string | null): Promise<void> {
  if (code == null || code === had) return;
  const found = await db
    .selectFrom('call_dispositions')
    .select('code')
    .where('code', '=', code)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!found)
    throw invalidField('disposition', {
      vi: 'Không có kết quả này. Hãy chọn một kết quả trong danh sách.',
      en: 'There is no such result. Choose one of the list.',
    });
}

interface Wanted {
  code?: string | undefined;
  name: string;
  active: boolean;
}

/**
 * Replaces the list. Calls keep their word: one that is left out but stands with calls is switched off, not deleted.
 * @throws AppError `invalid` for a name that stands twice, an unknown code, or when nothing could be chosen any more
 */
export async function saveDispositions(ctx: Ctx, actor: Actor, wanted: readonly Wanted[]): Promise<void> {
  const names = wanted.map((one) => fold(one.name.trim()));
  const doubled = names.findIndex((name, index) => names.indexOf(name) < index);
  if (doubled >= 0)
    throw invalidField(`items.${doubled}.name`, {
      vi: 'Kết quả này đã có ở trên.',
      en: 'This result stands above already.',
    });
  if (!wanted.some((one) => one.active))
    throw invalidField('items', {
      vi: 'Cần ít nhất một kết quả được dùng.',
      en: 'At least one result must be in use.',
    });
  await transact(ctx, async (tx) => {
    const before = await tx.db.selectFrom('call_dispositions').selectAll().orderBy('code').forUpdate().execute();
    const known = new Set(before.map((one) => one.code));
    const strange = wanted.findIndex((one) => one.code !== undefined && !known.has(one.code));
    if (strange >= 0)
      throw invalidField(`items.${strange}.name`, {
        vi: 'Kết quả này vừa bị người khác xóa. Hãy tải lại trang.',
        en: 'Somebody has just removed this result. Reload the page.',
      });
    const kept = new Set(wanted.flatMap((one) => one.code ?? []));
    const rows = wanted.map(({ code, name, active }, index) => ({
      code: code ?? newCode(name, known),
      name: name.trim(),
      active,
      sort: (index + 1) * 10,
    }));
    for (const one of before.filter(({ code }) => !kept.has(code))) {
      const used = await tx.db
        .selectFrom('calls')
        .select('id')
        .where('disposition', '=', one.code)
        .limit(1)
        .executeTakeFirst();
      if (used) rows.push({ code: one.code, name: one.name, active: false, sort: (rows.length + 1) * 10 });
    }
    await tx.db.deleteFrom('call_dispositions').execute();
    await tx.db.insertInto('call_dispositions').values(rows).execute();
    tx.record({
      type: hotlineEdited.type,
      actor,
      data: { what: 'dispositions', which: String(rows.length), how: 'changed', fields: rows.map((one) => one.code) },
      audience: ADMINISTRATION,
    });
  });
}

/** A code from the words, for reports and other programs; it never changes, whatever the words become. */
function newCode(name: string, taken: Set<string>): string {
  const words = fold(name)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '');
  const base = `${words || 'ket_qua'}`.slice(0, 34).padEnd(2, '_');
  let code = base;
  for (let n = 2; taken.has(code); n += 1) code = `${base}_${n}`;
  taken.add(code);
  return code;
}
