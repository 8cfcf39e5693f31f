/** Reads what the rules need from a TypeScript file: its imports, its code without comments, its text literals. */

export interface Import {
  specifier: string;
  line: number;
  /** `import type` or `export type`: gone at run time. */
  typeOnly: boolean;
}

export interface Source {
  lines: number;
  imports: Import[];
  /** The code with comments and text literals blanked out; same length and line breaks as the file. */
  code: string;
  /** Text and template literals with the line they begin on. */
  texts: { text: string; line: number }[];
}

/** Comments, then literals; templates are taken whole, with what they interpolate. A regular expression that holds a quote is taken as such. */
const token =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[=(,:;!&|?{}[\n]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/g;

const fromClause = /(?:^|[\n;}])\s*(?:import|export)\b([^;'"`()=]*?)\bfrom\s*(['"])([^'"\n]+)\2/g;
const bareImport = /(?:^|[\n;}])\s*import()\s*(['"])([^'"\n]+)\2/g;
const dynamicImport = /\bimport\(()\s*(['"])([^'"\n]+)\2/g;

/** Parses one file. It is a reader of well-formed code (the compiler has seen it), not a checker. */
export function readSource(content: string): Source {
  const texts: Source['texts'] = [];
  const lineAt = lineCounter(content);
  const withoutComments = content.replace(token, (found) =>
    found.startsWith('/*') || found.startsWith('//') ? blank(found) : found,
  );
  const code = content.replace(token, (found, offset: number) => {
    if (/^['"`]/.test(found)) texts.push({ text: found.slice(1, -1), line: lineAt(offset) });
    return blank(found);
  });
  const imports = [fromClause, bareImport, dynamicImport].flatMap((pattern) =>
    [...withoutComments.matchAll(pattern)].map((match) => ({
      specifier: match[3] ?? '',
      line: lineAt(match.index + match[0].length - 1),
      typeOnly: /^\s*type\b/.test(match[1] ?? ''),
    })),
  );
  return { lines: content.split('\n').length - (content.endsWith('\n') ? 1 : 0), imports, code, texts };
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}

function lineCounter(content: string): (offset: number) => number {
  return (offset) => content.slice(0, offset).split('\n').length;
}
