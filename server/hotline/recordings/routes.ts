import type { FastifyInstance, FastifyReply } from 'fastify';
import { sql } from 'kysely';
import * as contract from '../../../contract/recordings.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import { recordingHeard } from '../events.ts';
import { recordingsErased } from './events.ts';
import { exportCase, exportOne, fileNameOf } from './export.ts';
import { noteHearing, rangeOf, soundOfRecording } from './hear.ts';
import { holdRecording, liftHold } from './hold.ts';
import { presentRecordings, type RecordingRow, recordingPage, recordingRows, seenRecording } from './queries.ts';
import { recordingsHeardBy } from './sight.ts';

/** Recordings over HTTP: the list, the sound, marks, export, and the trail of all of it. */
export function recordingRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  route(app, contract.listRecordings, 'recording.hear', ({ actor, query }) =>
    recordingPage(db, actor, query, ctx.clock.now()),
  );
  route(app, contract.getCallRecording, 'recording.hear', async ({ actor, params, query, request, reply }) => {
    const seen = await recordingsHeardBy(db, actor);
    const part = query.part === undefined ? sql`true` : sql`r.id = ${Number(query.part)}`;
    const rows = await recordingRows(db, sql`${seen} and k.id = ${Number(params.id)} and ${part}`, 100);
    const row = rows.toReversed().find((one) => one.state === 'fetched') ?? rows[0];
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: 'Cuộc gọi này không có bản ghi âm.', en: 'This call has no recording.' },
      });
    const sound = await soundOfRecording(ctx, row);
    const range = rangeOf(request.headers.range, sound.size);
    soundHeaders(reply, sound.mediaType, row, 'inline').header('accept-ranges', 'bytes');
    if (range === 'wrong') {
      reply.header('content-range', `bytes */${sound.size}`);
      throw new AppError('range_not_satisfiable');
    }
    await noteHearing(ctx, actor, row);
    if (range === null) {
      reply.header('content-length', sound.size);
      return guarded(ctx, row, sound.read());
    }
    reply.header('content-range', `bytes ${range.start}-${range.end}/${sound.size}`);
    reply.header('content-length', range.end - range.start + 1);
    reply.status(206);
    return guarded(ctx, row, sound.read(range));
  });
  route(app, contract.holdRecording, 'recording.keep', async ({ actor, params, body }) => {
    const row = await seenRecording(db, actor, Number(params.id));
    await holdRecording(ctx, actor, row, body.reason);
    return one(ctx, actor, row.id);
  });
  route(app, contract.liftHold, 'recording.keep', async ({ actor, params }) => {
    const row = await seenRecording(db, actor, Number(params.id));
    await liftHold(ctx, actor, row);
    return one(ctx, actor, row.id);
  });
  route(app, contract.exportRecording, 'recording.export', async ({ actor, params, body, reply }) => {
    const row = await seenRecording(db, actor, Number(params.id));
    const sound = await exportOne(ctx, actor, row, body.reason);
    soundHeaders(reply, sound.mediaType, row, 'attachment').header('content-length', sound.size);
    return guarded(ctx, row, sound.read());
  });
  route(app, contract.exportCaseRecordings, 'recording.export', async ({ actor, body, reply, language }) => {
    const archive = await exportCase(ctx, actor, body, language);
    reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="ghi-am-${body.caseCode.replaceAll(/[^\w-]/g, '')}.zip"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store');
    return archive;
  });
  route(app, contract.listHearings, 'recording.keep', async ({ actor, params }) => {
    const row = await seenRecording(db, actor, Number(params.id));
    return { items: await hearingsOf(ctx, row.id) };
  });
  route(app, contract.listErasures, 'recording.keep', async () => ({ items: await erasures(ctx) }));
}

async function one(ctx: Ctx, actor: Parameters<typeof seenRecording>[1], id: number) {
  const [view] = await presentRecordings(ctx.db, actor, [await seenRecording(ctx.db, actor, id)]);
  if (!view) throw new AppError('not_found');
  return view;
}

function soundHeaders(reply: FastifyReply, type: string, row: RecordingRow, how: 'inline' | 'attachment') {
  return reply
    .type(type)
    .header('content-disposition', `${how}; filename="${fileNameOf(row)}"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store');
}

/** A changed or damaged file ends the answer in the middle: the log must say which recording it was. */
function guarded(ctx: Ctx, row: RecordingRow, stream: NodeJS.ReadableStream) {
  stream.once('error', (err) => ctx.log.error({ err, recording: row.id }, 'a recording cannot be read to its end'));
  return stream;
}

async function hearingsOf(ctx: Ctx, recordingId: number) {
  const rows = await ctx.db
    .selectFrom('events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .select(['e.at', 'e.data', 'u.display_name as by'])
    .where('e.type', '=', recordingHeard.type)
    .where('e.subject_type', '=', 'recording')
    .where('e.subject_id', '=', String(recordingId))
    .orderBy('e.id', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ at, data, by }) => {
    const { how, reason } = data as { how: 'played' | 'exported'; reason?: string };
    return { by: by ?? '', at: isoLocal(at), how, reason: reason ?? null };
  });
}

async function erasures(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('events')
    .select(['at', 'data'])
    .where('type', '=', recordingsErased.type)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ at, data }) => ({
    at: isoLocal(at),
    recordings: (data as { recordings: { id: number; callId: number; sha256: string }[] }).recordings,
  }));
}
