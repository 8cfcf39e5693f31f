/** Makes docs/permissions.md: registers every route on a server that never listens and prints what each asks for. */
import { tmpdir } from 'node:os';
import { registerAudit } from '../server/audit/index.ts';
import { permissionsPage, registerOrg } from '../server/org/index.ts';
import { readConfig } from '../server/platform/config.ts';
import type { Ctx } from '../server/platform/context.ts';
import { createHttpServer, routeTable } from '../server/platform/http/index.ts';
import { createLog } from '../server/platform/log.ts';

// Registering a route uses nothing of the context; handlers would, but none is called.
const nothing: unknown = new Proxy(() => nothing, { get: (_, key) => (key === 'then' ? undefined : nothing) });

/** The text of docs/permissions.md. */
export async function permissions(): Promise<string> {
  const config = readConfig({}, { cwd: tmpdir() });
  const app = await createHttpServer({ config, log: createLog('silent'), authenticate: async () => null });
  const ctx = nothing as Ctx;
  registerOrg(app, ctx);
  registerAudit(app, ctx);
  await app.close();
  return permissionsPage(routeTable());
}
