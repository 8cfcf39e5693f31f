import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listCitizens } from '../../../contract/citizens.ts';
import { listConversations } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { readCases } from '../../lib/queries.ts';
import { can, useSession } from '../session.tsx';
import type { Hit } from './command-hit.ts';

const CASE_CODE = /^\s*(1022-\d{6}-\d{4,})\s*$/;
const LEAST = 2;
const MOST_CASES = 8;
const MOST_OTHERS = 5;

export interface Search {
  hits: Hit[];
  searching: boolean;
  failed: boolean;
}

/** What the server finds: cases, citizens, conversations, each as far as this person may see them. */
export function useSearch(text: string): Search {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const typed = text.trim();
  const [q] = useDebouncedValue(typed, 200);
  const view = can(session, 'case.list_all') ? 'all' : 'unit';
  const ask = (permission: Parameters<typeof can>[1]) => ({
    enabled: q.length >= LEAST && can(session, permission),
    placeholderData: keepPreviousData,
  });
  const cases = useQuery({
    queryKey: ['cases', 'find', view, q],
    queryFn: () => readCases(view, { q }, undefined, MOST_CASES),
    ...ask('case.read'),
  });
  const citizens = useQuery({
    queryKey: ['citizens', 'find', q],
    queryFn: () => call(listCitizens, { query: { q, limit: MOST_OTHERS } }),
    ...ask('citizen.read'),
  });
  const conversations = useQuery({
    queryKey: ['conversations', 'find', q],
    queryFn: () => call(listConversations, { query: { q, limit: MOST_OTHERS } as never }),
    ...ask('conversation.read'),
  });
  const all = [cases, citizens, conversations];
  const shown = q.length >= LEAST && typed.length >= LEAST;
  const code = CASE_CODE.exec(text)?.[1];
  const toCase = (to: string) => () => void navigate({ to: '/cases/$code', params: { code: to } });
  const found: Hit[] = shown
    ? [
        ...(cases.data?.items ?? []).map((c) => ({
          id: c.code,
          group: 'cases' as const,
          icon: 'document' as const,
          text: c.title,
          aside: `${c.code} · ${t.status[c.status]}`,
          go: toCase(c.code),
        })),
        ...(citizens.data?.items ?? []).map((one) => ({
          id: `citizen-${one.id}`,
          group: 'citizens' as const,
          icon: 'person' as const,
          text: one.name ?? t.keys.palette.noName,
          aside: one.identities[0]?.value ?? '',
          go: () => void navigate({ to: '/citizens/$id', params: { id: one.id } }),
        })),
        ...(conversations.data?.items ?? []).map((one) => ({
          id: `conversation-${one.id}`,
          group: 'conversations' as const,
          icon: 'mail' as const,
          text: one.subject || one.preview?.text || t.keys.palette.noName,
          aside: one.citizenName ?? one.address ?? '',
          go: () => void navigate({ to: '/conversations/$id', params: { id: one.id } }),
        })),
      ]
    : [];
  // A whole code leads there even before, or without, being found: the case page says whether one may see it.
  if (code && !found.some((hit) => hit.id === code))
    found.unshift({ id: code, group: 'cases', icon: 'document', text: code, go: toCase(code) });
  return {
    hits: found,
    searching: typed.length >= LEAST && (typed !== q || all.some((query) => query.isFetching)),
    failed: shown && all.some((query) => query.isError),
  };
}
