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

/** Reads the output of a failed tool. Of a known problem a few lines are enough. */
export function explain(task, output, logFile) {
  const found = known.find(([pattern]) => pattern.test(output));
  if (found === undefined)
    return new Problem(`${task} failed; what it said stands above.`, `The whole log: ${logFile}`, telling(output, 25));
  const [, meaning, advice] = found;
  return new Problem(`${task} failed. ${meaning}`, advice, telling(output, 4));
}

/** The first line that speaks of an error with what follows it, else the end; no line twice. */
function telling(output, most) {
  const lines = [...new Set(output.trim().split('\n'))];
  const first = lines.findIndex((line) => /error|ERR!|✗|failed|ENOSPC/i.test(line));
  return lines.slice(first === -1 ? -most : first, first === -1 ? undefined : first + most).join('\n');
}
