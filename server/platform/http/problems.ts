import type { FastifyError, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { AppError, ERRORS, type ErrorCode, type FieldProblem } from '../errors.ts';

type Issue = z.core.$ZodIssue;

const WORDS: Record<string, (issue: Issue) => string> = {
  invalid_type: (i) => ('input' in i && i.input === undefined ? 'Bắt buộc nhập.' : 'Không đúng kiểu dữ liệu.'),
  too_small: (i) =>
    'minimum' in i && i.minimum === 1 ? 'Không được để trống.' : `Cần ít nhất ${'minimum' in i ? i.minimum : ''}.`,
  too_big: (i) => `Nhiều nhất ${'maximum' in i ? i.maximum : ''}.`,
  invalid_format: (i) =>
    'format' in i && i.format === 'email' ? 'Địa chỉ email không hợp lệ.' : 'Không đúng định dạng.',
  invalid_value: () => 'Giá trị không nằm trong danh sách cho phép.',
  unrecognized_keys: () => 'Có trường không được biết đến.',
};

/** zod's issues as fields with Vietnamese words; paths like `citizen.email`. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    message: (issue.code && WORDS[issue.code]?.(issue)) ?? 'Giá trị không hợp lệ.',
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
          message: WORDS[v.keyword ?? '']?.(v.params as unknown as Issue) ?? 'Giá trị không hợp lệ.',
        }
      );
    });
    return new AppError('invalid', {
      fields,
      detail: `Kiểm tra lại: ${fields.map((f) => f.path || 'nội dung').join(', ')}.`,
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
    return new AppError('bad_request', { detail: 'Nội dung có ký tự không hợp lệ.', cause: error });
  const known = BY_STATUS[statusCode ?? 500];
  return known ? new AppError(known, { cause: error }) : new AppError('internal', { cause: error });
}

/** The RFC 9457 document of an error. */
export function asProblem(error: AppError, request?: FastifyRequest) {
  const { title, status } = ERRORS[error.code];
  return {
    type: `/api/docs/problems#${error.code}`,
    title,
    status,
    code: error.code,
    ...(error.code !== 'internal' && error.extra.detail ? { detail: error.extra.detail } : {}),
    ...(error.extra.fields ? { fields: error.extra.fields } : {}),
    ...(error.code === 'internal' ? {} : (error.extra.data ?? {})),
    ...(request ? { instance: request.id } : {}),
  };
}
