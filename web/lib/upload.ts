import type { AttachmentView } from '../../contract/cases.ts';
import type { Problem } from '../../contract/common.ts';
import { reachable } from './connection.ts';
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

function post(path: string, file: File, onProgress: (share: number) => void, signal: AbortSignal) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', `/api/v1${path}`);
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
