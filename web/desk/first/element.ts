import { type IconName, PATHS } from '../../ui/icon-paths.ts';

type Attribute = string | number | boolean | undefined;
type Child = Node | string | null | undefined | false;

/** One element of the first screen; `false` and `undefined` leave an attribute out, `true` is as React writes it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** An icon as ui/icons.tsx draws it. `size` in rem. */
export function icon(name: IconName, size = 1.125, label?: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const look = {
    class: 'icon',
    viewBox: '0 0 24 24',
    width: `${size}rem`,
    height: `${size}rem`,
    ...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }),
  };
  for (const [key, value] of Object.entries(look)) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
