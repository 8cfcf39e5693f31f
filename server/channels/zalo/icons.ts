/** Zalo's codes of reactions and the signs that the desk shows. */
const ICONS: readonly [code: string, emoji: string][] = [
  ['/-strong', '👍'],
  ['/-heart', '❤️'],
  [':>', '😄'],
  [':o', '😮'],
  [':-((', '😢'],
  [':-h', '😠'],
  ['--b', '👎'],
];

const REMOVE = '/-remove';

/** Null when the reaction was taken away; an unknown code is shown as it came. */
export function emojiOf(icon: string): string | null {
  if (icon === '' || icon === REMOVE) return null;
  return ICONS.find(([code]) => code === icon)?.[1] ?? icon.slice(0, 20);
}

/** Undefined when Zalo has no code for the sign. */
export function iconOf(emoji: string | null): string | undefined {
  if (emoji === null) return REMOVE;
  const plain = (text: string) => text.replaceAll('\uFE0F', '');
  return ICONS.find(([, sign]) => plain(sign) === plain(emoji))?.[0];
}
