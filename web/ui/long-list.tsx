// biome-ignore-all lint/a11y/noStaticElementInteractions: the rows are steered as one, like a list box
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the role that takes the label is chosen at run time
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed absolutely, and a native table would lose its meaning then
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are placed absolutely, and a native table would lose its meaning then
import { measureElement, useVirtualizer } from '@tanstack/react-virtual';
import {
  type FocusEvent,
  type JSX,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useSoon } from '../lib/use-soon.ts';
import { keepPlace, placeOf } from './list-places.ts';
import styles from './long-list.module.css';
import { useAbove } from './use-above.ts';

/** How a page steers a list: `j` and `k` work wherever the focus stands. */
export interface ListHandle {
  /** Moves the focus so many rows; `open` also opens the row that is reached. Returns its id. */
  move(by: number, open?: boolean): string | null;
}

interface Props<Row> {
  /** Which list this is, and in which form: together its `key`. */
  name: string;
  look?: string;
  handle?: RefObject<ListHandle | null>;
  rows: readonly Row[];
  idOf(row: Row): string;
  label: string;
  /** What scrolls, and the sticky part of it that stands above the rows. */
  scroller: HTMLElement | null;
  above: RefObject<HTMLElement | null>;
  /** The usual height of a row in rem, until it has been measured. */
  height: number;
  /** How many rows the whole list has, when that is known; what is not loaded counts too. */
  total: number | null;
  more: (() => void) | null;
  /** The row that is open beside the list stays in the document wherever one scrolls. */
  current?: string | undefined;
  /** A table instead of a list: the cells of its head, and how many columns it has. `row` then gives cells. */
  head?: ReactNode;
  columns?: number;
  className?: string | undefined;
  rowProps?(row: Row): Record<string, string | undefined>;
  /** `focusable`: the one row that Tab reaches; its link carries `data-row`. */
  row(row: Row, focusable: boolean): ReactNode;
  onKeyDown?(event: KeyboardEvent, id: string): void;
}

/** Rows before the end at which the next page is fetched. */
const AHEAD = 30;
const OVERSCAN = 6;
/** A row is near within so many times what is in view. */
const NEAR = 3;

/**
 * A list of any length of which only what can be seen stands in the document. One row at a time is reached by Tab, the
 * others by the arrows, Home, End and the page keys; screen readers are told the place of each row in the whole list.
 * Whoever comes back finds it where he left it. Its `key` must be `name` and `look`.
 */
