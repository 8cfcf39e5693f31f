import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { Chip } from '../../ui/marks.tsx';
import { plainOf } from '../knowledge/blocks.ts';
import { articleQuery, suggestedQuery } from '../knowledge/knowledge-queries.ts';
import styles from './contact.module.css';

const TYPING_MS = 600;
const SHOWN = 4;

/** Articles that fit what is typed; one press puts their words into the answer. */
export function ArticleList(props: { about: string; onInsert(code: string, words: string): void }): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const [about] = useDebouncedValue(props.about.trim(), TYPING_MS);
  const found = useQuery({ ...suggestedQuery(about), enabled: about !== '', placeholderData: keepPreviousData });
  const items = about === '' ? [] : (found.data?.items.slice(0, SHOWN) ?? []);
  const insert = async (code: string) => {
    const article = await client.fetchQuery(articleQuery(code)).catch(() => null);
    if (article) props.onInsert(code, plainOf(article.body));
  };
  if (items.length === 0) return <p className="meta">{t.contact.articles.none}</p>;
  return (
    <ul className={styles.cards}>
      {items.map((one) => (
        <li key={one.code} className={styles.card}>
          <Link to="/knowledge/$code" params={{ code: one.code }} search={{}} target="_blank" rel="noopener">
            {one.title}
          </Link>
          <span className={styles.excerpt}>{one.excerpt}</span>
          <span className={styles.line}>
            {one.stale ? (
              <Chip tone="amber" icon="clock">
                {t.contact.articles.stale}
              </Chip>
            ) : null}
            <Button size="compact-sm" variant="default" onClick={() => void insert(one.code)}>
              {t.contact.articles.insert}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
