/** What a leader of the province looks at first, each as a condition that figures and lists share. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { MANY_REPORTS, type Trouble } from '../../../contract/day-words.ts';
import { DAY_MS, missedBetween, seriouslyLate } from '../late.ts';

const OPEN = sql<SqlBool>`c.closed_at is null`;
/** From the second return on it is a dispute that a leader decides. */
const BOUNCED = 2;

/** How many reports a case stands for: itself and those merged into it. */
export const reportsIn: RawBuilder<number> = sql<number>`(1 + (select count(*) from cases m where m.parent_id = c.id))::int`;

/** Over a row of `cases` under the alias `c`. */
export function troubleCondition(trouble: Trouble, now: Date): RawBuilder<SqlBool> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  switch (trouble) {
    case 'to_province':
      return sql`(${OPEN} and c.turn = 'province_leader')`;
    case 'seriously_late':
      return seriouslyLate;
    case 'bounced':
      return sql`(${OPEN} and c.return_count >= ${BOUNCED})`;
    case 'reopened':
      return sql`(${OPEN} and c.reopen_count > 0)`;
    case 'conduct':
      return sql`(${OPEN} and c.type = 'conduct_report')`;
    case 'many_reports':
      return sql`(${OPEN} and c.id in (select m.parent_id from cases m where m.parent_id is not null
        group by m.parent_id having count(*) >= ${MANY_REPORTS - 1}))`;
    case 'missed_week':
      return missedBetween(ago(7), now);
    case 'missed_before':
      return missedBetween(ago(14), ago(7));
  }
}
