import type { Policy, PolicyStage } from '../../../contract/policies.ts';
import type { Dictionary } from '../../i18n/index.ts';

/** “5 ngày”, “4 giờ”, “3 giờ liên tục”, “50 %”: short enough for a cell. */
export function amountText({ amount, unit }: Pick<Policy, 'amount' | 'unit'>, t: Dictionary): string {
  const words = t.policies.amount;
  if (unit === 'working_days') return words.days(amount);
  if (unit === 'percent') return words.percent(amount);
  const time = amount % 60 === 0 ? words.hours(amount / 60) : words.minutes(amount);
  return unit === 'clock_minutes' ? `${time} ${words.clock}` : time;
}

/** For which cases a rule is. */
export function whomText(
  { type, urgency, category }: Pick<Policy, 'type' | 'urgency' | 'category'>,
  t: Dictionary,
): string {
  return [
    type === null ? t.policies.everyType : t.type[type],
    urgency === null ? t.policies.everyUrgency : t.urgency[urgency],
    ...(category ? [category.name] : []),
  ].join(' · ');
}

export interface TableRow {
  type: Policy['type'] & string;
  /** The urgencies for which all rules are the same; null = all of them. */
  urgencies: (Policy['urgency'] & string)[] | null;
  cells: ReadonlyMap<PolicyStage, Policy | undefined>;
}

type Cells = {
  type: TableRow['type'];
  urgency: Policy['urgency'] & string;
  cells: { stage: PolicyStage; policy: number | null }[];
};

/** One row per type where every urgency has the same rules, otherwise one per group of equal urgencies. */
export function tableRows(table: readonly Cells[], items: readonly Policy[]): TableRow[] {
  const byId = new Map(items.map((p) => [p.id, p]));
  const rows: TableRow[] = [];
  for (const [type, lines] of Map.groupBy(table, (line) => line.type)) {
    const groups = Map.groupBy(lines, (line) => line.cells.map((c) => c.policy).join());
    for (const group of groups.values()) {
      const first = group[0];
      if (!first) continue;
      rows.push({
        type,
        urgencies: groups.size === 1 ? null : group.map((line) => line.urgency),
        cells: new Map(first.cells.map((c) => [c.stage, c.policy === null ? undefined : byId.get(c.policy)])),
      });
    }
  }
  return rows;
}
