/** `npm run bench -- <name> [options]`: measures, prints a table, writes JSON. */
import { parseArgs } from 'node:util';
import { desk } from './desk.ts';
import { hotline } from './hotline/hotline.ts';
import { inbox } from './inbox.ts';
import { intake } from './intake.ts';
import { lifecycle } from './lifecycle.ts';
import { lists } from './lists.ts';
import { overdue } from './overdue.ts';
import { routing } from './routing.ts';
import { webhooks } from './webhooks.ts';
import { widget } from './widget.ts';
import { year } from './year.ts';

const USAGE = `npm run bench -- intake [--seconds 8] [--rounds 3] [--clients 16] [--profile]
npm run bench -- inbox [--cases 1000000] [--repeats 30]
npm run bench -- desk [--cases 100000] [--repeats 5]
npm run bench -- lists [--rows 200000] [--repeats 20] [--files]
npm run bench -- lifecycle [--cases 1000000] [--seconds 8] [--rounds 3] [--clients 16]
npm run bench -- overdue [--cases 100000]
npm run bench -- year [--cases 2000]
npm run bench -- routing [--seconds 8] [--rounds 3]
npm run bench -- widget [--windows 1000] [--agents 200] [--rate 100] [--seconds 8]
npm run bench -- webhooks [--rate 200] [--seconds 8]
npm run bench -- hotline [--rate 60] [--seconds 8]

  intake   cases created through the HTTP API, against the same rows written raw to the same server
  desk     the staff desk in Chromium beside --cases cases: until the list stands on a phone, how fast keys are answered
  lists    every list of the desk beside --rows calls, call-backs … and a million events: first page with total; --files: taken out
  lifecycle  whole lives of cases (register … deliver) per second, empty and beside --cases stored ones (0: only empty)
  overdue  --cases deadlines fall due at once: time to settle them, and what the desk's lists feel of it
  year     a year of --cases cases through the engine with a moved clock, then everything recounted
  routing  decisions of the strategy per second, and items offered and accepted through PostgreSQL beside the same rows raw
  widget   messages of visitors' windows to the agents' screens: latency, and whether all arrive
  webhooks  Zalo's events at --rate per second, each stored before its 200: time to the acknowledgement, and whether all arrive
  hotline  calls over SIP beside bare Asterisk (its own Queue and Dial) in the same run: held, new per second, bridged
  inbox    list, filter, open and search among many cases (data kept under .cache/ for the next run)
  --profile  intake only: writes a CPU profile of the server to bench/results`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '16' },
    cases: { type: 'string' },
    repeats: { type: 'string' },
    windows: { type: 'string', default: '1000' },
    agents: { type: 'string', default: '200' },
    rate: { type: 'string' },
    rows: { type: 'string', default: '200000' },
    files: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
const number = (text: string) => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${text} is not a number above zero`);
  return value;
};

const cases = (byDefault: number) =>
  values.cases === undefined ? byDefault : values.cases === '0' ? 0 : number(values.cases);

const shape = () => ({
  seconds: number(values.seconds),
  rounds: number(values.rounds),
  clients: number(values.clients),
});
const BENCHES: Record<string, () => Promise<void>> = {
  intake: () => intake({ ...shape(), profile: values.profile }),
  inbox: () => inbox({ cases: cases(1_000_000), repeats: number(values.repeats ?? '30') }),
  desk: () => desk({ cases: cases(100_000), repeats: number(values.repeats ?? '5') }),
  lists: () => lists({ rows: number(values.rows), repeats: number(values.repeats ?? '20'), files: values.files }),
  lifecycle: () => lifecycle({ ...shape(), cases: cases(1_000_000) }),
  overdue: () => overdue({ cases: cases(100_000) }),
  routing: () => routing({ seconds: number(values.seconds), rounds: number(values.rounds) }),
  widget: () =>
    widget({
      windows: number(values.windows),
      agents: number(values.agents),
      rate: number(values.rate ?? '100'),
      seconds: number(values.seconds),
    }),
  hotline: () => hotline({ rate: number(values.rate ?? '60'), seconds: number(values.seconds) }),
  webhooks: () => webhooks({ rate: number(values.rate ?? '200'), seconds: number(values.seconds) }),
  year: () => year({ cases: cases(2_000) }),
};

const bench = BENCHES[positionals[0] ?? ''];
if (values.help || !bench) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else await bench();
