import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { MOST_PHOTOS, type Photo, type PhotoProblem, takePhoto } from './photos.ts';

/** More fields than any page of ours has: what sends more is no browser. */
const MOST_FIELDS = 60;
/** Bytes of one form without files: 20,000 Vietnamese letters are up to 180,000 bytes once percent-encoded. */
const FORM_LIMIT = 400_000;

/** A form as it came: names with all their values, and the photos that could be taken in. */
export interface SentForm {
  fields: Map<string, string[]>;
  photos: Photo[];
  photoProblems: PhotoProblem[];
  tooManyPhotos: boolean;
}

/** The first value of a field, or the empty text. */
export function first(form: SentForm, name: string): string {
  return form.fields.get(name)?.[0] ?? '';
}

/** Lets this scope read what a browser sends for a form without files. */
export function acceptForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (_request, body, done) => {
      const pairs = [...new URLSearchParams(body as string)];
      if (pairs.length > MOST_FIELDS) return done(new AppError('too_large', { detail: 'Quá nhiều trường.' }));
      done(null, pairs);
    },
  );
}

/**
 * Reads a form, with files or without. A file that cannot be taken is a problem of that file; all else is kept.
 * @throws AppError `bad_request` for a body that is no form, `too_large` for one beyond all limits
 */
export async function readForm(ctx: Ctx, request: FastifyRequest): Promise<SentForm> {
  const form: SentForm = { fields: new Map(), photos: [], photoProblems: [], tooManyPhotos: false };
  const add = (name: string, value: string) => form.fields.set(name, [...(form.fields.get(name) ?? []), value]);
  if (!request.isMultipart()) {
    if (!Array.isArray(request.body)) throw new AppError('bad_request', { detail: 'Không phải biểu mẫu.' });
    for (const [name, value] of request.body as [string, string][]) add(name, value);
    return form;
  }
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      add(part.fieldname, String(part.value ?? ''));
      continue;
    }
    if (form.photos.length >= MOST_PHOTOS) {
      form.tooManyPhotos = true;
      part.file.resume();
      continue;
    }
    const taken = await takePhoto(ctx, part);
    if (taken && 'why' in taken) form.photoProblems.push(taken);
    else if (taken) form.photos.push(taken);
  }
  return form;
}

/** The parts of a multipart body; whatever the parser stumbles over is the sender's mistake. */
async function* partsOf(request: FastifyRequest) {
  try {
    yield* request.parts();
  } catch (error) {
    if (error instanceof AppError || (error as { statusCode?: number }).statusCode) throw error;
    throw new AppError('bad_request', { detail: 'Biểu mẫu bị hỏng giữa chừng.', cause: error });
  }
}
