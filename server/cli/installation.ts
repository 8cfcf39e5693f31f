import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../app/failure.ts';
import { installationFact } from '../app/installation.ts';
import { type ContextOptions, createContext, type RunningContext, reachDatabase } from '../context.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';

const common = { demo: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/** Parses what follows a verb: the given options, `--demo`, `--json`, and exactly `names` words. */
export function readArgs<T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
  names: readonly string[] = [],
) {
  const { values, positionals } = parseArgs({
    args,
    options: { ...options, ...common } as T & typeof common,
    allowPositionals: true,
    strict: true,
  });
  if (positionals.length < names.length) throw new UsageError(`Thiếu <${names[positionals.length]}> (missing).`);
  if (positionals.length > names.length)
    throw new UsageError(`Thừa tham số (unexpected): ${JSON.stringify(positionals[names.length])}`);
  return { values, words: positionals };
}

/** Whether an embedded installation lives in this folder. */
export function livesIn(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres')) || existsSync(join(dataDir, 'postgres.location'));
}

/**
 * Which installation a command is about: the one that exists. With DATABASE_URL the database itself says whether it is
 * a demonstration; under DATA_DIR the real one is meant when both are there, unless `--demo` says otherwise.
 * @throws UsageError when there is none and `mayCreate` is not set
 */
export async function chooseInstallation(demo: boolean, { mayCreate = false } = {}): Promise<Config> {
  const asDemo = readConfig(process.env, { demo: true });
  const asReal = readConfig(process.env, { demo: false });
  if (demo) return mustExist(asDemo, mayCreate);
  if (asReal.databaseUrl !== null) return (await saysDemo(asReal)) ? asDemo : asReal;
  if (!livesIn(asReal.dataDir) && livesIn(asDemo.dataDir)) return asDemo;
  return mustExist(asReal, mayCreate);
}

function mustExist(config: Config, mayCreate: boolean): Config {
  if (mayCreate || config.databaseUrl !== null || livesIn(config.dataDir)) return config;
  throw new UsageError(
    `Chưa có hệ thống nào trong ${config.dataDir} (no installation there). Start it once with npm start, or set DATA_DIR or DATABASE_URL.`,
  );
}

async function saysDemo(config: Config): Promise<boolean> {
  const { database } = await reachDatabase(config, createLog('silent'), { applicationName: '1022 cli' });
  try {
    return (await installationFact(database.db, 'demo')) === true;
  } catch {
    // No tables yet.
    return false;
  } finally {
    await database.close();
  }
}

/**
 * Opens the chosen installation beside whatever is running on it, does the work, and leaves it as it was. What the work
 * recorded is put into the event log at the end, so that running processes show it within seconds.
 */
export async function withInstallation<T>(
  demo: boolean,
  work: (ctx: RunningContext) => Promise<T>,
  options: ContextOptions & { mayCreate?: boolean } = {},
): Promise<T> {
  const config = await chooseInstallation(demo, { mayCreate: options.mayCreate ?? false });
  // What goes wrong is told in words; the log is for services.
  const log = createLog(['debug', 'trace'].includes(config.logLevel) ? config.logLevel : 'error');
  const { mayCreate = false } = options;
  const ctx = await createContext(config, { applicationName: '1022 cli', log, migrate: mayCreate, ...options });
  try {
    const result = await work(ctx);
    await ctx.events.drain();
    return result;
  } finally {
    await ctx.stop();
  }
}
