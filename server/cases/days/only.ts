/** The filter `only` of a list: what is asked of the reader, or what went wrong. */
import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { ASKS, type Ask, type Only, type Trouble } from '../../../contract/day-words.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { askOf, concerns } from './asks.ts';
import { troubleCondition } from './troubles.ts';

const isAsk = (only: Only): only is Ask => ASKS.some((ask) => ask === only);

/** Over a row of `cases` under the alias `c`. */
export function onlyCondition(only: Only, actor: Actor, now: Date): RawBuilder<SqlBool> {
  if (!isAsk(only)) return troubleCondition(only satisfies Trouble, now);
  return sql<SqlBool>`(${concerns(actor)} and ${askOf(actor, now)} = ${only})`;
}
