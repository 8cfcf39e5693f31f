import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { FieldProblem } from '../../platform/errors.ts';
import { AppError } from '../../platform/errors.ts';
import { recordFiles } from '../../platform/files/index.ts';
import { randomToken } from '../../platform/ids.ts';
import { transact } from '../../platform/transact.ts';
import { ADMINISTRATION, hotlineEdited } from '../admin/events.ts';
import { INCIDENT_PROMPT, releaseText, usedPrompts } from './catalogue.ts';
import { type PromptSound, speak, takeIn } from './make-sound.ts';

type How = 'changed' | 'added' | 'removed' | 'studio' | 'machine';

function note(tx: Tx, actor: Actor, name: string, how: How): void {
  tx.record({ type: hotlineEdited.type, actor, data: { what: 'prompt', which: name, how }, audience: ADMINISTRATION });
}

/** Puts both rates into the file store and their rows into the table of files. Before the transaction that names them. */
export async function keepSound(ctx: Ctx, sound: PromptSound) {
  const [wide, narrow] = await Promise.all([
    ctx.files.put(sound.wide, sound.wide.length),
    ctx.files.put(sound.narrow, sound.narrow.length),
  ]);
  return { wide, narrow, seconds: sound.seconds };
}
type Kept = Awaited<ReturnType<typeof keepSound>>;

/** Notes the files of a sound in the transaction that names them; returns the columns of its prompt. */
export async function nameSound(tx: Tx, kept: Kept) {
  const sounds = [kept.wide, kept.narrow].map(({ sha256, size }) => ({ sha256, size, mediaType: 'audio/wav' }));
  await recordFiles(tx.db, sounds, tx.now);
  return { sha256: kept.wide.sha256, narrow_sha256: kept.narrow.sha256, seconds: kept.seconds };
}

/** @throws AppError `not_found` for a name that neither the release nor this installation has */
async function known(ctx: Ctx, prompt: string) {
  const row = await ctx.db.selectFrom('hotline_prompts').selectAll().where('name', '=', prompt).executeTakeFirst();
  const release = releaseText(prompt);
  if (!row && release === null)
    throw new AppError('not_found', { detail: { vi: 'Không có lời nhắc này.', en: 'There is no such prompt.' } });
  return { row: row ?? null, release };
}

/** Adds a prompt spoken by the machine; returns its name. @throws AppError `unavailable` without espeak-ng */
export async function addPrompt(ctx: Ctx, actor: Actor, input: { title: string; text: string }): Promise<string> {
  const kept = await keepSound(ctx, await speak(input.text));
  const prompt = `own-${randomToken(6)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '0')}`;
  await transact(ctx, async (tx) => {
    const sound = await nameSound(tx, kept);
    const row = { name: prompt, ...input, ...sound, source: 'machine' as const, own: true };
    await tx.db
      .insertInto('hotline_prompts')
      .values({ ...row, changed_by: actor.userId, changed_at: tx.now })
      .execute();
    note(tx, actor, prompt, 'added');
  });
  return prompt;
}

/** Changes what is said; the machine speaks it. The words of the release need no row: they come with each release. */
export async function changeText(ctx: Ctx, actor: Actor, prompt: string, text: string | null): Promise<void> {
  const { row, release } = await known(ctx, prompt);
  const wanted = text ?? release;
  if (wanted === null)
    throw new AppError('invalid', {
      detail: { vi: 'Lời nhắc tự thêm phải có nội dung.', en: 'A prompt that you add must have a text.' },
      fields: [field('text')],
    });
  if (row && INCIDENT_PROMPT.test(prompt))
    throw new AppError('not_now', {
      detail: {
        vi: 'Lời này là của một sự cố chung: hãy sửa ở trang Sự cố chung.',
        en: 'These words are those of an incident: change them on the page Incidents.',
      },
    });
  if (wanted === release && !row?.own) return backToRelease(ctx, actor, prompt);
  const kept = await keepSound(ctx, await speak(wanted));
  await put(ctx, actor, prompt, { text: wanted, source: 'machine', file_name: null }, kept, 'changed');
}

