/** `bin/1022 <verb>`: everything an operator does without a browser. Works while the service is running. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Command } from './cli/command.ts';

// Everything else is imported after it: a command must not take longer to load than to run.
enableCompileCache(fileURLToPath(new URL('../.cache/node', import.meta.url)));
const { EXIT, reportFailure, UsageError } = await import('./app/failure.ts');
const { usageOf } = await import('./cli/command.ts');
const { allCommands, commandsOf } = await import('./cli/commands.ts');

const words = process.argv.slice(2);
const candidates = await commandsOf(words[0] ?? '');
const command = candidates.find(({ name }) => name.split(' ').every((word, i) => words[i] === word));
process.exitCode = await main(command, words);

async function main(found: Command | undefined, typed: string[]): Promise<number> {
  if (found === undefined) return await overview(typed);
  const args = typed.slice(found.name.split(' ').length);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usageOf(found));
    return EXIT.done;
  }
  try {
    return await found.run(args);
  } catch (error) {
    return reportFailure(error, usageOf(found));
  }
}

/** The list of verbs; of one family when only its first word was typed. */
async function overview(typed: string[]): Promise<number> {
  const asked = typed.length === 0 || typed.some((word) => ['--help', '-h', 'help'].includes(word));
  const family = candidates.filter(({ name }) => name.split(' ')[0] === typed[0]);
  const shown = family.length > 0 ? family : await allCommands();
  const width = Math.max(...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  const text = ['1022 <verb> [options]', '', ...lines, '', '1022 <verb> --help tells more.'].join('\n');
  if (!asked)
    return reportFailure(new UsageError(`Không có lệnh ${JSON.stringify(typed.join(' '))} (no such verb).`, text));
  console.log(text);
  return EXIT.done;
}
