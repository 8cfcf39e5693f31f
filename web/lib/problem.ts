import type { Problem } from '../../contract/common.ts';

/** A refusal or failure of the server as it told it (RFC 9457). */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
}

/** The server could not be reached at all; nothing is known about whether the request arrived. */
export class NetworkLost extends Error {
  constructor(cause: unknown) {
    super('network lost', { cause });
    this.name = 'NetworkLost';
  }
}

/** Field path → message of a 422; empty for everything else. Paths come as `place.text` or `/place/text`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem) || !error.problem.fields) return {};
  const entries = error.problem.fields.map(
    (f) => [f.path.replace(/^(body)?[./]+/, '').replaceAll('/', '.'), f.message] as const,
  );
  return Object.fromEntries(entries.reverse());
}
