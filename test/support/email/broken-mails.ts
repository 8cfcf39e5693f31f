/** mulberry32: small, seeded, good enough to break things the same way every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What tends to hurt readers of mail. */
const DICTIONARY = [
  '\r\n',
  '\n',
  '\r\n\r\n',
  '\0',
  '--',
  '--ww--',
  '=?utf-8?B?',
  '?=',
  '=?utf-7?Q?+ADw-',
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Type: message/rfc822\r\n',
  'boundary=',
  '<',
  '>',
  '"',
  '\\',
  'charset=utf-16',
  'charset="x\0y"',
  'Content-Transfer-Encoding: base64\r\n',
  "filename*0*=utf-8''%ff%fe; filename*1*=%",
  '=E1=BB',
  '&#x110000;',
  '<style>',
  '<blockquote type=cite>',
  '\u202e',
  '\ufffe',
  ';'.repeat(50),
  ','.repeat(500),
  '('.repeat(300),
  'a'.repeat(5000),
];

/** `count` mails made from `sources` by one to six changes each: bytes, cuts, repeats, splices. Same seed, same mails. */
export function* brokenMails(sources: readonly Buffer[], count: number, seed: number): Generator<Buffer> {
  const next = random(seed);
  for (let run = 0; run < count; run += 1)
    yield mutate(sources[run % sources.length] ?? Buffer.from('x'), sources, next);
}

function mutate(source: Buffer, sources: readonly Buffer[], next: () => number): Buffer {
  let mail = Buffer.from(source);
  const pick = (limit: number) => Math.floor(next() * limit);
  for (let step = 1 + pick(6); step > 0; step -= 1) {
    const at = pick(mail.length);
    const length = 1 + pick(60);
    const roll = pick(6);
    if (roll === 0) mail[at] = pick(256);
    else if (roll === 1) mail = Buffer.concat([mail.subarray(0, at), mail.subarray(at + length)]);
    else if (roll === 2)
      mail = Buffer.concat([mail.subarray(0, at), mail.subarray(at, at + length), mail.subarray(at)]);
    else if (roll === 3)
      mail = Buffer.concat([
        mail.subarray(0, at),
        Buffer.from(DICTIONARY[pick(DICTIONARY.length)] ?? ''),
        mail.subarray(at),
      ]);
    else if (roll === 4) for (let index = 0; index < length; index += 1) mail[at + index] = pick(256);
    else {
      const other = sources[pick(sources.length)] ?? mail;
      mail = Buffer.concat([mail.subarray(0, at), other.subarray(pick(other.length))]);
    }
    if (mail.length === 0) return Buffer.from('x');
  }
  return mail;
}
