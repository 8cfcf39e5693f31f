import type { Problem } from '../../../contract/common.ts';

/** The server refused, and says why. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: { path: string; message: string }[];
  /** Seconds. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Partial<Problem>, retryAfter: number | null) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.fields = problem.fields ?? [];
    this.retryAfter = retryAfter;
  }

  /** Worth another try later: the line, the load or the database, not the request. */
  get passes(): boolean {
    return (this.status >= 500 && this.code !== 'offline_only') || this.status === 429 || this.status === 408;
  }
}

/** Calls an address of ours. @throws Refusal; TypeError (of fetch) when nobody answers */
export async function ask<T>(method: 'GET' | 'POST', path: string, token: string | null, body?: unknown): Promise<T> {
  const answer = await fetch(`/api/v1/widget${path}`, {
    method,
    headers: {
      // The page that shows the window chose its language, not the browser.
      'accept-language': document.documentElement.lang,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    credentials: 'omit',
    cache: 'no-store',
  });
  if (answer.ok) return (answer.status === 204 ? null : await answer.json()) as T;
  throw new Refusal(answer.status, await problemOf(answer), Number(answer.headers.get('retry-after')) || null);
}

async function problemOf(answer: Response): Promise<Partial<Problem>> {
  return (await answer.json().catch(() => ({}))) as Partial<Problem>;
}

/** The bytes of a file of the thread; the address alone opens nothing. */
export async function fetchFile(url: string, token: string | null): Promise<Blob> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, credentials: 'omit' });
  if (!answer.ok) throw new Refusal(answer.status, {}, null);
  return answer.blob();
}

export interface UploadedFile {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** Sends one file, telling how far it has got (0…1). XMLHttpRequest, because fetch does not tell. */
export function upload(
  file: File,
  clientId: string,
  token: string | null,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('clientId', clientId);
    form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/widget/uploads');
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () =>
      request.status === 201
        ? resolve(request.response as UploadedFile)
        : reject(
            new Refusal(
              request.status,
              request.response ?? {},
              Number(request.getResponseHeader('retry-after')) || null,
            ),
          );
    request.onerror = () => reject(new TypeError('network lost'));
    signal.addEventListener('abort', () => {
      request.abort();
      reject(new DOMException('given up', 'AbortError'));
    });
    request.send(form);
  });
}
