import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ActionName } from '../../contract/actions.ts';
import { ACTION_FORMS, act as actEndpoint, bulkAct, listActions } from '../../contract/actions.ts';
import {
  addAttachment,
  caseCounts,
  countCases,
  createCase,
  getCase,
  getDeadline,
  getTimeline,
  listCases,
  putCaseFiles,
  revealCitizen,
  takeBackFile,
} from '../../contract/cases.ts';
import { listDirectives } from '../../contract/directives.ts';
import { letterText, putUp, takeBackUpload } from '../conversations/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { asAppError, fieldProblems, receiveFiles, route } from '../platform/http/index.ts';
import { spoken } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { actOnce, onceKey } from './act-once.ts';
import { keyOf, register } from './commands/register.ts';
import { listDirectiveRows } from './directive-list.ts';
import { CASE_EVENTS } from './events.ts';
import { explainDue } from './explain-due.ts';
import { attachToCase, visibleAttachment } from './files.ts';
import { countList, countViews, listCaseRows } from './list.ts';
import { loadByCode, loadedFresh, loadVisible } from './load.ts';
import { offersFor } from './offers.ts';
import { audienceOf, maySee } from './policy.ts';
import { presentCitizen, presenter } from './present.ts';
import { chosenCitizen } from './present-citizens.ts';
import { timelineOf } from './timeline.ts';
import { viewOf } from './view.ts';

/** The form of an action, checked. @throws AppError `invalid` naming each wrong field */
function parseForm(action: ActionName, body: Record<string, unknown>): Record<string, unknown> {
  const parsed = ACTION_FORMS[action].safeParse(body);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  throw new AppError('invalid', {
    detail: { vi: 'Một số trường chưa đúng.', en: 'Some fields are not right.' },
    fields: fieldProblems(parsed.error.issues),
  });
}

export function caseRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, listCases, 'case.read', async ({ actor, query }) => {
    const now = ctx.clock.now();
    const { items, nextCursor } = await listCaseRows(ctx.db, actor, query, now);
    const p = await presenter(ctx.db, now);
    return { items: items.map(p.row), nextCursor };
  });
  route(app, countCases, 'case.read', ({ actor, query }) => countList(ctx.db, actor, query, ctx.clock.now()));
  route(app, caseCounts, 'case.read', async ({ actor }) => ({
    views: await countViews(ctx.db, actor, ctx.clock.now()),
  }));
  route(app, createCase, 'case.create', async ({ actor, body, request }) => {
    const idempotencyKey = keyOf(actor, request.headers['idempotency-key']);
    const citizenId = await chosenCitizen(ctx.db, actor, body.citizenId);
    const { code, lookupSecret, row } = await register(ctx, actor, { ...body, citizenId, idempotencyKey });
    const fresh = row && loadedFresh(row);
    const loaded = fresh && maySee(actor, fresh.parties) ? fresh : await loadVisible(ctx.db, actor, code);
    return { ...(await viewOf(ctx, actor, loaded)), lookupSecret };
  });
  route(app, getCase, 'case.read', async ({ actor, params, language }) => {
    const view = await viewOf(ctx, actor, await loadVisible(ctx.db, actor, params.code));
    return { ...view, content: letterText(view.content)[language] };
  });
  route(app, listActions, 'case.read', async ({ actor, params, language }) => {
    const loaded = await loadVisible(ctx.db, actor, params.code);
    return { version: loaded.row.version, items: spoken(await offersFor(ctx, actor, loaded), language) };
  });
  route(app, actEndpoint, 'case.act', async ({ actor, params, body, request }) => {
    const { action, version, ...rest } = body;
    let form: Record<string, unknown>;
    try {
      form = parseForm(action, rest);
    } catch (wrong) {
      // Sight before form: who may not see the case is not told which field is wrong.
      await loadVisible(ctx.db, actor, params.code);
      throw wrong;
    }
    const input = { code: params.code, action, version, form };
    const done = await actOnce(ctx, actor, input, onceKey(request.headers['idempotency-key']));
    // Whoever gives a case away (a return) still sees what he has just made of it, this once and nothing newer.
    const after = await loadByCode(ctx.db, params.code);
    const sees = after !== null && maySee(actor, after.parties);
    if (!after || (!sees && after.row.version !== done.version)) return lostSight();
    return { ...(await viewOf(ctx, actor, after)), ...(sees ? {} : { lostSight: true }) };
  });
  route(app, bulkAct, 'case.act', async ({ actor, body, request, language }) => {
    const { action, cases, ...rest } = body;
    const form = parseForm(action, rest);
    const once = onceKey(request.headers['idempotency-key']);
    const items: z.input<typeof bulkAct.response>['items'] = [];
    for (const { code, version } of cases) {
      try {
        const done = await actOnce(ctx, actor, { code, action, version, form }, once);
        items.push({ code, ok: true, version: done.version, status: 200, reason: null, problem: null });
      } catch (thrown) {
        // One result per case, also for the broken one: what was done before it is done.
        const error = asAppError(thrown);
        if (error.code === 'internal') ctx.log.error({ err: thrown, case: code, action }, 'a case of many failed');
        items.push({
          code,
          ok: false,
          version: null,
          status: error.status,
          reason: error.code,
          problem: error.said[language],
        });
      }
    }
    return { items };
  });
  route(app, listDirectives, 'case.read', ({ actor, query }) =>
    listDirectiveRows(ctx.db, actor, query, ctx.clock.now()),
  );
  route(app, getTimeline, 'case.read', async ({ actor, params, language }) => {
    const loaded = await loadVisible(ctx.db, actor, params.code);
    return { items: await timelineOf(ctx.db, actor, loaded.row.id, language) };
  });
  route(app, getDeadline, 'case.read', async ({ actor, params, language }) => {
    const loaded = await loadVisible(ctx.db, actor, params.code);
    const view = (await presenter(ctx.db, ctx.clock.now())).row({
      ...loaded.row,
      assignee_username: null,
      assignee_name: null,
    });
    const { dueAt, originalDueAt, clock, remaining } = view;
    const explanation = spoken(await explainDue(ctx.db, loaded), language);
    return { dueAt, originalDueAt, clock, remaining, explanation };
  });
  route(app, addAttachment, 'case.act', async ({ actor, params, request }) => {
    await loadVisible(ctx.db, actor, params.code);
    const { files } = await receiveFiles(request, ctx.files);
    return { items: await attachToCase(ctx, actor, params.code, files) };
  });
  route(app, putCaseFiles, 'case.act', async ({ actor, params, request }) => {
    await loadVisible(ctx.db, actor, params.code);
    const { files } = await receiveFiles(request, ctx.files);
    if (files.length === 0)
      throw invalidField('file', { vi: 'Chưa chọn tệp nào.', en: 'No file was chosen.' }, 'required');
    return { items: await putUp(ctx, actor, files) };
  });
  route(app, takeBackFile, 'signed_in', async ({ actor, params }) => {
    await takeBackUpload(ctx, actor, params.id);
    return null;
  });
  route(app, revealCitizen, 'case.reveal', async ({ actor, params, body }) => {
    const { row, parties } = await loadVisible(ctx.db, actor, params.code);
    if (row.sealed)
      throw new AppError('forbidden', {
        detail: {
          vi: 'Danh tính trong phiếu được bảo vệ theo luật, không được xem.',
          en: 'The law protects the identity in this case; it cannot be shown.',
        },
      });
    const record = {
      type: CASE_EVENTS.revealed.type,
      actor,
      caseId: row.id,
      subject: { type: 'case', id: row.code },
      data: { reason: body.reason },
      audience: audienceOf(parties),
    };
    await transact(ctx, async (tx) => tx.record(record));
    return presentCitizen(row, actor, true);
  });
  attachmentRoute(app, ctx);
}