const field = (path: string): FieldProblem => ({
  path,
  message: { vi: 'Hãy nhập nội dung.', en: 'Enter the content.' },
  code: 'required',
});

/** Takes in a studio recording in place of the machine's voice. */
export async function useRecording(
  ctx: Ctx,
  actor: Actor,
  prompt: string,
  file: { bytes: Buffer; name: string },
): Promise<void> {
  const { row } = await known(ctx, prompt);
  const kept = await keepSound(ctx, await takeIn(file.bytes, file.name));
  const values = { text: row?.text ?? null, source: 'studio' as const, file_name: file.name.slice(0, 200) };
  await put(ctx, actor, prompt, values, kept, 'studio');
}

/** Back to the machine's voice, with the words that are entered. */
export async function useMachine(ctx: Ctx, actor: Actor, prompt: string): Promise<void> {
  const { row, release } = await known(ctx, prompt);
  if (row?.source !== 'studio') return;
  if (row.text === null || (row.text === release && !row.own)) return backToRelease(ctx, actor, prompt, 'machine');
  const kept = await keepSound(ctx, await speak(row.text));
  await put(ctx, actor, prompt, { text: row.text, source: 'machine', file_name: null }, kept, 'machine');
}

async function put(
  ctx: Ctx,
  actor: Actor,
  prompt: string,
  values: { text: string | null; source: 'machine' | 'studio'; file_name: string | null },
  kept: Kept,
  how: How,
): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = { ...values, ...(await nameSound(tx, kept)), changed_by: actor.userId, changed_at: tx.now };
    await tx.db
      .insertInto('hotline_prompts')
      .values({ name: prompt, ...row })
      .onConflict((c) => c.column('name').doUpdateSet(row))
      .execute();
    note(tx, actor, prompt, how);
  });
}

async function backToRelease(ctx: Ctx, actor: Actor, prompt: string, how: How = 'changed'): Promise<void> {
  await transact(ctx, async (tx) => {
    const gone = await tx.db
      .deleteFrom('hotline_prompts')
      .where('name', '=', prompt)
      .where('own', '=', false)
      .where((e) => e.not(e.exists(e.selectFrom('hotline_announcements').select('id').where('prompt', '=', prompt))))
      .returning('name')
      .executeTakeFirst();
    if (gone) return note(tx, actor, prompt, how);
    // An announcement names the row: it stays, with nothing of its own.
    const plain = { text: null, source: 'machine' as const, sha256: null, narrow_sha256: null, seconds: null };
    const kept = await tx.db
      .updateTable('hotline_prompts')
      .set({ ...plain, file_name: null, changed_by: actor.userId, changed_at: tx.now })
      .where('name', '=', prompt)
      .returning('name')
      .executeTakeFirst();
    if (kept) note(tx, actor, prompt, how);
  });
}

/** @throws AppError `not_now` while an announcement or a menu uses it, `not_found` for what was not added here */
export async function removePrompt(ctx: Ctx, actor: Actor, prompt: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .selectFrom('hotline_prompts')
      .select('own')
      .where('name', '=', prompt)
      .forUpdate()
      .executeTakeFirst();
    if (!row?.own)
      throw new AppError('not_found', {
        detail: { vi: 'Chỉ xóa được lời nhắc tự thêm.', en: 'Only prompts that were added can be deleted.' },
      });
    if ((await usedPrompts(tx.db)).has(prompt))
      throw new AppError('not_now', {
        detail: {
          vi: 'Lời nhắc đang được dùng trong kịch bản hoặc thông báo nên chưa xóa được.',
          en: 'The prompt is used in the call flow or an announcement, so it cannot be deleted.',
        },
      });
    await tx.db.deleteFrom('hotline_prompts').where('name', '=', prompt).execute();
    note(tx, actor, prompt, 'removed');
  });
}
