/** What is added to a case without moving it. */
import type { Selectable } from 'kysely';
import type { CaseType, Urgency } from '../../../contract/cases.ts';
import { directory } from '../../org/index.ts';
import type { Tx } from '../../platform/context.ts';
import type { Cases } from '../../platform/db/index.ts';
import { invalidField } from '../../platform/errors.ts';
import { claimFiles } from '../claim-files.ts';
import { reckon } from '../clock.ts';
import type { Command } from '../engine.ts';

/** A note among those who see the case; `attachments` are files put up for it, or on the case already. */
export const note: Command<{ text: string; attachments: string[] }> = {
  async resolve(_ctx, form) {
    return { text: String(form.text), attachments: [...new Set((form.attachments as string[] | undefined) ?? [])] };
  },
  async run({ tx, actor, before, form }) {
    await claimFiles(tx, actor, before.row.id, form.attachments);
    return {
      event: 'noted',
      data: { text: form.text, ...(form.attachments.length > 0 ? { files: form.attachments } : {}) },
    };
  },
};

/** Files were attached (they are stored and linked before). */
export const attach: Command<{ names: string[] }> = {
  async run({ form }) {
    return { event: 'attached', data: { names: form.names } };
  },
};

interface RelabelForm {
  type: CaseType;
  urgency: Urgency;
  categoryId: number | null;
  categoryCode: string | null;
  areaId: number | null;
  changes: Record<string, [string | null, string | null]>;
  reason: string;
}

/** Type, category, area or urgency put right; the due date is reckoned anew from the same start, with the reason on record. */
export const relabel: Command<RelabelForm> = {
  async resolve(ctx, form, before) {
    const { row } = before;
    const d = await directory(ctx.db);
    const now = ctx.clock.now();
    const category =
      form.category === undefined
        ? row.category_id === null
          ? null
          : d.categoryById(row.category_id)
        : d.categoryByCode(String(form.category), now);
    if (form.category !== undefined && !category)
      throw invalidField('category', { vi: 'Không có lĩnh vực này.', en: 'There is no such category.' });
    const area =
      form.area === undefined
        ? row.area_id === null
          ? null
          : d.areaById(row.area_id)
        : d.areaByCode(String(form.area), now);
    if (form.area !== undefined && !area)
      throw invalidField('area', { vi: 'Không có địa bàn này.', en: 'There is no such area.' });
    const type = (form.type as CaseType | undefined) ?? row.type;
    const urgency = (form.urgency as Urgency | undefined) ?? row.urgency;
    if (row.about_unit_id !== null && type !== 'conduct_report')
      throw invalidField('type', {
        vi: 'Phản ánh về hành vi công chức không đổi sang loại khác được.',
        en: 'A report about the conduct of an official cannot become another kind.',
      });
    const changes: RelabelForm['changes'] = {};
    const compare = (name: string, from: string | null, to: string | null) => {
      if (from !== to) changes[name] = [from, to];
    };
    compare('type', row.type, type);
    compare('urgency', row.urgency, urgency);
    compare(
      'category',
      row.category_id === null ? null : (d.categoryById(row.category_id)?.code ?? null),
      category?.code ?? null,
    );
    compare('area', row.area_id === null ? null : (d.areaById(row.area_id)?.code ?? null), area?.code ?? null);
    if (Object.keys(changes).length === 0)
      throw invalidField('reason', { vi: 'Chưa có thay đổi nào để lưu.', en: 'There is no change to save.' });
    return {
      type,
      urgency,
      categoryId: category?.id ?? null,
      categoryCode: category?.code ?? null,
      areaId: area?.id ?? null,
      changes,
      reason: String(form.reason),
    };
  },
  async run({ tx, before, form }) {
    const { row } = before;
    const recompute = form.changes.type || form.changes.urgency || form.changes.category;
    const due = recompute ? await promiseAnew(tx, row, form) : null;
    return {
      event: 'relabelled',
      data: { changes: form.changes, reason: form.reason },
      patch: {
        type: form.type,
        urgency: form.urgency,
        category_id: form.categoryId,
        area_id: form.areaId,
        ...(form.type === 'conduct_report' ? { sealed: true } : {}),
        ...(due ?? {}),
      },
    };
  },
};

/** Another kind of case is another promise: a granted date and what was announced belonged to the old one. */
async function promiseAnew(tx: Tx, row: Selectable<Cases>, { type, urgency, categoryCode }: RelabelForm) {
  const labels = { type, urgency, categoryCode, policyId: null };
  const anew = await reckon(tx.db, row, tx.now, { ...labels, extension: null, warnedShare: 0, seriouslyLate: false });
  // The same date by another rule is no other promise: what was granted and announced stands.
  const promised = await reckon(tx.db, row, tx.now, { extension: null, explain: false });
  if (anew.due_at.getTime() === promised.due_at.getTime()) return reckon(tx.db, row, tx.now, labels);
  return { ...anew, extended_due_at: null, extended_at: null, extended_by: null };
}
