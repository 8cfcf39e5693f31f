import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type ArticleState, getArticle, listArticles, suggestArticles } from '../../../contract/articles.ts';
import { call } from '../../lib/api.ts';

export const ARTICLES = ['articles'] as const;

export interface ArticleFilters {
  q?: string;
  category?: string;
  state?: ArticleState;
}

export const articlesQuery = (filters: ArticleFilters) =>
  infiniteQueryOptions({
    queryKey: [...ARTICLES, 'page', filters],
    queryFn: ({ pageParam }) => call(listArticles, { query: { ...filters, cursor: pageParam, limit: 30 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

export const articleQuery = (code: string) =>
  queryOptions({ queryKey: [...ARTICLES, 'one', code], queryFn: () => call(getArticle, { params: { code } }) });

/** So much of a text is asked with. */
const ASKED_MAX = 2_000;

/** What fits a case's words; the beginning says what a letter is about. */
export const suggestedQuery = (text: string) =>
  queryOptions({
    queryKey: [...ARTICLES, 'suggested', text.slice(0, ASKED_MAX)],
    queryFn: () => call(suggestArticles, { body: { text: text.slice(0, ASKED_MAX).toWellFormed() } }),
    staleTime: 300_000,
  });
