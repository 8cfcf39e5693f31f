import { UsageError } from '../app/failure.ts';
import { AppError } from '../platform/errors.ts';

/** The same least length as for passwords that people set on the desk. */
const SHORTEST = 10;

/** A password from the terminal (asked twice, not shown) or, with `fromStdin`, the first line of standard input. */
export async function readPassword({ fromStdin }: { fromStdin: boolean }): Promise<string> {
  if (fromStdin) return checked((await readAll()).split(/\r?\n/, 1)[0] ?? '');
  if (!process.stdin.isTTY) throw new UsageError('Không có bàn phím (no terminal): use --stdin or --one-time.');
  const first = checked(await ask('Mật khẩu mới (new password): '));
  if ((await ask('Nhập lại (again): ')) !== first)
    throw new AppError('bad_input', {
      detail: { vi: 'Hai lần nhập không giống nhau (the two differ).', en: 'The two differ.' },
    });
  return first;
}

function checked(password: string): string {
  if ([...password].length < SHORTEST)
    throw new AppError('bad_input', {
      detail: {
        vi: `Mật khẩu cần ít nhất ${SHORTEST} ký tự (at least ${SHORTEST} characters).`,
        en: `The password needs at least ${SHORTEST} characters.`,
      },
    });
  return password;
}

async function readAll(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Reads one line with the echo off. */
function ask(question: string): Promise<string> {
  process.stderr.write(question);
  process.stdin.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    let line = '';
    const finish = (end: () => void) => {
      process.stdin.removeListener('data', read).setRawMode(false).pause();
      process.stderr.write('\n');
      end();
    };
    const read = (typed: string) => {
      for (const letter of typed) {
        if (letter === '\u0003') return finish(() => reject(new UsageError('Đã hủy (cancelled).')));
        if (letter === '\r' || letter === '\n' || letter === '\u0004') return finish(() => resolve(line));
        line = letter === '\u007f' || letter === '\b' ? [...line].slice(0, -1).join('') : line + letter;
      }
    };
    process.stdin.on('data', read);
  });
}
