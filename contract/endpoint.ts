import type { z } from 'zod';

/**
 * One HTTP operation, described once: the server validates with it, the OpenAPI document is made from it and the
 * desk's client takes its types from it. `path` is relative to `/api/v1` and uses `:name` parameters.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** `multipart/form-data`: the handler reads the parts itself, so there is no body schema. */
  readonly multipart?: boolean;
  readonly response: R;
  /** Success status, 200 unless told otherwise. */
  readonly status?: 200 | 201 | 202 | 204;
}

/** Declares an endpoint; exists only so that the four schema types are inferred. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  e: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return e;
}
