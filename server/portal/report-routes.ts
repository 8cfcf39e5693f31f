import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { directory } from '../org/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { randomToken } from '../platform/ids.ts';
import { type CheckedReport, checkReport, type ProblemName, type Typed, typedFields } from './check-report.ts';
import { type Sent, sendReport } from './commands/send-report.ts';
import { isDisplayOrder, keepDisplay, ordered } from './display.ts';
import { take } from './limits.ts';
import { mailAddress } from './mail-address.ts';
import { areaOptions, unitOptions } from './names.ts';
import { receiptPage } from './pages/plain.ts';
import { reportFormPage } from './pages/report-form.ts';
import { MOST_PHOTOS, openPhotos, type Photo, sealPhoto } from './photos.ts';
import { first, readForm, type SentForm } from './read-form.ts';
import { OPEN, pathIn, sendPage, to, type View, viewOf } from './view.ts';

const PATH = '/gui-phan-anh';
const RECEIPT_LIFE = 2 * 3_600_000;
const SEAL = 'portal.receipt-page';

/** The form, its sending, and the thank-you page, in both languages. */
export function reportRoutes(scope: FastifyInstance, ctx: Ctx): void {
  for (const lang of ['vi', 'en'] as const) {
    const path = pathIn(lang, PATH);
    scope.get(path, OPEN, (request, reply) => showForm(ctx, request, reply));
    scope.post(path, OPEN, (request, reply) => receive(ctx, request, reply));
    scope.get<{ Querystring: { b?: string } }>(`${path}/da-nhan`, OPEN, (request, reply) =>
      showReceipt(ctx, viewOf(ctx, request), request.query.b, reply),
    );
  }
}

async function showForm(ctx: Ctx, request: FastifyRequest, reply: FastifyReply) {
  const empty: SentForm = { fields: new Map(), photos: [], photoProblems: [], tooManyPhotos: false };
  return form(
    ctx,
    reply,
    viewOf(ctx, request),
    { typed: typedFields(empty), problems: new Map(), areaChoices: [] },
    [],
  );
}

async function receive(ctx: Ctx, request: FastifyRequest, reply: FastifyReply) {
  await take(ctx, 'post', request.ip);
  const sent = await readForm(ctx, request);
  const photos = await allPhotos(ctx, sent);
  const view = viewOf(ctx, request);
  const order = first(sent, 'hien-thi');
  if (order !== '') {
    if (isDisplayOrder(order)) view.display = ordered(view.display, order);
    keepDisplay(reply, view.display);
    return form(ctx, reply, view, { typed: typedFields(sent), problems: new Map(), areaChoices: [] }, photos);
  }
  const checked = checkReport(sent, await directory(ctx.db), ctx.clock.now(), view.words);
  const { report } = checked;
  // A person whose browser filled the trap presses once more, with the trap empty; nothing is dropped in silence.
  if (first(sent, 'website') !== '') checked.problems.set('form', view.words.problems.robot);
  if (!report || checked.problems.size > 0) return form(ctx, reply, view, checked, photos, 422);
  try {
    const done = await sendReport(ctx, { ...report, photos, language: view.lang, address: request.ip });
    return reply.redirect(await receiptUrl(ctx, view, done, checked.typed), 303);
  } catch (error) {
    return refused(ctx, reply, view, checked, photos, error);
  }
}

/** What the register refused goes back to its field; too fast goes to the top. All else is a failure. */
function refused(ctx: Ctx, reply: FastifyReply, view: View, checked: CheckedReport, photos: Photo[], error: unknown) {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'too_many_requests') {
    const seconds = error.extra.retryAfter ?? 60;
    reply.header('retry-after', Math.ceil(seconds));
    checked.problems.set('form', view.words.problems.tooFast(Math.ceil(seconds / 60)));
    return form(ctx, reply, view, checked, photos, 429);
  }
  if (error.code !== 'invalid') throw error;
  const fields: Record<string, ProblemName> = { 'citizen.phone': 'phone', area: 'area', aboutUnit: 'about' };
  for (const { path, message } of error.extra.fields ?? [])
    checked.problems.set(fields[path] ?? 'form', message[view.lang]);
  return form(ctx, reply, view, checked, photos, 422);
}

async function allPhotos(ctx: Ctx, sent: SentForm): Promise<Photo[]> {
  const kept = await openPhotos(ctx, sent.fields.get('kept') ?? []);
  const known = new Set(kept.map((p) => p.sha256));
  const all = [...kept, ...sent.photos.filter((p) => !known.has(p.sha256))];
  if (all.length > MOST_PHOTOS) sent.tooManyPhotos = true;
  return all.slice(0, MOST_PHOTOS);
}

type Shown = Pick<CheckedReport, 'typed' | 'problems' | 'areaChoices'>;

async function form(ctx: Ctx, reply: FastifyReply, view: View, shown: Shown, photos: Photo[], status = 200) {
  const d = await directory(ctx.db);
  const now = ctx.clock.now();
  const page = reportFormPage(view, {
    ...shown,
    typed: { ...shown.typed, token: shown.typed.token || randomToken(16) },
    kept: photos.map((p) => ({ token: sealPhoto(ctx, p), name: p.name })),
    areas: areaOptions(d, now),
    units: unitOptions(d, now),
  });
  return sendPage(reply, page, status, 'no-cache');
}

/**
 * The thank-you page under an address of its own: reloading sends nothing again, and letters and language can change
 * without losing the codes. The address opens it for two hours.
 */
async function receiptUrl(ctx: Ctx, view: View, sent: Sent, typed: Typed): Promise<string> {
  const mailed = !typed.anonymous && typed.email !== '' && (await mailAddress(ctx)) !== null;
  const receipt = {
    code: sent.code,
    secret: sent.lookupSecret,
    repeated: sent.repeated,
    mailedTo: mailed && !sent.repeated ? typed.email : null,
    at: ctx.clock.now().getTime(),
  };
  const sealed = ctx.secrets.seal(JSON.stringify(receipt), SEAL);
  return `${to(view, PATH)}/da-nhan?b=${encodeURIComponent(sealed)}`;
}

function showReceipt(ctx: Ctx, view: View, sealed: string | undefined, reply: FastifyReply) {
  try {
    const { at, ...receipt } = JSON.parse(ctx.secrets.open(String(sealed), SEAL));
    if (ctx.clock.now().getTime() - at < RECEIPT_LIFE) return sendPage(reply, receiptPage(view, receipt));
  } catch {
    // Not one of ours: treated like an old one.
  }
  return reply.redirect(`${to(view, '/tra-cuu')}?lai=bien-nhan`, 303);
}
