/** `bin/1022 <verb>`: everything an operator does without a browser. Works while the service is running. */
import { EXIT, reportFailure, UsageError } from './app/failure.ts';
import { type Command, usageOf } from './cli/command.ts';
import { commands } from './cli/commands.ts';

const words = process.argv.slice(2);
const command = commands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word));
process.exitCode = await main(command, words);

async function main(found: Command | undefined, typed: string[]): Promise<number> {
  if (found === undefined) return overview(typed);
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
function overview(typed: string[]): number {
  const asked = typed.length === 0 || typed.some((word) => ['--help', '-h', 'help'].includes(word));
  const family = commands.filter(({ name }) => name.split(' ')[0] === typed[0]);
  const shown = family.length > 0 ? family : commands;
  const width = Math.max(...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  const text = ['1022 <verb> [options]', '', ...lines, '', '1022 <verb> --help tells more.'].join('\n');
  if (!asked) return reportFailure(new UsageError(`Không có lệnh ${JSON.stringify(typed.join(' '))} (no such verb).`, text));
  console.log(text);
  return EXIT.done;
}
