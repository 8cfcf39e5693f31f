import { type MailWish, NOTICE_KINDS, type NoticeKind, type NoticePreferences } from '../../contract/notices.ts';
import { CATALOGUE, type TemplateKey } from '../knowledge/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import type { SpokenLanguage } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { DEFAULT_DIGEST_HOURS, KINDS } from './kinds.ts';
import type { MailDoor } from './mail-door.ts';
import { kindsFor } from './rules.ts';

export interface Wishes {
  of(kind: NoticeKind): { desk: boolean; mail: MailWish };
  digestHours: readonly number[];
}

/** How a person wants to be told, with the defaults for what he left open. */
export async function wishesOf(db: Db, userId: number): Promise<Wishes> {
  const rows = await db.selectFrom('notice_preferences').selectAll().where('user_id', '=', userId).execute();
  const settings = await db
    .selectFrom('notice_settings')
    .select('digest_hours')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  const chosen = new Map(rows.map((r) => [r.kind, { desk: r.on_desk, mail: r.mail }]));
  return {
    of: (kind) => chosen.get(kind) ?? { desk: !KINDS[kind].offDesk, mail: KINDS[kind].mail },
    digestHours: settings?.digest_hours ?? DEFAULT_DIGEST_HOURS,
  };
}

/** The kinds that the person's roles can bring, each with what he wants. */
export async function preferencesOf(
  ctx: Ctx,
  door: MailDoor,
  actor: Actor,
  language: SpokenLanguage,
): Promise<NoticePreferences> {
  const userId = actor.userId ?? 0;
  const wishes = await wishesOf(ctx.db, userId);
  const kinds = kindsFor(new Set(actor.roles.map((r) => r.role)));
  const user = await ctx.db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirst();
  return {
    kinds: NOTICE_KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
      kind,
      group: KINDS[kind].group,
      name: CATALOGUE[`notice.${kind}` as TemplateKey].name[language],
      ...wishes.of(kind),
    })),
    digestHours: [...wishes.digestHours],
    email: user?.email ?? null,
    mailReady: (await door.domain(ctx)) !== null,
  };
}

export interface PreferenceChange {
  kinds: readonly { kind: NoticeKind; desk: boolean; mail: MailWish }[];
  digestHours?: number[] | undefined;
}

/** Changes what is named and leaves the rest. Mail that is already due goes out as it was wished then. */
export async function setPreferences(ctx: Ctx, actor: Actor, change: PreferenceChange): Promise<void> {
  const userId = actor.userId ?? 0;
  await transact(ctx, async (tx) => {
    for (const { kind, desk, mail } of change.kinds) {
      await tx.db
        .insertInto('notice_preferences')
        .values({ user_id: userId, kind, on_desk: desk, mail })
        .onConflict((c) => c.columns(['user_id', 'kind']).doUpdateSet({ on_desk: desk, mail }))
        .execute();
    }
    if (!change.digestHours) return;
    const digest_hours = [...new Set(change.digestHours)].sort((a, b) => a - b);
    await tx.db
      .insertInto('notice_settings')
      .values({ user_id: userId, digest_hours, updated_at: tx.now })
      .onConflict((c) => c.column('user_id').doUpdateSet({ digest_hours, updated_at: tx.now }))
      .execute();
  });
}
