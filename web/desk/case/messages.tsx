import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { useAnchorName } from '../../lib/anchor.ts';
import { caseMessagesQuery } from '../../lib/queries.ts';
import { MessageView } from '../../ui/message.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './cards.module.css';

const SHOWN = 2;

/** The correspondence of the case; the last two letters stand open, the earlier ones behind a button. */
export function CaseMessages({ code }: { code: string }): JSX.Element | null {
  const t = useT();
  const { data } = useQuery(caseMessagesQuery(code));
  const named = useAnchorName().startsWith('message-');
  const [all, setAll] = useState(named);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(-SHOWN);
  return (
    <Section title={t.sections.conversation} count={items.length}>
      {shown.length < items.length ? (
        <Button variant="subtle" size="compact-md" onClick={() => setAll(true)}>
          {t.sections.earlier(items.length - shown.length)}
        </Button>
      ) : null}
      <ol className={styles.list}>
        {shown.map((message) => (
          <MessageView key={message.id} message={message} />
        ))}
      </ol>
    </Section>
  );
}
