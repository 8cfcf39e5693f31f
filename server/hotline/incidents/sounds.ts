/**
 * What incidents say on the telephone. A sweep finds words that have no voice yet and voices that nobody needs any more,
 * also after the server stood still. Callers hear a sound only while its text is what the incident says
 * (`announced.ts`), so an end or a change silences it at once, whether or not the sweep has come by.
 */
import { sql } from 'kysely';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { type SweepClock, startSweep } from '../../platform/sweep-clock.ts';
import { transact } from '../../platform/transact.ts';
import { usedPrompts } from '../prompts/catalogue.ts';
import { keepSound, nameSound } from '../prompts/edit.ts';
import { speak } from '../prompts/make-sound.ts';
import { soundProgram } from '../prompts/programs.ts';
import { syncPrompts } from '../prompts/sync.ts';

/** Real milliseconds between two looks: what is declared is heard after about this. */
const LOOK = 2_000;

export function startIncidentSounds(ctx: Ctx): SweepClock {
  const failed = 'the words of incidents could not be looked through';
  return startSweep(ctx, { everyMs: LOOK, look: () => sweepSounds(ctx), failed, atOnce: true });
}

/** Speaks what is to be said and was not tried yet, takes away what is over. Returns how many there were. */
export async function sweepSounds(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select i.id from incidents i left join incident_sounds s on s.incident_id = i.id
    where i.ended_at is null and i.spoken is distinct from s.text
    union all select s.incident_id from incident_sounds s join incidents i on i.id = s.incident_id
    where i.ended_at is not null`.execute(ctx.db);
  for (const { id } of rows)
    await bringSound(ctx, id).catch((err) => ctx.log.error({ err, incident: id }, 'the sound of an incident'));
  return rows.length;
}

/** Speaks what the incident says now, or takes its sound away. What cannot be spoken is written down with the reason. */
export async function bringSound(ctx: Ctx, incidentId: number, find = soundProgram): Promise<void> {
  const row = await ctx.db
    .selectFrom('incidents as i')
    .leftJoin('incident_sounds as s', 's.incident_id', 'i.id')
    .select(['i.spoken', 'i.ended_at', 's.text', 's.prompt'])
    .where('i.id', '=', incidentId)
    .executeTakeFirst();
  if (!row) return;
  const wanted = row.ended_at === null ? row.spoken : null;
  if (wanted === null) {
    if (row.text !== null) await transact(ctx, (tx) => takeAway(tx, incidentId));
  } else if (row.text !== wanted || row.prompt === null) {
    await make(ctx, incidentId, wanted, find);
  }
  await syncPrompts(ctx);
}

async function make(ctx: Ctx, incidentId: number, text: string, find: typeof soundProgram): Promise<void> {
  const prompt = `incident-${incidentId}`;
  const made = await speak(text, find).then(
    (sound) => keepSound(ctx, sound),
    (error: unknown): Said => {
      ctx.log.error({ err: error, incident: incidentId }, 'the words of an incident could not be spoken');
      return error instanceof AppError ? error.said : UNKNOWN;
    },
  );
  await transact(ctx, async (tx) => {
    // Speaking takes a second or two: what was changed or ended meanwhile has a job of its own.
    const now = await tx.db
      .selectFrom('incidents')
      .select(['spoken', 'ended_at'])
      .where('id', '=', incidentId)
      .forUpdate()
      .executeTakeFirst();
    if (now?.spoken !== text || now.ended_at !== null) return;
    if ('vi' in made) {
      await takeAway(tx, incidentId);
      await tx.db
        .insertInto('incident_sounds')
        .values({ incident_id: incidentId, text, prompt: null, trouble: JSON.stringify(made), tried_at: tx.now })
        .execute();
      return;
    }
    // Titles belong to those who may see the case; what is said aloud is everybody's.
    const title = keepSaid({ vi: `Sự cố chung ${incidentId}`, en: `Incident ${incidentId}` });
    const sound = { title, text, ...(await nameSound(tx, made)), source: 'machine' as const, file_name: null };
    const kept = { ...sound, own: true, changed_by: null, changed_at: tx.now };
    await tx.db
      .insertInto('hotline_prompts')
      .values({ name: prompt, ...kept })
      .onConflict((c) => c.column('name').doUpdateSet(kept))
      .execute();
    const row = { text, prompt, trouble: null, tried_at: tx.now };
    await tx.db
      .insertInto('incident_sounds')
      .values({ incident_id: incidentId, ...row })
      .onConflict((c) => c.column('incident_id').doUpdateSet(row))
      .execute();
  });
}

const UNKNOWN: Said = {
  vi: 'Máy chủ chưa đọc được lời này. Hãy thử lại; nếu vẫn không được, báo quản trị.',
  en: 'The server could not speak these words. Try again; if it still fails, tell the administrator.',
};

async function takeAway(tx: Tx, incidentId: number): Promise<void> {
  await tx.db.deleteFrom('incident_sounds').where('incident_id', '=', incidentId).execute();
  const prompt = `incident-${incidentId}`;
  // Administration may have put the same sound elsewhere by hand: then it stays, and can be removed there.
  if ((await usedPrompts(tx.db)).has(prompt)) return;
  await tx.db.deleteFrom('hotline_prompts').where('name', '=', prompt).execute();
}
