/** What a person says of an incident, as columns; and where an incident cannot be. */
import type { Selectable } from 'kysely';
import { directory } from '../../org/index.ts';
import type { Tx } from '../../platform/context.ts';
import type { Cases } from '../../platform/db/index.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { ENDED } from '../workflow.ts';

export interface IncidentWords {
  title: string;
  told: string;
  spoken: string;
  category: string | null;
  areas: readonly string[];
  expectedEnd: string | null;
}

/** @throws AppError `invalid` for a code that does not exist */
export async function columnsOf(tx: Tx, words: IncidentWords) {
  const d = await directory(tx.db);
  const category = words.category === null ? null : d.categoryByCode(words.category, tx.now);
  if (words.category !== null && !category)
    throw invalidField('category', { vi: 'Không có lĩnh vực này.', en: 'There is no such category.' });
  const areaIds = words.areas.map((code) => {
    const area = d.areaByCode(code, tx.now);
    if (!area)
      throw invalidField('areas', {
        vi: `Không có địa bàn mã “${code}”.`,
        en: `There is no area with the code “${code}”.`,
      });
    return area.id;
  });
  return {
    areaIds: [...new Set(areaIds)].sort((a, b) => a - b),
    columns: {
      title: words.title,
      told: words.told,
      spoken: words.spoken || null,
      category_id: category?.id ?? null,
      expected_end: words.expectedEnd === null ? null : new Date(words.expectedEnd),
    },
  };
}

export async function writeAreas(tx: Tx, incidentId: number, areaIds: readonly number[]): Promise<void> {
  await tx.db.deleteFrom('incident_areas').where('incident_id', '=', incidentId).execute();
  if (areaIds.length === 0) return;
  await tx.db
    .insertInto('incident_areas')
    .values(areaIds.map((area_id) => ({ incident_id: incidentId, area_id })))
    .execute();
}

/**
 * Why a case cannot carry an incident; null when it can. What is sealed, or is about the people of a unit, is told to
 * nobody, least of all to every caller.
 */
export function whyNot(row: Pick<Selectable<Cases>, 'sealed' | 'type' | 'about_unit_id' | 'status'>): Said | null {
  if (row.sealed || row.type === 'conduct_report' || row.about_unit_id !== null)
    return {
      vi: 'Phiếu niêm phong hoặc phản ánh hành vi công chức không được công bố thành sự cố chung.',
      en: 'A sealed case or a report about the conduct of an official cannot be declared an incident.',
    };
  if (row.status === 'merged')
    return {
      vi: 'Phiếu này đã gộp vào phiếu khác: hãy công bố từ phiếu gốc.',
      en: 'This case was merged into another one: declare the incident from the original.',
    };
  if (ENDED.includes(row.status))
    return {
      vi: 'Phiếu này đã kết thúc nên không công bố thành sự cố chung được.',
      en: 'This case has ended, so it cannot be declared an incident.',
    };
  return null;
}

/** It went out of somebody's hands: already over, with by whom as far as that matters. */
export function isOver(): AppError {
  return new AppError('not_now', {
    detail: {
      vi: 'Sự cố chung này đã kết thúc.',
      en: 'This incident is over.',
    },
    data: { refusal: 'incident_over' },
  });
}
