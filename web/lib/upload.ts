import { type AttachmentView, takeBackFile } from '../../contract/cases.ts';
import type { Problem } from '../../contract/common.ts';
import { call } from './api.ts';
import { reachable } from './connection.ts';
import { languageNow } from './preferences.ts';
import { ApiProblem, NetworkLost } from './problem.ts';
import { askSignIn } from './sign-in-gate.ts';

/**
 * Sends one file to a multipart address of the API and tells how far it is (0…1). By XMLHttpRequest, because `fetch`
 * does not tell. A lost session asks for the password and goes on.
 * @throws NetworkLost, ApiProblem, or the reason of `signal`
 */
export async function sendFile(
  path: string,
  file: File,
  { onProgress, signal }: { onProgress(share: number): void; signal: AbortSignal },
): Promise<AttachmentView[]> {
  const { status, body } = await post(path, file, onProgress, signal);
  if (status >= 200 && status < 300) return (body as { items: AttachmentView[] }).items;
  if (status === 401 && (await askSignIn())) return sendFile(path, file, { onProgress, signal });
  const unknown = { type: 'about:blank', title: `HTTP ${status}`, status, code: 'unknown' };
  throw new ApiProblem(body && typeof body === 'object' && 'code' in body ? (body as Problem) : unknown);
}

/**
 * Takes back a file that was put up and not sent. What went out meanwhile stays; what could not be taken back now is
 * forgotten by the server when nobody has sent it.
 */
export function takeBack(id: string): void {
  call(takeBackFile, { params: { id } }).catch(() => {});
}

/** Takes back every file that an unsent form holds: it is thrown away, so are they. */
export function takeBackAll(values: object): void {
  const { attachments } = values as { attachments?: readonly AttachmentView[] };
  for (const file of attachments ?? []) takeBack(file.id);
}

function post(path: string, file: File, onProgress: (share: number) => void, signal: AbortSignal) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('accept-language', languageNow());
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      reachable.set(true);
      resolve({ status: request.status, body: request.response });
    };
    request.onerror = (event) => {
      reachable.set(false);
      reject(new NetworkLost(event));
    };
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
