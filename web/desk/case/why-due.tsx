import { Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { deadlineQuery } from '../../lib/queries.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import styles from './why-due.module.css';

/** “Vì sao hạn này?”: the sum line by line, from the same function that set the date. */
export function WhyDue({ item }: { item: CaseView }): JSX.Element | null {
  const t = useT();
  const [opened, setOpened] = useState(false);
  if (!item.dueAt) return null;
  return (
    <Popover opened={opened} onChange={setOpened} width="24rem" position="bottom-start" trapFocus>
      <Popover.Target>
        <UnstyledButton className={styles.ask} onClick={() => setOpened(!opened)}>
          {t.page.whyDue}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.page.whyDueTitle}>{opened ? <Sum code={item.code} /> : null}</Popover.Dropdown>
    </Popover>
  );
}

function Sum({ code }: { code: string }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(deadlineQuery(code));
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  const moved = data.originalDueAt && data.dueAt && data.originalDueAt !== data.dueAt;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the trapped focus needs a place to stand while one reads
    <div className={styles.sum} tabIndex={0} data-autofocus>
      <h2>{t.page.whyDueTitle}</h2>
      <ol>
        {data.explanation.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are a text and never reordered
          <li key={i}>{line}</li>
        ))}
      </ol>
      {moved ? (
        <p className="meta">{t.page.originalDue(momentText(data.originalDueAt as string, now(), language))}</p>
      ) : null}
    </div>
  );
}
