/** Something that the person at the keyboard can put right: what is wrong, what to do, and the raw output if it helps. */
export class Problem extends Error {
  constructor(message, advice, detail = '') {
    super(message);
    this.advice = advice;
    this.detail = detail;
  }
}

/** What tools print → what it means → what to do. First match wins. */
const known = [
  [/ENOSPC|no space left/i, 'The disk is full.', 'Free about 1 GB, then start again.'],
  [/EDQUOT|disk quota/i, 'The disk quota is used up.', 'Free about 1 GB, then start again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|network/i,
    'The package registry cannot be reached.',
    'Check the network (or the proxy: npm config set proxy …), then start again. Only the first start needs it.',
  ],
  [/EINTEGRITY/, 'A downloaded package is damaged.', 'Run `npm cache clean --force`, then start again.'],
  [
    /self.signed certificate|UNABLE_TO_VERIFY|CERT_/i,
    'A certificate is not trusted.',
    'Set NODE_EXTRA_CA_CERTS to the file of your proxy’s CA.',
  ],
  [
    /EUSAGE|can only install.*in sync/is,
    'package.json and package-lock.json do not fit together.',
    'Take both from the same commit (git checkout -- package.json package-lock.json).',
  ],
  [
    /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
    'Files of the project may not be written by this user.',
    'Give the directory to this user (chown -R) or start as its owner.',
  ],
];

/** Reads the output of a failed tool. */
export function explain(task, output, logFile) {
  const [, meaning, advice] = known.find(([pattern]) => pattern.test(output)) ?? [
    null,
    'See the output below.',
    `The whole log: ${logFile}`,
  ];
  return new Problem(`${task} failed. ${meaning}`, advice, telling(output));
}

/** The first line that speaks of an error with what follows it, else the end. */
function telling(output) {
  const lines = output.trim().split('\n');
  const first = lines.findIndex((line) => /error|ERR!|✗|failed/i.test(line));
  return lines.slice(first === -1 ? -20 : first, first === -1 ? undefined : first + 20).join('\n');
}
