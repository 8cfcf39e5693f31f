import type { Problem } from '../../../contract/common.ts';
import type { Endpoint } from '../../../contract/endpoint.ts';
import { languageNow } from '../../lib/preferences.ts';
import { ApiProblem, NetworkLost } from '../../lib/problem.ts';

/** Asks for a file with a body (a reason), and gives it to the browser to keep. @throws ApiProblem, NetworkLost */
export async function download(
  endpoint: Endpoint,
  input: { params?: Record<string, string>; body: unknown },
): Promise<void> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''));
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method: endpoint.method,
      headers: { 'content-type': 'application/json', 'accept-language': languageNow() },
      body: JSON.stringify(input.body),
      credentials: 'same-origin',
    });
  } catch (cause) {
    throw new NetworkLost(cause);
  }
  if (!response.ok) {
    const unknown: Problem = {
      type: 'about:blank',
      title: response.statusText,
      status: response.status,
      code: 'unknown',
    };
    throw new ApiProblem(((await response.json().catch(() => null)) as Problem | null) ?? unknown);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'ghi-am';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
