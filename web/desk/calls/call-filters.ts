import { CALL_OUTCOMES, type CallOutcome } from '../../../contract/calls.ts';

export const CALL_VIEWS = ['mine', 'live', 'missed', 'all'] as const;
export type CallsView = (typeof CALL_VIEWS)[number];

/** What the list shows, as it stands in the address. */
export interface CallFilters {
  view?: CallsView;
  direction?: 'inbound' | 'outbound';
  outcome?: CallOutcome;
  number?: string;
  /** Days `YYYY-MM-DD`, both included. */
  from?: string;
  to?: string;
}

const DAY = /^20\d\d-\d\d-\d\d$/;

/** Reads the filters out of the address; what is not known is left out. Pure. */
export function callFilters(search: Record<string, unknown>): CallFilters {
  const one = <T extends string>(value: unknown, of: readonly T[]) => of.find((known) => known === value);
  const view = one(search.view, CALL_VIEWS);
  const direction = one(search.direction, ['inbound', 'outbound'] as const);
  const outcome = one(search.outcome, CALL_OUTCOMES);
  const day = (value: unknown) => (DAY.test(String(value)) ? String(value) : undefined);
  const found = {
    view,
    direction,
    outcome,
    number: search.number ? String(search.number).slice(0, 30) : undefined,
    from: day(search.from),
    to: day(search.to),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as CallFilters;
}

/** The zone of the installation; days of the filter are days there. */
const ZONE = '+07:00';

/** The filters as the server takes them. Pure. */
export function callQuery(filters: CallFilters) {
  const { view = 'mine', from, to, ...rest } = filters;
  return {
    view,
    ...rest,
    ...(from ? { from: `${from}T00:00:00${ZONE}` } : {}),
    // The server takes what began before `to`: the day after, from its first instant.
    ...(to ? { to: `${dayAfter(to)}T00:00:00${ZONE}` } : {}),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
