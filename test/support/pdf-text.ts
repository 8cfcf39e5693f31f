import { spawnSync } from 'node:child_process';
import { requireProgram } from '../../scripts/debian-packages.ts';

/** The words of a PDF as a reader's program finds them: proof that letters are letters and not pictures of letters. */
export function pdfText(pdf: Buffer, ...options: string[]): string {
  const { path, env } = requireProgram('pdftotext');
  const run = spawnSync(path, ['-enc', 'UTF-8', ...options, '-', '-'], { input: pdf, env: { ...process.env, ...env } });
  if (run.status !== 0) throw new Error(`pdftotext: ${run.stderr}`);
  return run.stdout.toString('utf8').normalize('NFC');
}
