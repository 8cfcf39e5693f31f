/** A run of text that both versions share, that only the new one has, or that only the old one had. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many differing words the two texts are shown as replaced: nobody reads such a difference anyway. */
const MAX_EDITS = 800;

/** Words, runs of white space and single marks, so that joining the tokens gives the text back. */
function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

/**
 * The difference of two texts word by word (Myers' greedy algorithm). Joining `same` and `removed` gives `before`,
 * joining `same` and `added` gives `after`. Pure.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const a = tokens(before);
  const b = tokens(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const parts: DiffPart[] = [];
  push(parts, 'same', a.slice(0, start));
  for (const part of middle(a.slice(start, endA), b.slice(start, endB))) push(parts, part.kind, [part.text]);
  push(parts, 'same', a.slice(endA));
  return readable(parts);
}

/**
 * A run of changes that only white space keeps apart is read as one: first all that was taken out, then all that was
 * added. “sẽ được sửa” → “đã sáng” instead of word against word.
 */
function readable(parts: DiffPart[]): DiffPart[] {
  const merged: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) merged.push({ kind: 'removed', text: removed });
    if (added) merged.push({ kind: 'added', text: added });
    removed = added = '';
  };
  parts.forEach((part, i) => {
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else if (removed && added && i < parts.length - 1 && part.text.trim() === '') {
      removed += part.text;
      added += part.text;
    } else {
      flush();
      merged.push(part);
    }
  });
  flush();
  return merged;
}

function push(parts: DiffPart[], kind: DiffPart['kind'], words: string[]): void {
  if (words.length === 0) return;
  const last = parts.at(-1);
  if (last?.kind === kind) last.text += words.join('');
  else parts.push({ kind, text: words.join('') });
}

/** Furthest-reaching points per diagonal, one copy per number of edits, then the way back through them. */
function middle(a: string[], b: string[]): DiffPart[] {
  const max = Math.min(a.length + b.length, MAX_EDITS);
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= max; edits++) {
    const next = new Map<number, number>();
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, [...trace, reach]);
    }
    trace.push(reach);
    reach = next;
  }
  const replaced: DiffPart[] = [
    { kind: 'removed', text: a.join('') },
    { kind: 'added', text: b.join('') },
  ];
  return replaced.filter((part) => part.text !== '');
}

function walkBack(a: string[], b: string[], trace: Map<number, number>[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] as Map<number, number>;
    const k = x - y;
    const down = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : (reach.get(fromK) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) {
      parts.push({ kind: 'same', text: a[--x] as string });
      y--;
    }
    if (edits === 0) break;
    if (down) parts.push({ kind: 'added', text: b[--y] as string });
    else parts.push({ kind: 'removed', text: a[--x] as string });
  }
  return parts.reverse();
}
