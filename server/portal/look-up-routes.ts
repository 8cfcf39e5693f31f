import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type LoadedCase, loadByCode } from '../cases/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { storable } from '../platform/text.ts';
import { answerCase } from './commands/answer-case.ts';
import { proveCase } from './commands/prove-case.ts';
import { replyCase } from './commands/reply-case.ts';
import { DONE, type Done, type LetterState, letterPage, letterWords } from './pages/letter.ts';
import { lookUpPage } from './pages/look-up.ts';
import { publicView } from './public-view.ts';
import { first, readPlainForm } from './read-form.ts';
import { OPEN, pathIn, sendPage, to, type View, viewOf } from './view.ts';

const PATH = '/tra-cuu';
const COOKIE = 'phieu';
const SEAL = 'portal.look-up';
/** How long a case that was looked up stays open in this browser. */
const STAYS_OPEN = 3_600_000;

type ByCode = { Params: { code: string }; Querystring: { xong?: string } };

/** Look-up, the letter, rating and reopening, in both languages. */
export function lookUpRoutes(scope: FastifyInstance, ctx: Ctx): void {
  for (const lang of ['vi', 'en'] as const) {
    const path = pathIn(lang, PATH);
    scope.get<{ Querystring: { ma?: string; lai?: string } }>(path, OPEN, (request, reply) => {
      const view = viewOf(ctx, request);
      const w = view.words;
      const problem = { 'bien-nhan': w.receipt.gone, phieu: w.lookUp.again }[String(request.query.lai)];
      return sendPage(
        reply,
        lookUpPage(view, { code: storable(String(request.query.ma ?? '')).slice(0, 40), problem }),
      );
    });
    scope.post(path, OPEN, (request, reply) => lookUp(ctx, request, reply));
    scope.post(`${path}/dong`, OPEN, (request, reply) => {
      reply.clearCookie(COOKIE, { path: '/' });
      return reply.redirect(to(viewOf(ctx, request), PATH), 303);
    });
    scope.get<ByCode>(`${path}/:code`, OPEN, async (request, reply) => {
      const view = viewOf(ctx, request);
      const found = await opened(ctx, request);
      if (!found)
        return reply.redirect(`${to(view, PATH)}?ma=${encodeURIComponent(request.params.code)}&lai=phieu`, 303);
      const done = DONE.find((d) => d === request.query.xong);
      return letter(ctx, reply, view, found, { done });
    });
    scope.post<ByCode>(`${path}/:code/danh-gia`, OPEN, (request, reply) => rate(ctx, request, reply));
    scope.post<ByCode>(`${path}/:code/xem-xet-lai`, OPEN, (request, reply) => reopen(ctx, request, reply));
    scope.post<ByCode>(`${path}/:code/tra-loi`, OPEN, (request, reply) => answerQuestion(ctx, request, reply));
  }
}

async function lookUp(ctx: Ctx, request: FastifyRequest, reply: FastifyReply) {
  const view = viewOf(ctx, request);
  const form = readPlainForm(request);
  const code = storable(first(form, 'code')).slice(0, 40);
  try {
    const found = await proveCase(ctx, { code, secret: first(form, 'secret'), address: request.ip });
    keepOpen(ctx, reply, found.row.code);
    return reply.redirect(to(view, `${PATH}/${found.row.code}`), 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found')
      return sendPage(reply, lookUpPage(view, { code, problem: view.words.lookUp.wrong }), 404);
    if (error.code !== 'too_many_requests') throw error;
    const seconds = error.extra.retryAfter ?? 60;
    reply.header('retry-after', Math.ceil(seconds));
    const problem = view.words.problems.tooFast(Math.ceil(seconds / 60));
    return sendPage(reply, lookUpPage(view, { code, problem }), 429);
  }
}

/** Which case this browser may see stands in a sealed cookie, so that the secret is in no address and no history. */
function keepOpen(ctx: Ctx, reply: FastifyReply, code: string): void {
  reply.setCookie(COOKIE, ctx.secrets.seal(JSON.stringify({ code, at: ctx.clock.now().getTime() }), SEAL), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.config.publicUrl?.startsWith('https:') ?? false,
    maxAge: STAYS_OPEN / 1000,
  });
}

async function opened(ctx: Ctx, request: FastifyRequest): Promise<LoadedCase | null> {
  const { code: wanted } = request.params as { code: string };
  try {
    const { code, at } = JSON.parse(ctx.secrets.open(request.cookies[COOKIE] ?? '', SEAL));
    if (code !== wanted || ctx.clock.now().getTime() - at >= STAYS_OPEN) return null;
    return await loadByCode(ctx.db, code);
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_setting') return null;
    throw error;
  }
}

async function letter(ctx: Ctx, reply: FastifyReply, view: View, found: LoadedCase, state: LetterState, status = 200) {
  return sendPage(reply, letterPage(view, await publicView(ctx, found, view.lang), state), status);
}

/** One line per refusal: what is missing is said at the field, what is too late is seen in the letter. */
async function carryOut(
  ctx: Ctx,
  request: FastifyRequest,
  reply: FastifyReply,
  done: Done,
  work: (found: LoadedCase, reason: string, satisfied: boolean | null) => Promise<LetterState | null>,
) {
  const view = viewOf(ctx, request);
  const form = readPlainForm(request);
  const found = await opened(ctx, request);
  const { code } = request.params as { code: string };
  if (!found) return reply.redirect(`${to(view, PATH)}?ma=${encodeURIComponent(code)}&lai=phieu`, 303);
  const reason = storable(first(form, 'reason').toWellFormed()).trim().slice(0, 2_000);
  const satisfied = { yes: true, no: false }[first(form, 'satisfied')] ?? null;
  // A form is shown for /tra-cuu/… but posted to /tra-cuu/…/danh-gia: letters and language lead back to the letter.
  view.path = `${PATH}/${code}`;
  try {
    const wrong = await work(found, reason, satisfied);
    if (wrong) return letter(ctx, reply, view, found, wrong, 422);
    return reply.redirect(to(view, `${PATH}/${code}?xong=${done}`), 303);
  } catch (error) {
    if (!(error instanceof AppError) || !['not_now', 'conflict'].includes(error.code)) throw error;
    return letter(ctx, reply, view, (await loadByCode(ctx.db, code)) ?? found, {}, 409);
  }
}

function rate(ctx: Ctx, request: FastifyRequest, reply: FastifyReply) {
  const problem = letterWords(viewOf(ctx, request).lang).chooseRating;
  return carryOut(ctx, request, reply, 'danh-gia', async (found, reason, satisfied) => {
    if (satisfied === null) return { rating: { satisfied, reason, problem } };
    await answerCase(ctx, found, { action: 'rate', satisfied, reason: reason || undefined });
    return null;
  });
}

function reopen(ctx: Ctx, request: FastifyRequest, reply: FastifyReply) {
  const problem = viewOf(ctx, request).words.problems.missing;
  return carryOut(ctx, request, reply, 'xem-xet-lai', async (found, reason) => {
    if (reason === '') return { reopening: { reason, problem } };
    await answerCase(ctx, found, { action: 'reopen', reason });
    return null;
  });
}

function answerQuestion(ctx: Ctx, request: FastifyRequest, reply: FastifyReply) {
  const problem = viewOf(ctx, request).words.problems.missing;
  return carryOut(ctx, request, reply, 'tra-loi', async (found, reason) => {
    if (reason === '') return { replying: { reason, problem } };
    await replyCase(ctx, found, reason);
    return null;
  });
}
