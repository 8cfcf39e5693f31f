import { Button } from '@mantine/core';
import { type JSX, type ReactNode, useState } from 'react';
import { listMessages, type Message } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useHere } from '../../lib/places.ts';
import { Icon } from '../../ui/icons.tsx';
import { can, useSession } from '../session.tsx';
import { CitizenTypes } from './citizen-types.tsx';
import { Composer } from './composer.tsx';
import styles from './conversations.module.css';
import type { threadQuery } from './inbox-queries.ts';
import { ThreadLog } from './thread-log.tsx';
import { useSeen } from './use-seen.ts';

type Thread = Awaited<ReturnType<NonNullable<ReturnType<typeof threadQuery>['queryFn']>>>;

/** What was said and the reply box: in the inbox, and beside the case that is made of it. */
export function Talk({ id, data, head }: { id: string; data: Thread; head?: ReactNode }): JSX.Element {
  const t = useT();
  const session = useSession();
  const [earlier, setEarlier] = useState<{ items: Message[]; more: boolean } | null>(null);
  const [quoted, setQuoted] = useState<Message | null>(null);
  const { conversation } = data;
  const answers = can(session, 'conversation.reply');
  useHere('conversation', id);
  useSeen(id, conversation.unread, answers);
  const items = [...(earlier?.items ?? []), ...data.items];
  const hasEarlier = earlier ? earlier.more : data.earlier;
  const readEarlier = async () => {
    const page = await call(listMessages, { params: { id }, query: { before: items[0]?.id } as never });
    setEarlier({ items: [...page.items, ...(earlier?.items ?? [])], more: page.earlier });
  };
  return (
    <article
      className={styles.conversation}
      aria-label={conversation.subject || conversation.citizenName || t.contact.talk}
    >
      {head ?? <span />}
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
  );
}
