import type { Endpoint } from '../../contract/endpoint.ts';

/** What goes into the address of a request. */
export interface Addressed {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
}

/** The address of one call; what is empty does not stand in it. */
export function address(endpoint: Pick<Endpoint, 'path'>, { params = {}, query = {} }: Addressed): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`;
}
