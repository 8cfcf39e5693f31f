import type { AnnouncementView } from '../../../contract/hotline-prompts.ts';
import { usersById } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said, SpokenLanguage } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { ADMINISTRATION, hotlineEdited } from '../admin/events.ts';
import { announcedIds } from '../menu/published.ts';
import { listPromptViews, releaseText } from './catalogue.ts';
import { addPrompt } from './edit.ts';

interface Period {
  enabled: boolean;
  startsAt: string | null;
  endsAt: string | null;
}

/** All announcements, those that callers hear now first. */
export async function listAnnouncementViews(ctx: Ctx, language: SpokenLanguage): Promise<AnnouncementView[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db.selectFrom('hotline_announcements').selectAll().orderBy('id', 'desc').execute();
  const prompts = new Map((await listPromptViews(ctx.db, language)).map((one) => [one.name, one]));
  const users = await usersById(ctx.db, [...new Set(rows.flatMap((row) => row.changed_by ?? []))]);
  const heard = new Set(await announcedIds(ctx.db, now));
  const views = rows.map((row) => {
    const by = users.get(row.changed_by ?? 0);
    return {
      id: String(row.id),
      prompt: row.prompt,
      title: prompts.get(row.prompt)?.title ?? row.prompt,
      text: prompts.get(row.prompt)?.text ?? '',
      enabled: row.enabled,
      startsAt: row.starts_at && isoLocal(row.starts_at),
      endsAt: row.ends_at && isoLocal(row.ends_at),
      now: heard.has(row.id),
      changedAt: isoLocal(row.changed_at),
      changedBy: by ? { code: by.username, name: by.displayName } : null,
    };
  });
  return views.sort((a, b) => Number(b.now) - Number(a.now));
}

function timesOf(period: Period) {
  const starts_at = period.startsAt === null ? null : new Date(period.startsAt);
  const ends_at = period.endsAt === null ? null : new Date(period.endsAt);
  if (starts_at && ends_at && ends_at <= starts_at) {
    const message: Said = { vi: 'Lúc kết thúc phải sau lúc bắt đầu.', en: 'The end must be after the beginning.' };
    throw new AppError('invalid', { detail: message, fields: [{ path: 'endsAt', message, code: 'order' }] });
  }
  return { enabled: period.enabled, starts_at, ends_at };
}

function note(tx: Tx, actor: Actor, id: number, how: 'added' | 'removed' | 'on' | 'off'): void {
  const data = { what: 'announcement' as const, which: String(id), how };
  tx.record({ type: hotlineEdited.type, actor, data, audience: ADMINISTRATION });
}

/**
 * Adds an announcement: of a new text, or of a prompt that is there. Returns its id.
 * @throws AppError `invalid` when it has neither text nor prompt, `unavailable` when the text cannot be spoken here
 */
export async function addAnnouncement(
  ctx: Ctx,
  actor: Actor,
  input: Period & { prompt?: string; title?: string; text?: string },
): Promise<number> {
  const times = timesOf(input);
  const prompt = input.prompt ?? (await spoken(ctx, actor, input));
  return transact(ctx, async (tx) => {
    const row = await tx.db.selectFrom('hotline_prompts').select('name').where('name', '=', prompt).executeTakeFirst();
    if (!row) {
      if (releaseText(prompt) === null)
        throw new AppError('not_found', { detail: { vi: 'Không có lời nhắc này.', en: 'There is no such prompt.' } });
      // The row that the announcement refers to; it says nothing that the release does not say.
      await tx.db
        .insertInto('hotline_prompts')
        .values({ name: prompt, source: 'machine', changed_by: actor.userId, changed_at: tx.now })
        .onConflict((c) => c.column('name').doNothing())
        .execute();
    }
    const { id } = await tx.db
      .insertInto('hotline_announcements')
      .values({ prompt, ...times, changed_by: actor.userId, changed_at: tx.now })
      .returning('id')
      .executeTakeFirstOrThrow();
    note(tx, actor, id, 'added');
    return id;
  });
}

async function spoken(ctx: Ctx, actor: Actor, input: { title?: string; text?: string }): Promise<string> {
  if (!input.text) {
    const message: Said = {
      vi: 'Hãy nhập lời thông báo, hoặc chọn một lời nhắc có sẵn.',
      en: 'Enter the words of the announcement, or choose a prompt.',
    };
    throw new AppError('invalid', { detail: message, fields: [{ path: 'text', message, code: 'required' }] });
  }
  return addPrompt(ctx, actor, { title: input.title ?? input.text.slice(0, 80), text: input.text });
}

/** Switches an announcement, or moves it in time. @throws AppError `not_found` */
export async function changeAnnouncement(ctx: Ctx, actor: Actor, id: number, period: Period): Promise<void> {
  const times = timesOf(period);
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('hotline_announcements')
      .set({ ...times, changed_by: actor.userId, changed_at: tx.now })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: 'Không có thông báo này.', en: 'There is no such announcement.' },
      });
    note(tx, actor, id, period.enabled ? 'on' : 'off');
  });
}

/** Takes it off the list; the prompt stays. @throws AppError `not_found` */
export async function removeAnnouncement(ctx: Ctx, actor: Actor, id: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db.deleteFrom('hotline_announcements').where('id', '=', id).returning('id').executeTakeFirst();
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: 'Không có thông báo này.', en: 'There is no such announcement.' },
      });
    note(tx, actor, id, 'removed');
  });
}
