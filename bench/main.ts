/** `npm run bench -- intake|inbox [--cases N] [--seconds S] [--rounds R] [--profile]`: measures, prints a table, writes JSON. */
import { parseArgs } from 'node:util';
import { inbox } from './inbox.ts';
import { intake } from './intake.ts';

const USAGE = `npm run bench -- intake [--seconds 8] [--rounds 3] [--clients 16] [--profile]
npm run bench -- inbox [--cases 1000000] [--repeats 30]

  intake   cases created through the HTTP API, against the same rows written raw to the same server
  inbox    list, filter, open and search among many cases (data kept under .cache/ for the next run)
  --profile  intake only: writes a CPU profile of the server to bench/results`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '16' },
    cases: { type: 'string', default: '1000000' },
    repeats: { type: 'string', default: '30' },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
const number = (text: string) => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${text} is not a number above zero`);
  return value;
};

const [name] = positionals;
if (values.help || (name !== 'intake' && name !== 'inbox')) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else if (name === 'intake') {
  await intake({
    seconds: number(values.seconds),
    rounds: number(values.rounds),
    clients: number(values.clients),
    profile: values.profile,
  });
} else await inbox({ cases: number(values.cases), repeats: number(values.repeats) });
