import type { JSX } from 'react';
import { type IconName, PATHS } from './icon-paths.ts';

export type { IconName };

/** One icon. Without a `label` it is decoration and hidden from screen readers. `size` in rem. */
export function Icon({ name, size = 1.125, label }: { name: IconName; size?: number; label?: string }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: labelled by aria-label, or hidden as decoration
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={`${size}rem`}
      height={`${size}rem`}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
