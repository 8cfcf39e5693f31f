/** Text that is HTML already. Only `html` and `flag` make it, so nothing unescaped slips through. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Piece = Html | string | number | null | undefined | false | readonly Piece[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(render).join('');
  return String(piece).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}

/**
 * A template that escapes every value. Values may stand in text and in quoted attributes only, never in a tag name,
 * an unquoted attribute, a script or a style.
 */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  return new Html(strings.reduce((text, part, i) => text + render(values[i - 1]) + part));
}

/** A boolean attribute with a blank before it: `<input${flag('checked', yes)}>`. */
export function flag(name: 'checked' | 'selected' | 'required' | 'hidden' | 'disabled', on: boolean): Html | null {
  return on ? new Html(` ${name}`) : null;
}

/** Paragraphs and line breaks of plain text that a person typed. */
export function paragraphs(text: string): Html[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((p) => html`<p>${p.split('\n').map((line, i) => [i > 0 && html`<br>`, line])}</p>`);
}
