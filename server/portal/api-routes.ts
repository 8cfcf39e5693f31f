import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as contract from '../../contract/public.ts';
import { loadByCode } from '../cases/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { fieldProblems, route } from '../platform/http/index.ts';
import { answerCase } from './commands/answer-case.ts';
import { proveCase } from './commands/prove-case.ts';
import { sendReport } from './commands/send-report.ts';
import { take } from './limits.ts';
import type { Photo } from './photos.ts';
import { publicView } from './public-view.ts';
import { readForm, type SentForm } from './read-form.ts';

/** The same four things for programs: send, look up, rate, ask for another look. */
export function publicApiRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.createPublicCase, 'public', async ({ request }) => {
    await take(ctx, 'post', request.ip);
    const { body, photos } = await reportOf(ctx, request);
    const key = request.headers['idempotency-key'];
    const { code, lookupSecret } = await sendReport(ctx, {
      ...body,
      consent: body.consent ?? false,
      photos,
      language: 'vi',
      token: typeof key === 'string' ? key.slice(0, 200) : '',
      address: request.ip,
    });
    return { code, lookupSecret };
  });

  route(app, contract.getPublicCase, 'public', async ({ params, query, request }) => {
    const found = await proveCase(ctx, { code: params.code, secret: query.secret, address: request.ip });
    return publicView(ctx, found);
  });

  route(app, contract.ratePublicCase, 'public', async ({ params, body, request }) => {
    const found = await proveCase(ctx, { code: params.code, secret: body.secret, address: request.ip });
    await answerCase(ctx, found, { action: 'rate', satisfied: body.satisfied, reason: body.reason });
    return publicView(ctx, (await loadByCode(ctx.db, params.code)) ?? found);
  });

  route(app, contract.reopenPublicCase, 'public', async ({ params, body, request }) => {
    const found = await proveCase(ctx, { code: params.code, secret: body.secret, address: request.ip });
    await answerCase(ctx, found, { action: 'reopen', reason: body.reason });
    return publicView(ctx, (await loadByCode(ctx.db, params.code)) ?? found);
  });
}

async function reportOf(
  ctx: Ctx,
  request: FastifyRequest,
): Promise<{ body: contract.PublicCaseBody; photos: Photo[] }> {
  const form = request.isMultipart() ? await readForm(ctx, request) : null;
  if (form) refusePhotos(form);
  const parsed = contract.publicCaseBody.safeParse(form ? nested(form) : wellFormed(request.body));
  if (!parsed.success) {
    const fields = fieldProblems(parsed.error.issues);
    throw new AppError('invalid', {
      fields,
      detail: {
        vi: `Kiểm tra lại: ${fields.map((f) => f.path || 'nội dung').join(', ')}.`,
        en: `Look again at: ${fields.map((f) => f.path || 'the content').join(', ')}.`,
      },
    });
  }
  return { body: parsed.data, photos: form?.photos ?? [] };
}

function refusePhotos({ photoProblems, tooManyPhotos }: SentForm): void {
  const [problem] = photoProblems;
  if (problem?.why === 'large')
    throw new AppError('too_large', {
      detail: { vi: `Ảnh “${problem.name}” lớn hơn 15 MB.`, en: `The picture “${problem.name}” is larger than 15 MB.` },
    });
  if (problem)
    throw new AppError('unsupported_media', {
      detail: { vi: `Tệp “${problem.name}” không phải là ảnh.`, en: `The file “${problem.name}” is not a picture.` },
    });
  if (tooManyPhotos) throw new AppError('too_large', { detail: { vi: 'Tối đa 5 ảnh.', en: 'At most 5 pictures.' } });
}

/** `citizen.phone` → `{citizen: {phone}}`; ticks and coordinates become what JSON would have said. Unknown names stay out. */
function nested({ fields }: SentForm): unknown {
  const get = (name: string) => fields.get(name)?.[0] || undefined;
  const box = (name: string) => (get(name) === undefined ? undefined : get(name) === 'true' || get(name) === '1');
  const number = (name: string) => (get(name) === undefined ? undefined : Number(get(name)));
  const group = <T extends object>(values: T) =>
    Object.values(values).some((v) => v !== undefined) ? values : undefined;
  const place = group({ lat: number('place.lat'), lng: number('place.lng'), text: get('place.text') });
  return wellFormed({
    type: get('type'),
    content: get('content'),
    title: get('title'),
    category: get('category'),
    area: get('area'),
    aboutUnit: get('aboutUnit'),
    place: place && { ...place, text: place.text ?? '' },
    citizen: group({ name: get('citizen.name'), phone: get('citizen.phone'), email: get('citizen.email') }),
    anonymous: box('anonymous'),
    publishWish: box('publishWish'),
    consent: box('consent'),
  });
}

/** Half characters (lone surrogates) and NUL, which no database text can hold, are taken out of every string. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, wellFormed(v)]));
}
