import { Readable } from 'node:stream';
import type { AttachmentStream, Headers } from 'mailparser';
import { MailParser } from 'mailparser';
import { MAIL_LIMITS, UnreadableMail } from './parsed-mail.ts';

/** One leaf of the MIME tree as the library hands it over, content decoded from base64 or quoted-printable. */
export type MimeLeaf = Omit<AttachmentStream, 'content' | 'release' | 'type'> & { bytes: Buffer };

export type MimeContent = {
  headers: Headers;
  /** Raw header lines in order: lower-case name, and the line as bytes in a latin1 string. */
  lines: { key: string; line: string }[];
  text: string;
  html: string | null;
  leaves: MimeLeaf[];
  /** Leaves that were skipped because there were too many. */
  dropped: number;
};

// The library's own working parts that we lean on. It offers no depth limit and no way to get at the bytes of a text
// part; parse.test.ts holds both, so an update that moves them cannot pass unseen.
type Inside = {
  processChunk(chunk: { type: string; parentNode?: Parent }, done: (error?: Error | null) => void): void;
  textTypes: string[];
};
type Parent = { parentNode?: Parent };

/**
 * Takes a mail apart within MAIL_LIMITS. With `textAsBytes` every text part comes as a leaf with its undecoded bytes
 * (for mails whose charset label is wrong) and `text` and `html` stay empty.
 * Works in slices and yields to the event loop in between, so that one big mail does not stop the server.
 * @throws UnreadableMail, nothing else.
 */
export async function readMime(raw: Buffer, textAsBytes = false): Promise<MimeContent> {
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextLinks: true,
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    // The tidied header may grow a little when bytes become UTF-8.
    maxHeadSize: MAIL_LIMITS.header * 2,
    maxChildNodes: MAIL_LIMITS.parts,
  });
  const inside = parser as unknown as Inside;
  if (textAsBytes) inside.textTypes = [];
  limitDepth(inside);
  const content: MimeContent = { headers: new Map(), lines: [], text: '', html: null, leaves: [], dropped: 0 };
  const source = Readable.from(slices(raw), { objectMode: false });
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown) => reject(asUnreadable(error));
      timer = setTimeout(() => fail(new UnreadableMail('too_slow', 'parsing took too long')), MAIL_LIMITS.time);
      parser.on('error', fail);
      source.on('error', fail);
      parser.on('headers', (headers) => {
        content.headers = headers;
        content.lines = (parser.headerLines || []).slice(0, 2000);
      });
      parser.on('data', (data) => {
        if (data.type === 'attachment') collect(data, content, fail);
        else {
          content.text = data.text ?? '';
          content.html = data.html ?? null;
        }
      });
      parser.on('end', resolve);
      source.pipe(parser);
    });
    return content;
  } finally {
    clearTimeout(timer);
    // A parser that failed may still report further errors; without a listener they would end the process.
    parser.on('error', () => {});
    source.unpipe(parser);
    source.destroy();
  }
}

function limitDepth(inside: Inside): void {
  const original = inside.processChunk;
  inside.processChunk = function processChunk(chunk, done) {
    if (chunk.type === 'node') {
      let depth = 0;
      for (let parent = chunk.parentNode; parent; parent = parent.parentNode) depth += 1;
      if (depth > MAIL_LIMITS.depth) {
        done(new UnreadableMail('too_deep', `parts nested deeper than ${MAIL_LIMITS.depth}`));
        return;
      }
    }
    original.call(this, chunk, done);
  };
}

function* slices(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += 64 * 1024) yield raw.subarray(at, at + 64 * 1024);
}

function collect(part: AttachmentStream, content: MimeContent, fail: (error: unknown) => void): void {
  // One more than the limit is the text of the mail itself when text parts come as bytes.
  if (content.leaves.length >= MAIL_LIMITS.attachments + 20) {
    content.dropped += 1;
    part.content.on('error', fail);
    part.content.resume();
    part.release?.();
    return;
  }
  const chunks: Buffer[] = [];
  part.content.on('data', (chunk: Buffer) => chunks.push(chunk));
  part.content.on('error', fail);
  part.content.on('end', () => {
    const { content: _stream, release, type: _type, ...rest } = part;
    content.leaves.push({ ...rest, bytes: Buffer.concat(chunks) });
    release?.();
  });
}

function asUnreadable(error: unknown): UnreadableMail {
  if (error instanceof UnreadableMail) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/header size/iu.test(message)) return new UnreadableMail('header_too_large', message, error);
  if (/child nodes/iu.test(message)) return new UnreadableMail('too_many_parts', message, error);
  return new UnreadableMail('broken', message, error);
}
