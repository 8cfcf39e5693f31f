import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { SimilarCase } from '../../../contract/contact.ts';
import { useT } from '../../i18n/index.ts';
import { Chip, Due, StatusChip, When } from '../../ui/marks.tsx';
import styles from './contact.module.css';

interface Props {
  items: readonly SimilarCase[];
  /** Something was typed: only then “none” means none. */
  asked: boolean;
  busy: boolean;
  ready: boolean;
  onMerge(code: string): void;
}

/** Open cases of other people about the same thing, with what one needs to judge by. */
export function SimilarList({ items, asked, busy, ready, onMerge }: Props): JSX.Element {
  const t = useT();
  const words = t.contact.similar;
  if (items.length === 0) return <p className="meta">{asked ? words.none : words.waits}</p>;
  return (
    <>
      <p className="meta">{words.mergeHint}</p>
      <ul className={styles.cards}>
        {items.map(({ case: one, reports, reasons, words: shared }) => (
          <li key={one.code} className={styles.card}>
            <Link
              to="/cases/$code"
              params={{ code: one.code }}
              target="_blank"
              rel="noopener"
              aria-label={`${one.title}. ${words.open(one.code)}`}
            >
              {one.title}
            </Link>
            <span className={styles.line}>
              <StatusChip status={one.status} />
              {reports > 1 ? (
                <Chip tone="amber" icon="people">
                  {words.reports(reports)}
                </Chip>
              ) : null}
              <Due row={one} />
            </span>
            <span className="meta">
              {[one.place?.text, one.area?.name].filter(Boolean).join(', ')}
              {one.place || one.area ? ' · ' : ''}
              {words.since} <When at={one.createdAt} /> · {one.leadUnit ? words.with(one.leadUnit.name) : words.nobody}
            </span>
            <span className="meta">
              {reasons
                .filter((reason) => reason !== 'same_words')
                .map((reason) => words.reason[reason])
                .concat(shared.slice(0, 2).map((phrase) => `“${phrase}”`))
                .join(' · ')}
            </span>
            <span className={styles.line}>
              <span className="code meta">{one.code}</span>
              <Button
                size="compact-sm"
                variant="default"
                loading={busy}
                disabled={!ready}
                onClick={() => onMerge(one.code)}
              >
                {words.merge}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
