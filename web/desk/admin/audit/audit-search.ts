/** Filters of the audit log as they stand in the address, so that a view of it can be sent to a colleague. */
export interface AuditSearch {
  actor?: string;
  type?: string;
  object?: string;
  unit?: string;
  /** Days of the installation's zone, both included. */
  from?: string;
  to?: string;
  q?: string;
}
const KEYS = ['actor', 'type', 'object', 'unit', 'from', 'to', 'q'] as const;

/** Reads the address; what is empty or no filter is dropped. Pure. */
export function auditSearch(search: Record<string, unknown>): AuditSearch {
  return Object.fromEntries(
    KEYS.filter((k) => search[k] !== undefined && search[k] !== '').map((k) => [k, String(search[k])]),
  );
}

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');

/** What is asked of the server: days become instants, the last one included. Pure. */
export function auditQuery({ from, to, ...rest }: AuditSearch): Record<string, string> {
  const next = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const words = Object.entries(rest).map(([key, text]) => [key, text.trim()]);
  return {
    ...Object.fromEntries(words.filter(([, text]) => text !== '')),
    ...(isDay(from) ? { from: `${from}T00:00:00+07:00` } : {}),
    ...(isDay(to) ? { to: `${next(to)}T00:00:00+07:00` } : {}),
  };
}