/** The case left the actor's sight and somebody else has acted since: say so instead of a bare 404. */
function lostSight(): never {
  throw new AppError('not_found', {
    detail: {
      vi: 'Thao tác đã hoàn tất; phiếu không còn thuộc đơn vị của bạn.',
      en: 'It is done; the case no longer belongs to your unit.',
    },
    data: { done: true },
  });
}

const FILE_POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";
/**
 * A browser shows a PDF with a viewer of its own, in a process of its own; not all of them do so where the answer is
 * sandboxed. Only our own pages may frame it, and it may load nothing.
 */
const PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** Bytes of an attachment; only harmless kinds are shown in the page, all else is downloaded. */
function attachmentRoute(app: FastifyInstance, ctx: Ctx): void {
  const INLINE = /^(image\/(png|jpeg|gif|webp)|application\/pdf|text\/plain)$/;
  app.get(
    '/api/v1/attachments/:id',
    {
      config: { access: 'case.read' },
      schema: { params: z.object({ id: z.string().max(64) }), summary: 'The bytes of an attachment', tags: ['cases'] },
    },
    async (request, reply) => {
      const actor = request.actor;
      if (!actor) throw new AppError('not_signed_in');
      const file = await visibleAttachment(ctx, actor, (request.params as { id: string }).id);
      const way = INLINE.test(file.media_type) ? 'inline' : 'attachment';
      return reply
        .header('content-type', file.media_type === 'text/plain' ? 'text/plain; charset=utf-8' : file.media_type)
        .header(
          'content-disposition',
          `${way}; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
        )
        .header('content-security-policy', file.media_type === 'application/pdf' ? PDF_POLICY : FILE_POLICY)
        .header('cache-control', 'private, max-age=3600')
        .header('last-modified', isoLocal(file.created_at))
        .send(ctx.files.read(file.sha256));
    },
  );
}
