import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { arrangeList, type ListColumn, type SavedView, USUAL_COLUMNS } from '../../../contract/case-lists.ts';
import type { CaseListView } from '../../../contract/cases.ts';
import { call } from '../../lib/api.ts';
import { savedViewsQuery } from '../../lib/queries.ts';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';

export interface Columns {
  shown: readonly ListColumn[];
  /** What the list has when one's own choice is taken away. */
  usual: readonly ListColumn[];
  /** Kept at once, for this person and this list; null: the usual ones again. */
  choose(columns: ListColumn[] | null): void;
}

const KEY = '1022.columns.';

/** The columns as they were last seen in this browser: a list must not change under the reader while it loads. */
function remembered(key: string): readonly ListColumn[] | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as ListColumn[] | null;
  } catch {
    return null;
  }
}

/** Which columns this person sees in this list: his own choice, else what was saved with it, else his for the view. */
export function useColumns(view: CaseListView, saved: SavedView | null): Columns {
  const { user } = useSession();
  const toast = useToast();
  const client = useQueryClient();
  const data = useQuery(savedViewsQuery).data;
  const key = `${KEY}${user.username}.${saved ? `saved-${saved.id}` : view}`;
  const usual = saved?.columns ?? (saved ? data?.layouts[view] : undefined) ?? USUAL_COLUMNS;
  const own = saved ? saved.layout : data?.layouts[view];
  const shown = data ? (own ?? usual) : (remembered(key) ?? usual);
  const text = JSON.stringify(shown);
  useEffect(() => {
    if (!data) return;
    try {
      localStorage.setItem(key, text);
    } catch {
      // Only a convenience of the next visit.
    }
  }, [data, key, text]);
  const keep = useMutation({
    // One after the other: the last choice must be the one that stays.
    scope: { id: 'columns' },
    mutationFn: (columns: ListColumn[] | null) =>
      call(arrangeList, { body: { ...(saved ? { saved: saved.id } : { view }), columns } }),
    onMutate: (columns) => {
      const before = client.getQueryData(savedViewsQuery.queryKey);
      client.setQueryData(savedViewsQuery.queryKey, (old) => {
        if (!old) return old;
        if (saved) return { ...old, items: old.items.map((v) => (v.id === saved.id ? { ...v, layout: columns } : v)) };
        const { [view]: _, ...others } = old.layouts;
        return { ...old, layouts: columns ? { ...others, [view]: columns } : others };
      });
      return { before };
    },
    onError: (error, _columns, context) => {
      client.setQueryData(savedViewsQuery.queryKey, context?.before);
      toast(error.message);
    },
  });
  return { shown, usual, choose: (columns) => keep.mutate(columns) };
}
