import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { caseCode } from '../../../contract/cases.ts';
import { type PrintKind, printQuery } from '../../../contract/print.ts';
import { agencyHeader } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { CASE_EVENTS } from '../events.ts';
import { type LoadedCase, loadVisible } from '../load.ts';
import { audienceOf } from '../policy.ts';
import { viewOf } from '../view.ts';
import { answerSheet, type Handover, transferSheet } from './compose.ts';
import { pdfOf } from './pdf.ts';

const NAMES: Record<PrintKind, string> = { transfer: 'phieu-chuyen', answer: 'phieu-tra-loi' };

/** `GET /cases/{code}/print`: a paper of the case as PDF, with what of the citizen its reader may see and no more. */
export function printRoutes(app: FastifyInstance, ctx: Ctx): void {
  app.get(
    '/api/v1/cases/:code/print',
    {
      config: { access: 'case.read' },
      schema: {
        params: z.object({ code: caseCode }),
        querystring: printQuery,
        summary: 'The case as a printed form (PDF): `transfer` slip, or signed `answer`',
        tags: ['cases'],
      },
    },
    async (request, reply) => {
      const { actor } = request;
      if (!actor) throw new AppError('not_signed_in');
      const { code } = request.params as { code: string };
      const { kind } = request.query as { kind: PrintKind };
      const pdf = await printed(ctx, actor, code, kind);
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${NAMES[kind]}-${code}.pdf"`)
        .header('cache-control', 'no-store')
        .send(pdf);
    },
  );
}

async function printed(ctx: Ctx, actor: Actor, code: string, kind: PrintKind): Promise<Buffer> {
  const loaded = await loadVisible(ctx.db, actor, code);
  const [item, header, handover] = await Promise.all([
    viewOf(ctx, actor, loaded),
    agencyHeader(ctx),
    handoverOf(ctx.db, loaded.row.id),
  ]);
  const { citizen } = item;
  // A paper goes from hand to hand: of a protected report it never says who sent it.
  const identity = !citizen.masked && !item.sealed && loaded.parties.keptBy === null;
  const printing = { item, header, handover, identity, by: actor.displayName, at: ctx.clock.now() };
  const sheet = kind === 'answer' ? answerSheet(printing) : transferSheet(printing);
  if (!sheet)
    throw new AppError('not_now', {
      detail: { vi: 'Phiếu chưa có câu trả lời được ký để in.', en: 'The case has no signed answer to print yet.' },
    });
  const pdf = await pdfOf(sheet);
  if (identity && !citizen.anonymous && (citizen.name || citizen.phone || citizen.email))
    await onRecord(ctx, actor, loaded, kind);
  return pdf;
}

/** Personal data leave the system on paper: who took them out is on record. */
async function onRecord(ctx: Ctx, actor: Actor, { row, parties }: LoadedCase, kind: PrintKind): Promise<void> {
  await transact(ctx, async (tx) =>
    tx.record({
      type: CASE_EVENTS.printed.type,
      actor,
      caseId: row.id,
      subject: { type: 'case', id: row.code },
      data: { kind, identity: true },
      audience: audienceOf(parties),
    }),
  );
}

/** The last forwarding or order by which the present unit got the case. */
async function handoverOf(db: Db, caseId: number): Promise<Handover | null> {
  const row = await db
    .selectFrom('events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .select(['e.type', 'e.at', 'e.data', 'u.display_name'])
    .where('e.case_id', '=', caseId)
    .where('e.type', 'in', [CASE_EVENTS.forwarded.type, CASE_EVENTS.directed.type])
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const data = row.data as { note?: string; text?: string };
  const order = row.type === CASE_EVENTS.directed.type;
  return { at: isoLocal(row.at), by: row.display_name ?? '', note: (order ? data.text : data.note) ?? null, order };
}
