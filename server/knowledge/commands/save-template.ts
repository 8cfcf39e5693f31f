import type { TemplateLanguage } from '../../../contract/templates.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { storable } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { templateChanged } from '../events.ts';
import { definitionOf } from '../templates/catalogue.ts';
import type { Template } from '../templates/define.ts';
import { problemsOf, type WordingProblem } from '../templates/render.ts';
import { forgetWordings } from '../templates/wordings.ts';

export interface NewWording {
  key: string;
  language: TemplateLanguage;
  subject: string | null;
  body: string;
}

/** A wording with everything that is wrong with it. @throws AppError `not_found` */
export function lookOver(input: NewWording): {
  definition: Template;
  subject: string | null;
  body: string;
  problems: WordingProblem[];
} {
  const definition = definitionOf(input.key);
  if (!definition)
    throw new AppError('not_found', {
      detail: { vi: `Không có mẫu “${input.key}”.`, en: `There is no template “${input.key}”.` },
    });
  const subject = definition.vi.subject === undefined ? null : input.subject;
  const problems = problemsOf(definition.variables, { subject, body: input.body });
  if (definition.vi.subject !== undefined && !subject)
    problems.push({
      path: 'subject',
      code: 'missing_variable',
      message: { vi: 'Mẫu này cần tiêu đề.', en: 'This template needs a subject.' },
    });
  return { definition, subject: subject === null ? null : storable(subject), body: storable(input.body), problems };
}

/** The checked wording. @throws AppError `not_found`, `invalid` naming what is wrong in words */
export function checkWording(input: NewWording): { subject: string | null; body: string } {
  const { subject, body, problems } = lookOver(input);
  if (problems[0]) throw new AppError('invalid', { detail: problems[0].message, fields: problems });
  return { subject, body };
}

/**
 * Gives a template a new wording for one language. `base` is the version that was looked at.
 * @throws AppError `not_found` | `invalid` | `conflict` when somebody was faster
 */
export async function saveWording(ctx: Ctx, actor: Actor, input: NewWording & { base: number }): Promise<void> {
  const { subject, body } = checkWording(input);
  await transact(ctx, async (tx) => {
    await mustExist(tx, input.key);
    const last = await lastVersion(tx, input.key, input.language);
    if (last !== input.base)
      throw new AppError('conflict', {
        detail: {
          vi: 'Người khác vừa sửa mẫu này. Tải lại để xem bản mới nhất rồi sửa tiếp.',
          en: 'Somebody else has just changed this template. Load it again to see the latest, then go on.',
        },
      });
    await addVersion(tx, actor, { ...input, subject, body, version: last + 1 });
  });
  forgetWordings(ctx.db);
}

/** Back to the wording of the release; what was written stays among the versions. Nothing to do = nothing done. */
export async function resetWording(ctx: Ctx, actor: Actor, key: string, language: TemplateLanguage): Promise<void> {
  if (!definitionOf(key)?.vi.body)
    throw new AppError('not_now', {
      detail: {
        vi: 'Mẫu tự thêm không có bản gốc để trở về.',
        en: 'A template that was added has no original to go back to.',
      },
    });
  await transact(ctx, async (tx) => {
    const last = await lastVersion(tx, key, language);
    if (last === 0) return;
    await addVersion(tx, actor, { key, language, subject: null, body: null, version: last + 1 });
  });
  forgetWordings(ctx.db);
}

/** The newest version of a wording; 0 = none. Whoever comes second waits at the lock. */
async function lastVersion(tx: Tx, key: string, language: TemplateLanguage): Promise<number> {
  const row = await tx.db
    .selectFrom('template_versions')
    .select('version')
    .where('key', '=', key)
    .where('language', '=', language)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row?.version ?? 0;
}

export async function addVersion(
  tx: Tx,
  actor: Actor,
  v: { key: string; language: TemplateLanguage; subject: string | null; body: string | null; version: number },
): Promise<void> {
  const added = await tx.db
    .insertInto('template_versions')
    .values({
      key: v.key,
      language: v.language,
      version: v.version,
      subject: v.subject,
      body: v.body,
      created_by: actor.userId,
      created_at: tx.now,
    })
    .onConflict((c) => c.columns(['key', 'language', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added)
    throw new AppError('conflict', {
      detail: {
        vi: 'Người khác vừa sửa mẫu này. Tải lại rồi sửa tiếp.',
        en: 'Somebody else has just changed this template. Load it again, then go on.',
      },
    });
  recordChange(tx, actor, v.key, v.language, v.version);
}

export function recordChange(
  tx: Tx,
  actor: Actor,
  key: string,
  language: TemplateLanguage | null,
  version: number | null,
  enabled?: boolean,
): void {
  tx.record({
    type: templateChanged.type,
    actor,
    subject: { type: 'template', id: key },
    data: { key, language, version, ...(enabled === undefined ? {} : { enabled }) },
    audience: { to: ['admin'] },
  });
}

/** An own template must have been added before it gets a wording. */
async function mustExist(tx: Tx, key: string): Promise<void> {
  if (definitionOf(key)?.vi.body) return;
  const row = await tx.db.selectFrom('reply_templates').select('id').where('key', '=', key).executeTakeFirst();
  if (!row)
    throw new AppError('not_found', { detail: { vi: `Không có mẫu “${key}”.`, en: `There is no template “${key}”.` } });
}
