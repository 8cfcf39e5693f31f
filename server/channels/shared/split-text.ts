/** Pieces of at most `max` code points, cut at a paragraph, a line, a sentence or a blank, in this order of liking. */
export function splitText(text: string, max = 2000): string[] {
  const pieces: string[] = [];
  let rest = [...text];
  while (rest.length > max) {
    const head = rest.slice(0, max).join('');
    const piece = head.slice(0, cutAt(head));
    pieces.push(piece.trimEnd());
    const after = rest.slice([...piece].length).join('');
    rest = [...after.trimStart()];
  }
  if (rest.length > 0) pieces.push(rest.join(''));
  return pieces;
}

/** Where to cut, in UTF-16 units; never before the middle. */
function cutAt(head: string): number {
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = head.lastIndexOf(mark);
    if (at > head.length / 2) return at + mark.length;
  }
  return head.length;
}
