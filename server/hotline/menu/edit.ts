import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { ADMINISTRATION, hotlineEdited } from '../admin/events.ts';
import { dialRules } from '../outbound/dial-rules.ts';
import { faultsOf, type KnownThings, type MenuGraph, menuGraph } from './graph.ts';
import { hotlineMenu } from './published.ts';
import { forbiddenTransfers } from './transfers.ts';

const lockedDraft = (tx: Tx) =>
  tx.db.selectFrom('hotline_menus').selectAll().where('version', 'is', null).forUpdate().executeTakeFirst();

const changedMeanwhile = () =>
  new AppError('conflict', {
    detail: {
      vi: 'Người khác vừa sửa bản nháp này. Hãy tải lại để xem bản mới nhất.',
      en: 'Somebody else has just changed this draft. Load it again to see the latest.',
    },
  });

/** Keeps a draft. @throws AppError `conflict` when it is not the one that was seen */
export async function saveDraft(
  ctx: Ctx,
  actor: Actor,
  input: { graph: MenuGraph; revision: number | null },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const graph = JSON.stringify(input.graph);
    const written = { graph, edited_by: actor.userId, edited_at: tx.now };
    const draft = await lockedDraft(tx);
    if ((draft?.revision ?? null) !== input.revision) throw changedMeanwhile();
    if (draft) {
      const next = { ...written, revision: draft.revision + 1 };
      await tx.db.updateTable('hotline_menus').set(next).where('id', '=', draft.id).execute();
      return;
    }
    const { version } = await hotlineMenu(tx.db);
    const begun = await tx.db
      .insertInto('hotline_menus')
      .values({ ...written, based_on: version })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!begun) throw changedMeanwhile();
    tx.record({
      type: hotlineEdited.type,
      actor,
      data: { what: 'draft', which: String(version), how: 'added' },
      audience: ADMINISTRATION,
    });
  });
}

/** Throws the draft away; harmless when there is none. */
export async function discardDraft(ctx: Ctx, actor: Actor): Promise<void> {
  await transact(ctx, async (tx) => {
    const gone = await tx.db
      .deleteFrom('hotline_menus')
      .where('version', 'is', null)
      .returning('based_on')
      .executeTakeFirst();
    if (!gone) return;
    const data = { what: 'draft' as const, which: String(gone.based_on ?? 0), how: 'discarded' as const };
    tx.record({ type: hotlineEdited.type, actor, data, audience: ADMINISTRATION });
  });
}

/**
 * Puts the draft in force for calls that come from now on.
 * @throws AppError `conflict` when it is not the one that was seen, `invalid` with the faults in words
 */
export async function publishDraft(
  ctx: Ctx,
  actor: Actor,
  input: { revision: number; note: string },
  known: KnownThings,
): Promise<void> {
  await transact(ctx, async (tx) => {
    const draft = await lockedDraft(tx);
    if (draft?.revision !== input.revision) throw changedMeanwhile();
    const graph = menuGraph.parse(draft.graph);
    const faults = [...faultsOf(graph, known), ...forbiddenTransfers(graph, await dialRules(tx.db))];
    if (faults[0])
      throw new AppError('invalid', {
        detail: faults[0].message,
        fields: faults.map(({ node, message }) => ({ path: `graph.nodes.${node}`, message, code: 'menu_fault' })),
      });
    const last = await tx.db
      .selectFrom('hotline_menus')
      .select((e) => e.fn.max('version').as('version'))
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    const published = { version, note: input.note, published_by: actor.userId, published_at: tx.now };
    await tx.db.updateTable('hotline_menus').set(published).where('id', '=', draft.id).execute();
    const data = { what: 'menu' as const, which: String(version), how: 'published' as const };
    tx.record({ type: hotlineEdited.type, actor, data, audience: ADMINISTRATION });
  });
}
