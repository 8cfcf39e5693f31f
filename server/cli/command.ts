/** One verb of `1022`. */
export interface Command {
  /** As typed, e.g. `user add`. */
  name: string;
  summary: string;
  /** What follows the name, e.g. `<user name> --role <role>@<unit>`. */
  synopsis: string;
  /** Further lines of `--help`. */
  help?: string;
  /** Returns the exit code; throws `UsageError` for a command line that makes no sense. */
  run(args: string[]): Promise<number>;
}

/** The text of `1022 <verb> --help`. */
export function usageOf(command: Command): string {
  const head = `1022 ${command.name}${command.synopsis === '' ? '' : ` ${command.synopsis}`}`;
  const common = [
    '  --demo   the demonstration installation (when DATA_DIR holds a real one too)',
    '  --help   this text',
  ];
  return [head, '', command.summary, ...(command.help ? ['', command.help] : []), '', ...common].join('\n');
}

/** One line of JSON for programs. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

/** Rows as aligned columns; the first row is the head. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => [...(row[i] ?? '')].length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - [...cell].length))
        .join('  ')
        .trimEnd(),
    );
  }
}
