/** One piece of an article. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] };

/** Light Markdown as blocks: `##` headings, `-` and `1.` lists, everything else paragraphs. Pure; never HTML. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const line of text.split('\n')) {
    const heading = /^#{1,4}\s+(.*)$/.exec(line);
    const item = /^\s*(?:([-*•])|(\d+)[.)])\s+(.*)$/.exec(line);
    if (line.trim() === '') open = null;
    else if (heading) {
      blocks.push({ kind: 'heading', text: heading[1] ?? '' });
      open = null;
    } else if (item) {
      const ordered = item[2] !== undefined;
      if (open?.kind !== 'list' || open.ordered !== ordered) {
        open = { kind: 'list', ordered, items: [] };
        blocks.push(open);
      }
      open.items.push(item[3] ?? '');
    } else if (open?.kind === 'paragraph') open.text += `\n${line}`;
    else if (open?.kind === 'list') open.items[open.items.length - 1] += ` ${line.trim()}`;
    else {
      open = { kind: 'paragraph', text: line };
      blocks.push(open);
    }
  }
  return blocks;
}

/** The text of an article without its marks, for an answer to a citizen. */
export function plainOf(text: string): string {
  return blocksOf(text)
    .map((b) => {
      if (b.kind !== 'list') return b.text;
      return b.items.map((item, i) => `${b.ordered ? `${i + 1}.` : '-'} ${item}`).join('\n');
    })
    .join('\n\n')
    .replaceAll('**', '');
}
