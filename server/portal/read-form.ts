import type { MultipartFile } from '@fastify/multipart';
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

/** Lets this scope read what a browser sends for a form, and nothing else. */
export function acceptForms(scope: FastifyInstance): void {
  scope.removeContentTypeParser(['application/json', 'text/plain']);
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (_request, body, done) => {
      const pairs = [...new URLSearchParams(body as string)];
      if (pairs.length > MOST_FIELDS)
        return done(
          new AppError('too_large', { detail: { vi: 'Quá nhiều trường.', en: 'There are too many fields.' } }),
        );
      done(null, pairs);
    },
  );
}

/** Reads a form without files. @throws AppError `bad_request` for anything else */
export function readPlainForm(request: FastifyRequest): SentForm {
  if (!Array.isArray(request.body))
    throw new AppError('bad_request', { detail: { vi: 'Không phải biểu mẫu.', en: 'This is not a form.' } });
  const form: SentForm = { fields: new Map(), photos: [], photoProblems: [], tooManyPhotos: false };
  for (const [name, value] of request.body as [string, string][]) add(form, name, value);
  return form;
}

/**
 * Reads a form, with photos or without. A file that cannot be taken is a problem of that file; all else is kept.
 * @throws AppError `bad_request` for a body that is no form, `too_large` for one beyond all limits
 */
export async function readForm(ctx: Ctx, request: FastifyRequest): Promise<SentForm> {
  if (!request.isMultipart()) return readPlainForm(request);
  const form: SentForm = { fields: new Map(), photos: [], photoProblems: [], tooManyPhotos: false };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') add(form, part.fieldname, String(part.value ?? ''));
      else await addPhoto(ctx, form, part);
    }
  } catch (error) {
    // What the parser stumbles over is a plain error: the sender's mistake. Ours and the disk's carry a code.
    if (error instanceof AppError || (error as { code?: string }).code) throw error;
    throw new AppError('bad_request', {
      detail: { vi: 'Biểu mẫu bị hỏng giữa chừng.', en: 'The form broke off half-way.' },
      cause: error,
    });
  }
  return form;
}

function add(form: SentForm, name: string, value: string): void {
  form.fields.set(name, [...(form.fields.get(name) ?? []), value]);
}

async function addPhoto(ctx: Ctx, form: SentForm, part: MultipartFile): Promise<void> {
  if (form.photos.length >= MOST_PHOTOS) {
    form.tooManyPhotos = true;
    part.file.resume();
    return;
  }
  const taken = await takePhoto(ctx, part);
  if (taken && 'why' in taken) form.photoProblems.push(taken);
  else if (taken) form.photos.push(taken);
}
