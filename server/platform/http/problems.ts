import type { FastifyError, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { spoken, spokenLanguage } from '../../platform/said.ts';
import { AppError, ERRORS, type ErrorCode, type FieldProblem } from '../errors.ts';
import type { Said } from '../said.ts';

type Issue = z.core.$ZodIssue;

const NOT_VALID: Said = { vi: 'Giá trị không hợp lệ.', en: 'The value is not valid.' };

/** What is counted: letters of a text, entries of a list; a number stands for itself. */
function unitOf(issue: Issue): Said {
  const origin = 'origin' in issue ? issue.origin : undefined;
  if (origin === 'string') return { vi: ' ký tự', en: ' characters' };
  return origin === 'array' ? { vi: ' mục', en: ' entries' } : { vi: '', en: '' };
}

const WORDS: Record<string, (issue: Issue) => Said> = {
  invalid_type: (i) =>
    'input' in i && i.input === undefined
      ? { vi: 'Bắt buộc nhập.', en: 'It must be given.' }
      : { vi: 'Không đúng kiểu dữ liệu.', en: 'It is of the wrong kind.' },
  too_small: (i) =>
    'minimum' in i && i.minimum === 1
      ? { vi: 'Không được để trống.', en: 'It must not be empty.' }
      : {
          vi: `Cần ít nhất ${'minimum' in i ? i.minimum : ''}${unitOf(i).vi}.`,
          en: `At least ${'minimum' in i ? i.minimum : ''}${unitOf(i).en} needed.`,
        },
  too_big: (i) => ({
    vi: `Nhiều nhất ${'maximum' in i ? i.maximum : ''}${unitOf(i).vi}.`,
    en: `At most ${'maximum' in i ? i.maximum : ''}${unitOf(i).en}.`,
  }),
  invalid_format: (i) =>
    'format' in i && i.format === 'email'
      ? { vi: 'Địa chỉ email không hợp lệ.', en: 'The mail address is not valid.' }
      : { vi: 'Không đúng định dạng.', en: 'The format is not right.' },
  invalid_value: () => ({
    vi: 'Giá trị không nằm trong danh sách cho phép.',
    en: 'The value is not one of those allowed.',
  }),
  // A rule of our own says itself what is wrong: `params: { said }` beside its condition in the contract.
  custom: (i) => (('params' in i ? i.params?.said : undefined) as Said | undefined) ?? NOT_VALID,
  unrecognized_keys: () => ({ vi: 'Có trường không được biết đến.', en: 'A field is not known.' }),
};

/** zod's issues as fields with words; paths like `citizen.email`. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    message: (issue.code && WORDS[issue.code]?.(issue)) ?? NOT_VALID,
  }));
}

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad_request',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** Any thrown thing as an AppError; what is not known becomes `internal`, whose cause is only logged. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((v) => {
      const issue = (v.params as unknown as { issue?: Issue }).issue;
      const path = v.instancePath.replace(/^\//, '').replaceAll('/', '.');
      const known = issue ? fieldProblems([issue])[0] : undefined;
      return (
        known ?? {
          path,
          code: v.keyword ?? 'invalid',
          message: WORDS[v.keyword ?? '']?.(v.params as unknown as Issue) ?? NOT_VALID,
        }
      );
    });
    return new AppError('invalid', {
      fields,
      detail: {
        vi: `Kiểm tra lại: ${fields.map((f) => f.path || 'nội dung').join(', ')}.`,
        en: `Look again at: ${fields.map((f) => f.path || 'the content').join(', ')}.`,
      },
    });
  }
  const { code, statusCode } = error as FastifyError;
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  )
    return new AppError('malformed_json', { cause: error });
  // PostgreSQL: a NUL or an invalid UTF-8 sequence that slipped past a schema is the sender's mistake, not ours.
  if (code === '22021' || code === '22P05')
    return new AppError('bad_request', {
      detail: { vi: 'Nội dung có ký tự không hợp lệ.', en: 'The content has characters that are not valid.' },
      cause: error,
    });
  const known = BY_STATUS[statusCode ?? 500];
  return known ? new AppError(known, { cause: error }) : new AppError('internal', { cause: error });
}

/** The RFC 9457 document of an error, in the language that the request asks for. */
export function asProblem(error: AppError, request?: FastifyRequest) {
  const { title, status } = ERRORS[error.code];
  const language = spokenLanguage(request?.headers['accept-language']);
  return {
    type: `/api/docs/problems#${error.code}`,
    title: title[language],
    status,
    code: error.code,
    ...(error.code !== 'internal' && error.extra.detail ? { detail: error.extra.detail[language] } : {}),
    ...(error.extra.fields ? { fields: spoken(error.extra.fields, language) } : {}),
    ...(error.code === 'internal' ? {} : spoken(error.extra.data ?? {}, language)),
    ...(request ? { instance: request.id } : {}),
  };
}
