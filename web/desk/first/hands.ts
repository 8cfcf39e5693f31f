import type { Frame } from './frame.ts';
import { searchValue } from './place.ts';

/** What the desk must know of the time before it: nobody shall lose a place, a mark or a word. */
export interface Done {
  /** Height in pixels of each row, in order, and how far one has scrolled. */
  rows: { code: string; height: number }[];
  offset: number;
  picked: string[];
  /** Where the keyboard stands: on a row, in the search, or nowhere in particular. */
  focus: { row: string } | { search: [from: number, to: number] } | null;
  /** A button whose work only the desk can do, pressed before it had come. */
  pressed: string | null;
}

/** Follows hands on the first screen: what can be done at once is done, the rest is remembered. */
export function watchHands(frame: Frame): { leave(): Done } {
  let pressed: string | null = null;
  frame.shell.addEventListener('click', (event) => {
    const target = event.target as HTMLElement;
    pressed = target.closest<HTMLElement>('[data-again]')?.dataset.again ?? pressed;
    const link = target.closest('a');
    if (!link?.pathname.startsWith('/desk') || event.defaultPrevented) return;
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.hash) return;
    event.preventDefault();
    // The desk opens whatever the address bar says when it has come; until then the mark says that it was heard.
    history.pushState(null, '', link.href);
    for (const before of frame.shell.querySelectorAll('[aria-current]')) before.removeAttribute('aria-current');
    link.setAttribute('aria-current', link.dataset.row ? 'true' : 'page');
  });
  const narrow = (key: 'q' | 'due', value: string) => {
    const search = new URLSearchParams(location.search);
    if (value) search.set(key, searchValue(value));
    else search.delete(key);
    history.replaceState(null, '', `${location.pathname}${search.size > 0 ? `?${search}` : ''}`);
  };
  const field = frame.shell.querySelector('input[type=search]') as HTMLInputElement;
  field.addEventListener('input', () => narrow('q', field.value.trim()));
  const due = frame.shell.querySelector('select') as HTMLSelectElement;
  due.addEventListener('change', () => narrow('due', due.value));
  return {
    leave() {
      const at = document.activeElement;
      const row = at instanceof HTMLElement ? at.dataset.row : undefined;
      const rows = [...frame.content.querySelectorAll<HTMLElement>('[role=listitem]')];
      const codeOf = (one: HTMLElement) => one.querySelector<HTMLElement>('[data-row]')?.dataset.row ?? '';
      return {
        rows: rows.map((one) => ({ code: codeOf(one), height: one.getBoundingClientRect().height })),
        offset: frame.scroller.scrollTop,
        picked: rows.filter((one) => one.querySelector(':checked')).map(codeOf),
        focus: row ? { row } : at === field ? { search: [field.selectionStart ?? 0, field.selectionEnd ?? 0] } : null,
        pressed,
      };
    },
  };
}
