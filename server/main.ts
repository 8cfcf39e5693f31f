/** `npm start [-- --demo]`: opens the installation, serves it, and ends in order on Ctrl-C or SIGTERM. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// Everything else is imported after it: the second start takes seconds.
enableCompileCache(fileURLToPath(new URL('../.cache/node', import.meta.url)));
const { reportFailure } = await import('./app/failure.ts');
const { serve } = await import('./app/serve.ts');

const USAGE = `npm start [-- --demo]

  --demo   chạy bản trình diễn với dữ liệu mẫu (demonstration with sample data, kept apart from real data)

Settings come from the environment and .env; bin/1022 doctor explains each.`;

try {
  const { values } = parseArgs({ options: { demo: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) console.log(USAGE);
  else await serve({ demo: values.demo ?? false });
} catch (error) {
  process.exitCode = reportFailure(error, USAGE);
}
