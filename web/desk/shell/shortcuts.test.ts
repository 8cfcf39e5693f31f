/** The list of keys and the files that listen to keys say the same. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { keyText, SHORTCUTS } from './shortcuts.ts';

const WEB = new URL('../../', import.meta.url);
/** Where `useKeys` itself lives: it listens for all the others. */
const MACHINE = 'desk/shell/keys.ts';

/** The keys that a source file listens to, without Ctrl, Alt and Shift. */
function boundIn(source: string): Set<string> {
  const found = new Set<string>();
  const add = (key: string) => found.add(bare(key));
  for (const [, body = ''] of source.matchAll(/\buse(?:Alt)?Keys\(([\s\S]*?)\);\n/g))
    for (const [, quoted, plain] of body.matchAll(/(?:^|[{,\n])\s*(?:'([^'\n]+)'|([a-z]|[A-Z]\w+)): /g))
      add(quoted ?? plain ?? '');
  if (!/onKeyDown|'keydown'/.test(source)) return found;
  for (const [, key = ''] of source.matchAll(/\b[a-z]*[kK]ey(?:\.toLowerCase\(\))? [!=]== '([^']+)'/g)) add(key);
  for (const [, key = ''] of source.matchAll(/\b(Arrow[A-Z]\w+|Page(?:Up|Down)|Home|End|Escape|Enter): /g)) add(key);
  for (const [, one, code] of source.matchAll(/'([^'\w\s]|\d)': |'(Key[A-Z])'/g)) add(one ?? code ?? '');
  return found;
}

function bare(key: string): string {
  const last = key.length > 1 ? (key.split('+').at(-1) ?? key) : key;
  return last.replace(/^Key(?=[A-Z]$)/, '').replace(/^[A-Z]$/, (letter) => letter.toLowerCase());
}

test('a file that binds a key has it in the list, and the list names no key that no file binds', () => {
  const listed = new Map<string, Set<string>>();
  for (const { keys, at } of SHORTCUTS)
    for (const file of at) listed.set(file, new Set([...(listed.get(file) ?? []), ...keys.map(bare)]));
  const files = globSync('{desk,ui,lib}/**/*.{ts,tsx}', { cwd: WEB }).filter((f) => !/\.test\./.test(f));
  const bound = new Map(files.map((file) => [file, boundIn(readFileSync(new URL(file, WEB), 'utf8'))]));
  for (const file of new Set([...files, ...listed.keys()])) {
    if (file === MACHINE) continue;
    assert.deepEqual([...(listed.get(file) ?? [])].sort(), [...(bound.get(file) ?? [])].sort(), `keys of web/${file}`);
  }
});

test('the comparison sees each way in which a key is bound', () => {
  const all = `useKeys({ 'mod+k': open, j: () => step(1),
    ...(x ? { Escape: close } : {}), });
  const by = { ArrowDown: 1 }[event.key]; if (event.key === 'Home') go(); const m = { '+': zoom, '0': fit };
  ['KeyA'].includes(event.code); document.addEventListener('keydown', listen);`;
  assert.deepEqual([...boundIn(`${all}\n`)].sort(), ['+', '0', 'ArrowDown', 'Escape', 'Home', 'a', 'j', 'k']);
});

test('no key stands twice in one place', () => {
  for (const scope of new Set(SHORTCUTS.map((s) => s.scope))) {
    const uses = SHORTCUTS.filter((s) => s.scope === scope).flatMap((s) => s.keys.map((key) => `${key} ${s.at[0]}`));
    assert.equal(new Set(uses).size, uses.length, scope);
  }
});

test('keys are written as the keyboard has them', () => {
  assert.equal(keyText('mod+shift+Enter', false), 'Ctrl Shift Enter');
  assert.equal(keyText('mod+k', true), '⌘ K');
  assert.equal(keyText('alt+KeyA', false), 'Alt A');
  assert.equal(keyText('+', false), '+');
});
