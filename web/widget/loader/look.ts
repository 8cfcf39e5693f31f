/**
 * The style of the button and of the place for the window. What is important in here wins over what is important in the
 * page, so even `* { all: unset !important }` does no harm.
 */
export const LOOK = `
:host { all: initial !important; display: block !important; position: fixed !important; z-index: 2147483000 !important; bottom: 16px !important;
  font: 600 16px/1.3 "Be Vietnam Pro", system-ui, sans-serif !important; }
:host([data-side=right]) { right: 16px !important; }
:host([data-side=left]) { left: 16px !important; }
button { display: flex; align-items: center; gap: 8px; min-height: 52px; max-width: calc(100vw - 32px); padding: 0 20px; border: 2px solid transparent; border-radius: 26px;
  font: inherit; color: var(--on); background: var(--brand); box-shadow: 0 6px 20px rgb(16 30 54 / 28%); cursor: pointer; }
button:focus-visible { outline: 3px solid var(--on); outline-offset: 2px; box-shadow: 0 0 0 7px var(--brand); }
svg { flex: none; width: 24px; height: 24px; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
b { min-width: 22px; padding: 1px 6px; border-radius: 11px; box-sizing: border-box; text-align: center; font: inherit; font-size: 13px; color: #fff; background: #b3211a; }
[hidden] { display: none !important; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
iframe { position: fixed; bottom: 16px; width: 400px; height: min(640px, calc(100vh - 32px)); border: 0; border-radius: 12px; background: Canvas;
  box-shadow: 0 12px 40px rgb(16 30 54 / 32%); color-scheme: light dark; }
:host([data-side=right]) iframe { right: 16px; }
:host([data-side=left]) iframe { left: 16px; }
@media (max-width: 480px), (max-height: 480px) { iframe { inset: 0 !important; width: 100%; height: 100%; border-radius: 0; } }
@media (forced-colors: active) { button { border-color: ButtonText; } iframe { border: 1px solid CanvasText; } }
@media print { :host { display: none !important; } }
`;

/** Black or white, whichever can be read on the colour. */
export function inkOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // Where both are equally readable.
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000000' : '#ffffff';
}
