import { CHANNELS, type ChannelKind } from '../../../contract/cases.ts';

/** Filters of the inbox as they stand in the address bar; what is left out is the default (open, of anybody). */
export interface InboxFilters {
  channel?: ChannelKind;
  whose?: 'mine' | 'unassigned';
  state?: 'closed' | 'all';
  waiting?: true;
  withoutCase?: true;
  q?: string;
}

const oneOf = <T extends string>(value: unknown, list: readonly T[]): T | undefined =>
  list.find((one) => one === value);

/** Reads them from an address; whatever is not understood is dropped. */
export function inboxFilters(search: Record<string, unknown>): InboxFilters {
  const channel = oneOf(search.channel, CHANNELS);
  const whose = oneOf(search.whose, ['mine', 'unassigned']);
  const state = oneOf(search.state, ['closed', 'all']);
  const q = search.q === undefined ? '' : String(search.q).trim();
  return {
    ...(channel ? { channel } : {}),
    ...(whose ? { whose } : {}),
    ...(state ? { state } : {}),
    ...(search.waiting ? { waiting: true } : {}),
    ...(search.withoutCase ? { withoutCase: true } : {}),
    ...(q ? { q } : {}),
  };
}
