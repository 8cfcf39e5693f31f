import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type AdviceBody, adviseContact, type ContactAdvice } from '../../../contract/contact.ts';
import { call } from '../../lib/api.ts';

const TYPING_MS = 350;
/** What a citizen said stays no longer in memory than it is of use. */
const KEEP_MS = 60_000;

const adviceQuery = (question: string) =>
  queryOptions({
    queryKey: ['contact', 'advice', question],
    queryFn: ({ signal }) => call(adviseContact, { body: JSON.parse(question) as AdviceBody, signal }),
    staleTime: KEEP_MS,
    gcTime: KEEP_MS,
  });

export interface Advice {
  data: ContactAdvice | undefined;
  error: Error | null;
  /** False while the answer to what was typed last is still out. */
  settled: boolean;
  /** Asks at once for what stands in the form now; null when it cannot be had. */
  settle(): Promise<ContactAdvice | null>;
}

/** What the server makes of the form, a moment after the last key; the last answer stands until the next one is here. */
export function useAdvice(question: AdviceBody, enabled: boolean): Advice {
  const client = useQueryClient();
  const asked = JSON.stringify(question);
  const [late] = useDebouncedValue(asked, TYPING_MS);
  const { data, error, isPlaceholderData, isFetching } = useQuery({
    ...adviceQuery(late),
    enabled,
    placeholderData: keepPreviousData,
  });
  return {
    data,
    error,
    settled: late === asked && !isPlaceholderData && !isFetching,
    settle: () => client.fetchQuery(adviceQuery(asked)).catch(() => null),
  };
}
