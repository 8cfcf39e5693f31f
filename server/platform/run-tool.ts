import { spawn } from 'node:child_process';

export interface ToolResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end, without a shell. A program that is not there gives code 127. */
export async function runTool(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<ToolResult> {
  const { input, ...rest } = options;
  const child = spawn(program, args, { ...rest, stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, stdout: '', stderr: String(error) }));
    child.once('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

/** The same for a program that must succeed. @throws Error with the end of what it said */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: Parameters<typeof runTool>[2] = {},
): Promise<string> {
  const result = await runTool(program, args, options);
  if (result.code === 0) return result.stdout;
  const said = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-12).join('\n');
  throw new Error(`${program} ${args.slice(0, 4).join(' ')} ended with ${result.code}:\n${said}`);
}
