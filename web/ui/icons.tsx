import type { JSX } from 'react';

/** Our own strokes on a 24-unit grid; icon packages are larger than the whole desk. */
const PATHS = {
  accept: 'M4 13v5a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-5M4 13h4l1.5 3h5l1.5-3h4M12 3v8m0 0-3-3m3 3 3-3',
  alert: 'M12 4 2.8 19.5h18.4zM12 10v4.5m0 2.5v.2',
  arrowBack: 'M9 6 4 11l5 5M4 11h10a6 6 0 0 1 0 12h-1',
  arrowUp: 'M12 20V5m0 0-6 6m6-6 6 6',
  attach: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8L9.5 17a1.7 1.7 0 0 1-2.4-2.4L15 6.8',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2.2 2.2 0 0 0 4 0',
  book: 'M12 6.5C10 5 7 4.5 3.5 4.5V18c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5C17 4.5 14 5 12 6.5zM12 6.5V20',
  building: 'M5 21V4.5L13 3v18M13 8l6 1.5V21M3 21h18M8 8h2m-2 4h2m-2 4h2m6-3.5h.5m-.5 4h.5',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4m8-4v4',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z',
  chat: 'M4 5h16v11h-8l-5 4v-4H4z',
  check: 'm4.5 12.5 5 5 10-11',
  chevronDown: 'm6 9 6 6 6-6',
  chevronLeft: 'm15 5-7 7 7 7',
  chevronRight: 'm9 5 7 7-7 7',
  chevronUp: 'm6 15 6-6 6 6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2',
  close: 'm6 6 12 12M18 6 6 18',
  contract: 'M20 10h-6V4m0 6 6-6M4 14h6v6m0-6-6 6',
  contrast: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 8h6.5M12 12h9m-9 4h6.5',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  desk: 'M3 5h18v11H3zM8 20h8m-4-4v4',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6m-6 4h6',
  dots: 'M5.5 12h.1m6.4 0h.1m6.4 0h.1',
  download: 'M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M4.5 20h15',
  edit: 'm4 20 1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5',
  expand: 'M14 4h6v6m0-6-7 7M10 20H4v-6m0 6 7-7',
  extend: 'M11 20.9A9 9 0 1 1 21 12M12 7v5l2 1.5M18 16v6m-3-3h6',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  eyeOff:
    'M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6.5 7.6A17 17 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4-.9M10 10a3 3 0 0 0 4.1 4.1',
  facebook: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 21v-9c0-2 1-3 3-3M9.5 13.5h5',
  filter: 'M4 5h16l-6.5 8v6l-3-1.5V13z',
  forward: 'm21 3-9.5 18-2-8.5L3 8zM21 3 9.5 12.5',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z',
  hangUp: 'M3.5 14.5c4-5.5 13-5.5 17 0l-2.5 3-4-1.5v-2.6a9.5 9.5 0 0 0-4 0V16l-4 1.5z',
  headset: 'M4.5 17v-4.5a7.5 7.5 0 0 1 15 0V17M4.5 14h3v5.5h-3zM16.5 14h3v5.5h-3zM18 19.5c0 1.5-2 2-4 2',
  inbox: 'M4 13 6.5 5h11L20 13v6H4zM4 13h4.5l1.5 2.5h4l1.5-2.5H20',
  incoming: 'M19 5 6 18m0 0v-8m0 8h8',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6m0-9.5v.2',
  key: 'M8 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 13h9m-3 0v4m-3-4v2.5',
  keypad: 'M6 5h.1M12 5h.1M18 5h.1M6 11h.1M12 11h.1M18 11h.1M6 17h.1M12 17h.1M18 17h.1M12 21.5h.1',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  mail: 'M3.5 5.5h17v13h-17zM3.5 7 12 13l8.5-6',
  megaphone: 'M4 10v4h3l9 5V5l-9 5zM19 9.5a3.5 3.5 0 0 1 0 5M7 14l1.5 6',
  menu: 'M4 6h16M4 12h16M4 18h16',
  merge: 'M7 4v4c0 4 5 4 5 8v4M17 4v4c0 4-5 4-5 8M9 17.5l3 3 3-3',
  minus: 'M5 12h14',
  mic: 'M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21m-3 0h6',
  micOff:
    'M4 4l16 16M15 11.5v-5a3 3 0 0 0-5.8-1M9 9v2.5a3 3 0 0 0 4.3 2.7M6 11.5a6 6 0 0 0 9.7 4.7M18 11.5v.7M12 17.5V21m-3 0h6',
  note: 'M5 4h14v10l-5 6H5zM14 20v-6h5',
  outgoing: 'M5 19 18 6m0 0v8m0-8h-8',
  park: 'M5 20V4h14v16zM9.5 16.5v-9H12a2.75 2.75 0 0 1 0 5.5H9.5',
  pause: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM10 9v6m4-6v6',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2.2.8 3.5 2.7 3.5 5.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c0-4 3.5-6 7.5-6s7.5 2 7.5 6',
  phone: 'M5 4h4l1.5 5-2.5 1.8a12 12 0 0 0 5.2 5.2l1.8-2.5 5 1.5v4c0 .6-.4 1-1 1C11 20 4 13 4 5c0-.6.4-1 1-1z',
  pin: 'M12 21.5s-7-6.2-7-11.5a7 7 0 0 1 14 0c0 5.3-7 11.5-7 11.5zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  play: 'M8 5v14l11-7z',
  plus: 'M12 5v14M5 12h14',
  power: 'M12 3v9M7 6a8 8 0 1 0 10 0',
  printer:
    'M7 8V3.5h10V8M7 17H4.5a1 1 0 0 1-1-1v-6a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v6a1 1 0 0 1-1 1H17M7 14h10v6.5H7zM17 11h.01',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5A2.5 2.5 0 1 1 13 12c-.7.4-1 .8-1 1.8m0 3v.2',
  recall: 'M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 3.5v5h5',
  record: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  recordPause: 'M17 19.5A9 9 0 1 1 21 12M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM18.5 16v5m3-5v5',
  reply: 'M10 6 4 11.5l6 5.5v-3.5c5 0 8 1.5 10 5-.5-6-4-9.5-10-9.5z',
  return: 'M9 5 4 10l5 5M4 10h10a5.5 5.5 0 0 1 0 11h-3',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21',
  seal: 'M12 3l7 3v5.5c0 4.5-3 8-7 9.5-4-1.5-7-5-7-9.5V6zM9 12l2.2 2.2L15.2 10',
  settings:
    'M4 7h10m4 0h2M4 17h2m4 0h10M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  sign: 'M3 20h18M5 16c2-6 5-12 7.5-12 2 0 1.5 3-1.5 6.5-2 2.5-2 5 0 5s2.5-3 4-3 .5 3 2.5 3c1.2 0 2-.5 3-1.5',
  star: 'm12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17l-5.3 3 1.1-6L3.4 9.8l6-.8z',
  tag: 'M4 4h8l8.5 8.5-8 8L4 12zM8 8h.1',
  text: 'M5 6V4h14v2M12 4v16M9 20h6',
  trendDown: 'M4 7l6 6 4-4 6 7m0-6v6h-6',
  trendSame: 'M4 12h15m-5-5 5 5-5 5',
  trendUp: 'M4 17l6-6 4 4 6-7m0 6V8h-6',
  transfer: 'M4 8h14m0 0-4-4m4 4-4 4M20 16H6m0 0 4-4m-4 4 4 4',
  unlink: 'M9.5 14.5 7 17a3.5 3.5 0 0 1-5-5l3-3M14.5 9.5 17 7a3.5 3.5 0 0 1 5 5l-3 3M8 4v2m-3 0 1 1m11 13v-2m3 0-1-1',
  zalo: 'M4 5h16v12h-8l-5 3.5V17H4zM9 8.5h5L9 13.5h5.2',
} as const;

export type IconName = keyof typeof PATHS;

/** One icon. Without a `label` it is decoration and hidden from screen readers. `size` in rem. */
export function Icon({ name, size = 1.125, label }: { name: IconName; size?: number; label?: string }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: labelled by aria-label, or hidden as decoration
    <svg
      viewBox="0 0 24 24"
      width={`${size}rem`}
      height={`${size}rem`}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', width: `${size}rem`, height: `${size}rem` }}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
