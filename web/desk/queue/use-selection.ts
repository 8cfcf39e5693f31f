import { useEffect, useMemo, useRef, useState } from 'react';
import type { CaseRow } from '../../../contract/cases.ts';

export interface Selection {
  /** In the order of the list. */
  codes: readonly string[];
  has(code: string): boolean;
  /** `range`: from the row chosen last to this one. */
  toggle(code: string, range?: boolean): void;
  /** Shift with an arrow: takes in both rows. */
  add(codes: readonly string[]): void;
  all(): void;
  clear(): void;
}

let handed: { listKey: string; codes: readonly string[] } | null = null;

/** Rows that were marked before the list itself was there. */
export function handSelection(listKey: string, codes: readonly string[]): void {
  handed = { listKey, codes };
}

function takeHanded(listKey: string): ReadonlySet<string> {
  const codes = handed?.listKey === listKey ? handed.codes : [];
  return new Set(codes);
}

/** Which rows of a list are chosen. What has left the list is chosen no longer; another list starts with none. */
export function useSelection(rows: readonly CaseRow[], listKey: string): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => takeHanded(listKey));
  const last = useRef<string | null>(null);
  const began = useRef(listKey);
  useEffect(() => {
    handed = null;
    if (began.current === listKey) return;
    began.current = listKey;
    setChosen(new Set());
  }, [listKey]);
  const codes = useMemo(() => rows.map((row) => row.code).filter((code) => chosen.has(code)), [rows, chosen]);
  return {
    codes,
    has: (code) => chosen.has(code),
    toggle(code, range = false) {
      const next = new Set(chosen);
      const order = rows.map((row) => row.code);
      const [from, to] = [order.indexOf(last.current ?? ''), order.indexOf(code)];
      if (range && from >= 0) for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
      else if (next.has(code)) next.delete(code);
      else next.add(code);
      last.current = code;
      setChosen(next);
    },
    add(more) {
      last.current = more.at(-1) ?? last.current;
      setChosen(new Set([...chosen, ...more]));
    },
    all: () => setChosen(new Set(rows.map((row) => row.code))),
    clear: () => setChosen(new Set()),
  };
}
