import { ActionIcon, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type JSX, useEffect, useRef } from 'react';
import { type Conversation, conversationCase } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { messagesQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { MessageView } from '../../ui/message.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { can, useSession } from '../session.tsx';
import styles from './conversations.module.css';
import { LinkCase } from './link-case.tsx';
import { ReplyBox } from './reply-box.tsx';

/** One conversation: its letters, the cases made of it, the reply box. */
export function ConversationPane(): JSX.Element {
  const { id } = useParams({ from: '/conversations/$id' });
  const { data, error, refetch } = useQuery(messagesQuery(id));
  const session = useSession();
  const page = useRef<HTMLElement>(null);
  const count = data?.items.length ?? 0;
  useEffect(() => {
    // The newest letter stands above the reply box.
    if (count > 0) page.current?.parentElement?.scrollTo({ top: page.current.scrollHeight });
  }, [count]);
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return (
    <article className={styles.conversation} data-own-bar ref={page}>
      <Top item={data.conversation} />
      <ol className={styles.messages}>
        {data.items.map((message) => (
          <MessageView key={message.id} message={message} />
        ))}
      </ol>
      {can(session, 'conversation.reply') ? <ReplyBox key={id} conversation={data.conversation} /> : <span />}
    </article>
  );
}

function Top({ item }: { item: Conversation }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const session = useSession();
  const search = useSearch({ from: '/conversations' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => call(conversationCase, { params: { id: item.id }, body: {} }),
    onSuccess: ({ code }) => {
      toast(t.conversations.made(code));
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void client.invalidateQueries({ queryKey: ['cases'] });
      void navigate({ to: '/cases/$code', params: { code } });
    },
  });
  return (
    <header className={styles.top}>
      <div className={styles.bar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={styles.back}
          onClick={() => void navigate({ to: '/conversations', search })}
          aria-label={t.common.back}
        >
          <Icon name="chevronLeft" />
        </ActionIcon>
        <span className="meta">{[item.citizenName, item.address].filter(Boolean).join(' · ')}</span>
        <Codes label={t.conversations.cases} codes={item.cases} />
        <Codes label={t.conversations.related} codes={item.related} />
        {can(session, 'case.create') ? (
          <span className={styles.tools}>
            <LinkCase id={item.id} />
            <Button
              size="compact-md"
              leftSection={<Icon name="plus" size={1} />}
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              {t.conversations.makeCase}
            </Button>
          </span>
        ) : null}
      </div>
      <h1 className={styles.subjectLine}>{item.subject || t.messages.noSubject}</h1>
      <ActTrouble error={make.error} gone={false} />
    </header>
  );
}

function Codes({ label, codes }: { label: string; codes: string[] }): JSX.Element | null {
  if (codes.length === 0) return null;
  return (
    <span className="meta">
      {label}:{' '}
      {codes.map((code, i) => (
        <span key={code}>
          {i > 0 ? ', ' : ''}
          <Link to="/cases/$code" params={{ code }} className="code">
            {code}
          </Link>
        </span>
      ))}
    </span>
  );
}
