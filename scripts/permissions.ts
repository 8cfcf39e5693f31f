/** Makes docs/permissions.md: registers every route on a server that never listens and prints what each asks for. */
import { tmpdir } from 'node:os';
import { createApp } from '../server/app.ts';
import { permissionsPage } from '../server/org/index.ts';
import { readConfig } from '../server/platform/config.ts';
import type { Ctx } from '../server/platform/context.ts';
import { routeTable } from '../server/platform/http/index.ts';
import { createLog } from '../server/platform/log.ts';

// Registering a route uses settings and log only; handlers would use the rest, but none is called.
const nothing: unknown = new Proxy(() => nothing, { get: (_, key) => (key === 'then' ? undefined : nothing) });

/** The text of docs/permissions.md. */
export async function permissions(): Promise<string> {
  const known = { config: readConfig({}, { cwd: tmpdir() }), log: createLog('silent') };
  const ctx = new Proxy(known, { get: (own, key) => Reflect.get(own, key) ?? nothing }) as unknown as Ctx;
  const app = await createApp(ctx);
  await app.close();
  return permissionsPage(routeTable());
}
