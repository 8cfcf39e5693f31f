import { Button, Drawer } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type JSX, useEffect, useState } from 'react';
import { listMessages, type Message, seeConversation } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useWide } from '../../lib/use-wide.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { CitizenTypes } from './citizen-types.tsx';
import { Composer } from './composer.tsx';
import styles from './conversations.module.css';
import { inboxCountsQuery, threadQuery } from './inbox-queries.ts';
import { MakeCase } from './make-case.tsx';
import { PersonPanel } from './person-panel.tsx';
import { ThreadLog } from './thread-log.tsx';
import { TopBar } from './top-bar.tsx';

/** From this width on the citizen stands in a third column. */
const THREE_COLUMNS = '(min-width: 80em)';

/** One conversation: what was said, the reply box, and beside it who the citizen is. */
export function ConversationPane(): JSX.Element {
  const { id } = useParams({ from: '/conversations/$id' });
  return <Thread key={id} id={id} />;
}

function Thread({ id }: { id: string }): JSX.Element {
  const t = useT();
  const session = useSession();
  const client = useQueryClient();
  const wide = useWide(THREE_COLUMNS);
  const { data, error, refetch } = useQuery(threadQuery(id));
  const [earlier, setEarlier] = useState<{ items: Message[]; more: boolean } | null>(null);
  const [quoted, setQuoted] = useState<Message | null>(null);
  const [personOpen, setPersonOpen] = useState(false);
  const [making, setMaking] = useState(false);
  const unread = data?.conversation.unread ?? 0;
  const answers = can(session, 'conversation.reply');

  useEffect(() => {
    // Seen means seen: the page is in front and the messages stand on it.
    if (unread === 0 || !answers) return;
    const tell = () => {
      if (document.hidden) return;
      void call(seeConversation, { params: { id } })
        .then(() => client.invalidateQueries({ queryKey: inboxCountsQuery.queryKey }))
        .catch(() => {});
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [unread, answers, id, client]);

  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const { conversation } = data;
  const items = [...(earlier?.items ?? []), ...data.items];
  const hasEarlier = earlier ? earlier.more : data.earlier;
  const readEarlier = async () => {
    const page = await call(listMessages, { params: { id }, query: { before: items[0]?.id } as never });
    setEarlier({ items: [...page.items, ...(earlier?.items ?? [])], more: page.earlier });
  };
  const panel = (
    <PersonPanel conversation={conversation} onMake={can(session, 'case.create') ? () => setMaking(true) : undefined} />
  );
  return (
    <div className={styles.columns} data-own-bar>
      <article
        className={styles.conversation}
        aria-label={conversation.subject || conversation.citizenName || undefined}
      >
        <TopBar item={conversation} onPerson={wide ? undefined : () => setPersonOpen(true)} />
        <ThreadLog
          items={items}
          conversation={conversation}
          canReply={answers && data.reply.canReply}
          onQuote={setQuoted}
          top={
            hasEarlier ? (
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<Icon name="arrowUp" size={0.875} />}
                onClick={() => void readEarlier()}
              >
                {t.inbox.earlier}
              </Button>
            ) : null
          }
        />
        {answers ? (
          <div>
            {conversation.channel === 'livechat' ? <CitizenTypes id={id} /> : null}
            <Composer
              conversation={conversation}
              reply={data.reply}
              lastWords={data.items.findLast((m) => m.direction === 'in')?.text ?? ''}
              quoted={quoted}
              onQuoted={setQuoted}
            />
          </div>
        ) : (
          <span />
        )}
      </article>
      {wide ? (
        <aside className={styles.person} aria-label={t.inbox.tools.person}>
          {panel}
        </aside>
      ) : (
        <Drawer
          opened={personOpen}
          onClose={() => setPersonOpen(false)}
          position="right"
          size="24rem"
          title={t.inbox.tools.person}
          closeButtonProps={{ 'aria-label': t.common.close }}
        >
          {panel}
        </Drawer>
      )}
      {making ? <MakeCase conversation={conversation} onClose={() => setMaking(false)} /> : null}
    </div>
  );
}
