/** Leaves the schemas of the contract out of the desk, which validates nothing: they would be a tenth of its first load. */
import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** True for `z.object({…}).strict()` and whatever else begins with `z`. */
function beginsWithZ(node: Node): boolean {
  let at = node;
  while (at.type === 'CallExpression' || at.type === 'MemberExpression')
    at = (at.type === 'CallExpression' ? at.callee : at.object) as Node;
  return at !== node && at.type === 'Identifier' && at.name === 'z';
}

/** The outermost expressions below `node` that begin with `z`, in the order of the text. */
function schemasIn(node: unknown, found: Node[] = []): Node[] {
  if (Array.isArray(node)) for (const one of node) schemasIn(one, found);
  else if (node && typeof node === 'object' && 'type' in node) {
    if (beginsWithZ(node as Node)) found.push(node as Node);
    else for (const part of Object.values(node)) schemasIn(part, found);
  }
  return found;
}

/** `code` with each of its schemas replaced by `z` itself, which answers to everything (web/lib/types-only-zod.ts). */
export function withoutSchemas(code: string, program: unknown): string {
  let text = '';
  let from = 0;
  for (const { start, end } of schemasIn(program).toSorted((a, b) => a.start - b.start)) {
    text += `${code.slice(from, start)}z`;
    from = end;
  }
  return text + code.slice(from);
}

/** The plugin for the build of the desk. */
export function typesOnlyContract(): Plugin {
  return {
    name: 'types-only-contract',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/contract\/[^/]+\.ts$/.test(id)) return null;
      return { code: withoutSchemas(code, this.parse(code)), map: null };
    },
  };
}
