import { Button } from '@mantine/core';
import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import { DueField } from '../actions/due-field.tsx';
import styles from './sign.module.css';

interface Props {
  item: CaseView;
  /** Null: as it was asked for. */
  until: string | null;
  onChange(until: string | null): void;
}

/** What an extension does to the deadline: first promised, now, then; and an earlier date instead, when one is wanted. */
export function OtherDate({ item, until, onChange }: Props): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const request = item.extensions.find((e) => e.state === 'requested');
  if (!request) return null;
  const words = t.days.sign;
  const moved = item.originalDueAt !== null && item.originalDueAt !== item.dueAt;
  const rows: [string, string | null][] = [
    ...(moved ? [[words.first, item.originalDueAt] as [string, string | null]] : []),
    [words.now, item.dueAt],
    [words.asked, request.dueAt],
  ];
  return (
    <section>
      <h3>{words.deadline}</h3>
      <dl className={styles.dates}>
        {rows.map(([name, at]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{at ? momentText(at, now, language) : '–'}</dd>
          </div>
        ))}
      </dl>
      {until === null ? (
        <button type="button" className={styles.more} onClick={() => onChange(request.dueAt)}>
          {words.other}
        </button>
      ) : (
        <>
          <DueField
            label={t.days.grant.until}
            after={item.dueAt ?? undefined}
            value={until}
            onChange={(next) => onChange(next || request.dueAt)}
          />
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<Icon name="recall" size={1} />}
            onClick={() => onChange(null)}
          >
            {words.asAsked}
          </Button>
        </>
      )}
    </section>
  );
}
