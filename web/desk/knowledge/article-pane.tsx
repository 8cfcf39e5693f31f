import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import type { ArticleView } from '../../../contract/articles.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { dayText } from '../../lib/format-time.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip, When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import { can, useSession } from '../session.tsx';
import { ArticleForm } from './article-form.tsx';
import { plainOf } from './blocks.ts';
import styles from './knowledge.module.css';
import { articleQuery } from './knowledge-queries.ts';
import { Markdown } from './markdown.tsx';

/** One article beside the list: read it, copy it, change it. `new` writes one. */
export function ArticlePane(): JSX.Element {
  const { code = '' } = useParams({ strict: false });
  return code === 'new' ? <ArticleForm article={null} /> : <Read key={code} code={code} />;
}

function Read({ code }: { code: string }): JSX.Element {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery(articleQuery(code));
  const [editing, setEditing] = useState(false);
  useTitle(data?.title ?? t.knowledge.title);
  if (isPending) return <Loading lines={10} />;
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  if (editing) return <ArticleForm article={data} onDone={() => setEditing(false)} />;
  return <Article article={data} onEdit={() => setEditing(true)} />;
}

function Article({ article, onEdit }: { article: ArticleView; onEdit(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const language = useLanguage();
  const now = useNow();
  const filters = useSearch({ strict: false });
  const words = t.knowledge;
  const writes = can(useSession(), 'knowledge.write');
  const day = article.reviewedUntil && dayText(`${article.reviewedUntil}T12:00:00+07:00`, now, language);
  const copy = () =>
    navigator.clipboard.writeText(plainOf(article.body)).then(
      () => toast(t.common.copied),
      () => {},
    );
  return (
    <article className={styles.article} aria-labelledby="article-title">
      <Link to="/knowledge" search={filters as never} className={styles.back}>
        <Icon name="chevronLeft" size={1} />
        {t.common.back}
      </Link>
      <h1 id="article-title">{article.title}</h1>
      <p className={styles.marks}>
        {article.category ? <span className="meta">{article.category.name}</span> : null}
        {article.sample ? (
          <Chip tone="slate" icon="info">
            {words.sample}
          </Chip>
        ) : null}
        {article.state === 'published' ? null : (
          <Chip tone="slate" icon="edit">
            {words.state[article.state]}
          </Chip>
        )}
        {day ? (
          <Chip tone={article.stale ? 'amber' : 'green'} icon={article.stale ? 'clock' : 'check'}>
            {article.stale ? words.stale(day) : words.reviewed(day)}
          </Chip>
        ) : (
          <span className="meta">{words.noReview}</span>
        )}
        <span className="meta">
          {words.updated} <When at={article.updatedAt} />
        </span>
      </p>
      <div className={styles.tools}>
        <Button variant="default" leftSection={<Icon name="copy" size={1} />} onClick={() => void copy()}>
          {words.copyText}
        </Button>
        {writes ? (
          <Button variant="default" leftSection={<Icon name="edit" size={1} />} onClick={onEdit}>
            {words.edit}
          </Button>
        ) : null}
      </div>
      <Markdown text={article.body} />
      {article.keywords.length > 0 ? (
        <p className="meta">
          {words.field.keywords}: {article.keywords.join(', ')}
        </p>
      ) : null}
      {article.versions.length > 1 ? <Versions article={article} /> : null}
    </article>
  );
}

function Versions({ article }: { article: ArticleView }): JSX.Element {
  const t = useT();
  return (
    <Section title={t.knowledge.versions} count={article.versions.length - 1}>
      <ul className={styles.versions}>
        {article.versions.slice(1).map((v) => (
          <li key={v.version}>
            <details>
              <summary>
                {t.knowledge.version(v.version)} · {v.by ?? t.common.system} · <When at={v.at} />
              </summary>
              <WordDiff before={`${v.title}\n\n${v.body}`} after={`${article.title}\n\n${article.body}`} />
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
