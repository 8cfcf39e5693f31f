import { preferences } from '../../lib/choices.ts';
import { keepPlace } from '../../ui/list-places.ts';
import { caseListName } from '../queue/list-name.ts';
import { handSelection } from '../queue/use-selection.ts';
import type { Done } from './hands.ts';
import type { FirstScreen } from './screen.ts';

/** Before the desk is rendered: its list begins with the heights, the place and the marks of the first screen. */
export function keepFirstScreen({ view, filters }: FirstScreen, { rows, offset, picked, focus }: Done): void {
  const name = caseListName(view, filters);
  if (picked.length > 0) handSelection(name, picked);
  if (rows.length === 0) return;
  let end = 0;
  const sizes = rows.map(({ code, height }, index) => {
    const start = end;
    end += height;
    return { key: code, index, start, end, size: height, lane: 0 };
  });
  const row = focus && 'row' in focus ? focus.row : null;
  keepPlace(`cases ${name}`, {
    ...{ rows: rows.length, offset, active: row, row, sizes, focused: row !== null },
    look: `cards ${preferences.get().density}`,
  });
}

/** After it has been rendered: the keyboard stands where it stood, and a button pressed too early does its work. */
export function resumeFirstScreen({ focus, pressed }: Done): void {
  if (focus && 'search' in focus) {
    const field = document.querySelector<HTMLInputElement>('main input[type=search]');
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(...focus.search);
  }
  if (pressed) document.querySelector<HTMLElement>(`[data-again="${pressed}"]`)?.click();
}
