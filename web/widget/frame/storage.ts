/**
 * What the window remembers, on its own origin. Where the browser forbids that to windows of other sites, the page lends
 * it a place (loader/memory.ts); without that too, as long as the page stands.
 */

const memory = new Map<string, string>();
let works: boolean | null = null;
let lender: ((name: string, value: string | null) => void) | null = null;

/** From now on the page keeps what we keep; `entries` is what it has kept before. */
export function borrow(entries: Readonly<Record<string, string>>, keepThere: typeof lender): void {
  if (isLasting()) return;
  for (const [name, value] of Object.entries(entries)) memory.set(name, value);
  lender = keepThere;
}

/** Another tab has kept or dropped something. */
export function hearKept(name: string, value: string | null): void {
  if (value === null) memory.delete(name);
  else memory.set(name, value);
}

/** Whether what is kept is still there after a reload (and seen by other tabs). */
export function isLasting(): boolean {
  if (works === null) {
    try {
      localStorage.setItem('td1022:try', '1');
      localStorage.removeItem('td1022:try');
      works = true;
    } catch {
      works = false;
    }
  }
  return works;
}

export function keep(name: string, value: string | null): void {
  if (value === null) memory.delete(name);
  else memory.set(name, value);
  if (!isLasting()) {
    // A draft is nobody's business until it is sent.
    if (!name.endsWith(':draft')) lender?.(name, value);
    return;
  }
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Full: the page's memory still has it.
  }
}

export function kept(name: string): string | null {
  return isLasting() ? (localStorage.getItem(name) ?? null) : (memory.get(name) ?? null);
}

/** Names that begin so, sorted. */
export function keptNames(prefix: string): string[] {
  const names = isLasting()
    ? Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
    : [...memory.keys()];
  return names.filter((name) => name.startsWith(prefix)).sort();
}
