/** Which columns a person wants in which list. */
import type { z } from 'zod';
import type { arrangeList, ListColumn } from '../../contract/case-lists.ts';
import type { CaseListView } from '../../contract/cases.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { transact } from '../platform/transact.ts';

type Body = z.output<NonNullable<(typeof arrangeList)['body']>>;

export interface Layouts {
  views: { [view in CaseListView]?: ListColumn[] };
  saved: Map<number, ListColumn[]>;
}

/** A list always has the title, and each column once. */
export function withTitle(columns: readonly ListColumn[]): ListColumn[] {
  return [...new Set<ListColumn>(columns.includes('title') ? columns : [...columns, 'title'])];
}

/** What the actor has chosen, per list of the product and per saved list. */
export async function layoutsOf(db: Db, actor: Actor): Promise<Layouts> {
  const rows = await db
    .selectFrom('list_layouts')
    .select(['view', 'saved_view_id', 'columns'])
    .where('user_id', '=', actor.userId ?? 0)
    .execute();
  const views = rows.flatMap((row) => (row.view === null ? [] : [[row.view, row.columns as ListColumn[]] as const]));
  return {
    views: Object.fromEntries(views),
    saved: new Map(
      rows.flatMap((row) => (row.saved_view_id === null ? [] : [[row.saved_view_id, row.columns as ListColumn[]]])),
    ),
  };
}

/** Keeps the actor's columns for one list, or forgets them. Whether a saved list is his to see is asked before. */
export async function arrange(ctx: Ctx, actor: Actor, body: Body): Promise<void> {
  const list = { user_id: actor.userId ?? 0, view: body.view ?? null, saved_view_id: body.saved ?? null };
  const columns = body.columns && withTitle(body.columns);
  await transact(ctx, async ({ db, now }) => {
    if (columns === null)
      return db
        .deleteFrom('list_layouts')
        .where('user_id', '=', list.user_id)
        .where('view', 'is not distinct from', list.view)
        .where('saved_view_id', 'is not distinct from', list.saved_view_id)
        .execute();
    return db
      .insertInto('list_layouts')
      .values({ ...list, columns, updated_at: now })
      .onConflict((c) => c.columns(['user_id', 'view', 'saved_view_id']).doUpdateSet({ columns, updated_at: now }))
      .execute();
  });
}
