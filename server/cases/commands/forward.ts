import { letterGoesOut } from '../../knowledge/index.ts';
import { directory, resolveUnit } from '../../org/index.ts';
import { invalidField } from '../../platform/errors.ts';
import { forwardedText } from '../citizen-texts.ts';
import { reckon } from '../clock.ts';
import type { Command } from '../engine.ts';
import { tellFromCentre, textContext } from '../notify-citizen.ts';
import { dateTimePhrase } from '../when.ts';
import { openAssignment } from './leads.ts';

interface Form {
  unitId: number;
  unitCode: string;
  unitName: string;
  coIds: number[];
  coCodes: string[];
  note: string | null;
}

/** Gives the case to its lead unit and the co-ordinating ones. A routing role becomes the real unit of the place. */
export const forward: Command<Form> = {
  async resolve(ctx, form, before) {
    const d = await directory(ctx.db);
    const now = ctx.clock.now();
    const find = async (code: string, path: string) => {
      const named = d.unitByCode(code, now);
      if (!named)
        throw invalidField(path, {
          vi: `Không có đơn vị mã “${code}” đang hoạt động.`,
          en: `There is no active unit with the code “${code}”.`,
        });
      const real = await resolveUnit(ctx.db, named, before.row.area_id, now);
      if (!real)
        throw invalidField(path, {
          vi: `“${named.name}” phụ thuộc địa bàn: hãy ghi địa bàn của phiếu hoặc chọn đơn vị cụ thể.`,
          en: `“${named.name}” depends on the area: set the area of the case or choose a particular unit.`,
        });
      if (real.id === before.row.about_unit_id)
        throw invalidField(path, {
          vi: 'Không chuyển phản ánh cho chính đơn vị bị phản ánh.',
          en: 'Do not forward a report to the very unit that it is about.',
        });
      return real;
    };
    const lead = await find(String(form.leadUnit), 'leadUnit');
    const co = await Promise.all((form.coUnits as string[]).map((code, i) => find(code, `coUnits.${i}`)));
    if (co.some((u) => u.id === lead.id))
      throw invalidField('coUnits', {
        vi: 'Đơn vị chủ trì không thể đồng thời là đơn vị phối hợp.',
        en: 'The lead unit cannot be a cooperating unit at the same time.',
      });
    const unique = [...new Map(co.map((u) => [u.id, u])).values()];
    return {
      unitId: lead.id,
      unitCode: lead.code,
      unitName: lead.name,
      coIds: unique.map((u) => u.id),
      coCodes: unique.map((u) => u.code),
      note: (form.note as string | undefined) ?? null,
    };
  },
  async run({ ctx, tx, actor, before, form, move }) {
    const { row } = before;
    const due = await reckon(tx.db, row, tx.now, { unitId: form.unitId });
    await openAssignment(tx, {
      caseId: row.id,
      unitId: form.unitId,
      role: 'lead',
      level: move.level,
      assignedBy: actor.userId,
      note: form.note,
      dueAt: due.due_at,
    });
    for (const unitId of form.coIds) {
      await openAssignment(tx, {
        caseId: row.id,
        unitId,
        role: 'co',
        level: move.level,
        assignedBy: actor.userId,
        note: form.note,
        dueAt: due.due_at,
      });
    }
    if (await letterGoesOut(tx.db, 'citizen.forwarded')) {
      const until = due.due_at && dateTimePhrase(due.due_at);
      const text = await forwardedText(tx.db, textContext(ctx, row.code), form.unitName, until);
      await tellFromCentre(tx, row, 'case.forwarded', text);
    }
    return {
      event: 'forwarded',
      unitId: form.unitId,
      data: { leadUnit: form.unitCode, coUnits: form.coCodes, note: form.note },
      patch: {
        ...due,
        original_due_at: row.original_due_at ?? due.due_at,
        lead_unit_id: form.unitId,
        assignee_id: null,
      },
    };
  },
};
