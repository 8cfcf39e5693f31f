import type { Selectable } from 'kysely';
import type { CaseType, Urgency } from '../../contract/cases.ts';
import { directory } from '../org/index.ts';
import type { Cases, Db } from '../platform/db/index.ts';

/** What the deadline policies are chosen by. */
export async function labelsOf(
  db: Db,
  row: Pick<Selectable<Cases>, 'type' | 'urgency' | 'category_id'>,
): Promise<{ type: CaseType; urgency: Urgency; categoryCode: string | null }> {
  const d = await directory(db);
  return {
    type: row.type,
    urgency: row.urgency,
    categoryCode: row.category_id === null ? null : (d.categoryById(row.category_id)?.code ?? null),
  };
}

export function earlier(a: Date, b: Date | null): Date {
  return b && b < a ? b : a;
}

/** Late is fixed when the substance is finished and never recomputed; without a due date nothing is late. */
export function isLate(row: Pick<Selectable<Cases>, 'due_at'>, at: Date): boolean {
  return row.due_at !== null && at > row.due_at;
}
