import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type JSX, useMemo, useState } from 'react';
import {
  ARTICLE_STATES,
  type ArticleState,
  type ArticleView,
  createArticle,
  updateArticle,
} from '../../../contract/articles.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { OtherText } from '../../ui/other-text.tsx';
import { CategoryPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import styles from './knowledge.module.css';
import { ARTICLES, articleQuery } from './knowledge-queries.ts';
import { Markdown } from './markdown.tsx';

interface Values {
  title: string;
  body: string;
  keywords: string;
  category: string;
  state: ArticleState;
  reviewedUntil: string;
}

const valuesOf = (a: ArticleView | null): Values => ({
  title: a?.title ?? '',
  body: a?.body ?? '',
  keywords: a?.keywords.join(', ') ?? '',
  category: a?.category?.code ?? '',
  state: a?.state ?? 'draft',
  reviewedUntil: a?.reviewedUntil ?? '',
});

/** Writes an article (`article` null) or changes one; what is typed is kept until it is saved. */
export function ArticleForm({ article, onDone }: { article: ArticleView | null; onDone?(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const filters = useSearch({ strict: false });
  const { user } = useSession();
  const words = t.knowledge;
  const start = useMemo(() => valuesOf(article), [article]);
  const [values, setValues, forget, draft] = useKept<Values>(
    `${user.username}.article.${article?.code ?? 'new'}`,
    start,
  );
  const [reading, setReading] = useState(false);
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });
  const leave = (code?: string) => {
    onDone?.();
    if (!article)
      void navigate({ to: code ? '/knowledge/$code' : '/knowledge', params: { code }, search: filters } as never);
  };
  const save = useMutation({
    mutationFn: () => {
      const body = {
        ...values,
        keywords: values.keywords
          .split(/[,;\n]/)
          .map((k) => k.trim())
          .filter(Boolean),
        category: values.category || null,
        reviewedUntil: values.reviewedUntil || null,
      };
      return article
        ? call(updateArticle, { params: { code: article.code }, body: { ...body, version: article.version } })
        : call(createArticle, { body });
    },
    onSuccess: (saved) => {
      forget();
      client.setQueryData(articleQuery(saved.code).queryKey, saved);
      void client.invalidateQueries({ queryKey: ARTICLES });
      toast(words.saved);
      leave(saved.code);
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.article} onSubmit={send} noValidate aria-label={article ? words.edit : words.add}>
      <h1>{article ? words.edit : words.add}</h1>
      <TextInput
        label={words.field.title}
        value={values.title}
        onChange={(e) => set({ title: e.currentTarget.value })}
        error={errors.title}
        required
      />
      <div className={rows.two}>
        <CategoryPicker
          label={words.category}
          value={values.category}
          onChange={(category) => set({ category })}
          error={errors.category}
        />
        <Select
          label={words.field.state}
          data={ARTICLE_STATES.map((value) => ({ value, label: words.state[value] }))}
          value={values.state}
          onChange={(state) => set({ state: (state ?? 'draft') as ArticleState })}
        />
        <TextInput
          label={words.field.keywords}
          description={words.field.keywordsHint}
          value={values.keywords}
          onChange={(e) => set({ keywords: e.currentTarget.value })}
          error={errors.keywords}
        />
        <TextInput
          type="date"
          label={words.field.reviewedUntil}
          description={words.field.reviewedHint}
          value={values.reviewedUntil}
          onChange={(e) => set({ reviewedUntil: e.currentTarget.value })}
          error={errors.reviewedUntil}
        />
      </div>
      <SegmentedControl
        aria-label={words.field.body}
        data={[
          { value: 'write', label: words.write },
          { value: 'read', label: words.preview },
        ]}
        value={reading ? 'read' : 'write'}
        onChange={(value) => setReading(value === 'read')}
        className={styles.toggle}
      />
      {reading ? (
        <Markdown text={values.body} />
      ) : (
        <TextArea
          label={words.field.body}
          description={words.field.bodyHint}
          value={values.body}
          onChange={(e) => set({ body: e.currentTarget.value })}
          error={errors.body}
          rows={14}
          required
        />
      )}
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <div className={styles.tools}>
        <Button type="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            forget();
            leave();
          }}
        >
          {t.common.cancel}
        </Button>
      </div>
      <OtherText kept={draft} say={(other) => `${other.title}\n${other.body}`} />
    </form>
  );
}
