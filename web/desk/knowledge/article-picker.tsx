import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { plainOf } from './blocks.ts';
import styles from './knowledge.module.css';
import { articleQuery, articlesQuery, suggestedQuery } from './knowledge-queries.ts';

const TYPING_MS = 200;

/** The article an answer leans on: what fits the case stands there already, the rest is found by typing. */
export default function ArticlePicker(props: {
  about: string;
  value: string;
  onChange(code: string): void;
  /** Puts the article's words into the answer. */
  onInsert(text: string): void;
  error?: string | undefined;
}): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const words = t.knowledge;
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, TYPING_MS);
  const suggested = useQuery({ ...suggestedQuery(props.about), enabled: props.about.trim() !== '' }).data?.items ?? [];
  const found = useInfiniteQuery({ ...articlesQuery({ q, state: 'published' }), enabled: q.trim().length > 1 });
  const chosen = useQuery({ ...articleQuery(props.value), enabled: props.value !== '' }).data;
  const asked = q.trim().length > 1 ? (found.data?.pages[0]?.items ?? []) : suggested;
  const options = asked.map((a) => ({ value: a.code, label: a.title }));
  if (chosen && !options.some((o) => o.value === chosen.code))
    options.unshift({ value: chosen.code, label: chosen.title });
  const insert = async () => {
    const article = await client.fetchQuery(articleQuery(props.value)).catch(() => null);
    if (article) props.onInsert(plainOf(article.body));
  };
  return (
    <div className={styles.picker}>
      <Select
        label={words.picker}
        description={words.pickerHint}
        placeholder={words.pickerPlaceholder}
        data={options}
        value={props.value || null}
        onChange={(code) => props.onChange(code ?? '')}
        onSearchChange={(typed) => setText(typed === chosen?.title ? '' : typed)}
        // The server has searched, accents aside; nothing more is to be left out here.
        filter={({ options: all }) => all}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t.common.clear }}
        nothingFoundMessage={t.common.nothingFound}
        error={props.error}
      />
      {props.value ? (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<Icon name="text" size={1} />}
          onClick={() => void insert()}
        >
          {words.insert}
        </Button>
      ) : null}
    </div>
  );
}