export function LongList<Row>(props: Props<Row>): JSX.Element {
  const { rows, idOf, name, look = '', scroller, above, current, more } = props;
  const table = props.head !== undefined;
  const left = useRef(placeOf(name)).current;
  const body = useRef<HTMLDivElement>(null);
  const [, setAsked] = useState(0);
  const [active, setActive] = useState<string | null>(current ?? null);
  const indexOf = useMemo(() => new Map(rows.map((row, i) => [idOf(row), i])), [rows, idOf]);
  const { margin, sticky } = useAbove(scroller, above, body);
  const activeAt = (active === null ? undefined : indexOf.get(active)) ?? 0;
  const currentAt = current === undefined ? undefined : indexOf.get(current);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => props.height * rem,
    getItemKey: useCallback((i: number) => idOf(rows[i] as Row), [rows, idOf]),
    overscan: OVERSCAN,
    scrollMargin: margin,
    scrollPaddingStart: sticky,
    initialMeasurementsCache: left?.look === look ? left.sizes : [],
    // A list that is hidden for a while (an open case on a narrow screen) keeps the heights that it had.
    measureElement: (element, entry, instance) => {
      const known = instance.itemSizeCache.get(idOf(rows[instance.indexFromElement(element)] as Row));
      // A row that comes back is measured by its observer, without a layout in between.
      if (!entry && known !== undefined) return known;
      return element.isConnected && (element as HTMLElement).offsetParent !== null
        ? measureElement(element, entry, instance)
        : (known ?? props.height * rem);
    },
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const shown = new Set([activeAt, ...(currentAt === undefined ? [] : [currentAt])].filter((i) => i < count));
      for (let i = Math.max(0, startIndex - overscan); i <= Math.min(count - 1, endIndex + overscan); i++) shown.add(i);
      return [...shown].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - AHEAD) more();
  }, [more, last, rows.length]);

  const openSoon = useSoon();
  const settleSoon = useSoon();
  // What is wanted is in the document after this render at the latest: the active row always is.
  const wanted = useRef<{ id: string; open: boolean } | null>(null);
  useLayoutEffect(() => {
    const want = wanted.current;
    const at = want && indexOf.get(want.id);
    const link = at === null ? null : body.current?.querySelector<HTMLElement>(`[data-index="${at}"] [data-row]`);
    if (!want || !link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
    // What a key does to the list is seen first; what it opens follows, and of several presses only the last one opens.
    if (want.open) openSoon(() => link.isConnected && link.click());
  });
  /**
   * Scrolls to a row nearby, and to the pixel once its neighbours have been measured. What does it for far rows asks the
   * browser how far can be scrolled at all, which costs a layout at each press. False: it is far.
   */
  const bringIntoView = (at: number): boolean => {
    const item = virtual.measurementsCache[at];
    const top = virtual.scrollOffset ?? 0;
    const room = virtual.scrollRect?.height ?? 0;
    if (!item || !scroller || item.end < top - NEAR * room || item.start > top + NEAR * room) return false;
    const to = item.start < top + sticky ? item.start - sticky : item.end > top + room ? item.end - room : top;
    if (to === top) return true;
    scroller.scrollTop = to;
    settleSoon(() => bringIntoView(at));
    return true;
  };
  const go = (at: number, open = false): string | null => {
    const row = rows[Math.min(Math.max(at, 0), rows.length - 1)];
    if (!row) return null;
    const id = idOf(row);
    wanted.current = { id, open };
    setActive(id);
    const target = indexOf.get(id) ?? 0;
    if (!bringIntoView(target)) virtual.scrollToIndex(target, { align: 'auto' });
    // The same row again still takes the focus.
    setAsked((n) => n + 1);
    return id;
  };
  useImperativeHandle(props.handle, () => ({
    move(by, open = false) {
      const focused = body.current?.contains(document.activeElement) ?? false;
      // The first step of a page enters the list; the open row is where one stands otherwise.
      if (!focused && currentAt === undefined && active === null) return go(0, open);
      return go((focused || currentAt === undefined ? activeAt : currentAt) + by, open);
    },
  }));

  const keep = useRef<() => void>(() => {});
  keep.current = () => {
    const offset = virtual.scrollOffset ?? 0;
    const end = offset + (virtual.scrollRect?.height ?? 0);
    const seen = virtual.getVirtualItems().some((i) => i.key === active && i.end > offset && i.start < end);
    const top = offset > margin ? virtual.getVirtualItemForOffset(offset + sticky)?.key : undefined;
    keepPlace(name, {
      ...{ rows: rows.length, offset, active, look },
      row: seen ? active : top === undefined ? null : String(top),
      focused: body.current?.contains(document.activeElement) ?? false,
      sizes: virtual.takeSnapshot(),
    });
  };
  // Before it leaves the document: afterwards nobody knows where the focus was.
  useLayoutEffect(() => () => keep.current(), []);

  // In another form than it was left in (a table that became cards beside an open case), the same rows are in view, and
  // the focus stands on the same one.
  const begun = useRef(false);
  useLayoutEffect(() => {
    if (begun.current || margin === 0 || !scroller) return;
    begun.current = true;
    // Only now: the form in which it was left has just gone from the document and said where it stood.
    const found = placeOf(name);
    const kept = found && found.rows <= rows.length ? found : undefined;
    const same = kept?.look === look ? kept : undefined;
    if (kept) setActive(kept.active);
    if (kept?.focused && kept.active !== null && document.activeElement === document.body)
      wanted.current = { id: kept.active, open: false };
    const target = current ?? kept?.row ?? null;
    const at = target === null ? undefined : indexOf.get(target);
    const align = target === kept?.row && target !== kept.active ? 'start' : 'center';
    const offset = same ? same.offset : at === undefined ? 0 : virtual.getOffsetForIndex(at, align)?.[0];
    if (offset) scroller.scrollTop = offset;
    if (wanted.current) setAsked((n) => n + 1);
  });

  const steer = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row;
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    props.onKeyDown?.(event, id);
    if (event.defaultPrevented || event.shiftKey) return;
    const page = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / (props.height * rem)) - 2);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length };
    const step = by[event.key as keyof typeof by];
    if (step === undefined) return;
    event.preventDefault();
    go((indexOf.get(id) ?? 0) + step);
  };
  const follow = (event: FocusEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row;
    if (id !== undefined && id !== active) setActive(id);
  };
  const size = props.total ?? (more ? -1 : rows.length);
  const known = Math.max(size, size === -1 ? -1 : rows.length);
  const content = (
    <div
      ref={body}
      role={table ? 'rowgroup' : 'list'}
      aria-label={table ? undefined : props.label}
      className={styles.body}
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={steer}
      onFocus={follow}
    >
      {items.map((item) => {
        const row = rows[item.index] as Row;
        return (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            role={table ? 'row' : 'listitem'}
            {...(table
              ? { 'aria-rowindex': item.index + 2 }
              : { 'aria-posinset': item.index + 1, 'aria-setsize': known })}
            className={props.className ? `${styles.row} ${props.className}` : styles.row}
            style={{ transform: `translateY(${item.start - margin}px)` }}
            {...props.rowProps?.(row)}
          >
            {props.row(row, item.index === activeAt)}
          </div>
        );
      })}
    </div>
  );
  if (!table) return content;
  return (
    <div
      role="table"
      aria-label={props.label}
      aria-rowcount={known === -1 ? -1 : known + 1}
      aria-colcount={props.columns}
      className={styles.table}
    >
      <div role="rowgroup" className={styles.head} style={{ top: sticky }}>
        <div role="row" aria-rowindex={1} className={props.className}>
          {props.head}
        </div>
      </div>
      {content}
    </div>
  );
}
