import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type JSX, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CAPABILITIES } from '../../../contract/channels.ts';
import { type Conversation, type Message, reactMessage, retryMessage } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { MessageView } from '../../ui/message.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { CallLater } from './call-later.tsx';
import styles from './conversations.module.css';

/** So near to the end one follows what comes; further up one reads, and is only told. */
const FOLLOW_PX = 120;
const EMOJI = '❤️';

interface Props {
  items: readonly Message[];
  conversation: Conversation;
  canReply: boolean;
  onQuote(message: Message): void;
  top: ReactNode;
}

/** The messages, oldest first. What comes new is followed at the end, and announced while one reads further up. */
export function ThreadLog({ items, conversation, canReply, onQuote, top }: Props): JSX.Element {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [below, setBelow] = useState(0);
  const follows = useRef(true);
  const newest = items.at(-1)?.id ?? '';
  const oldest = items[0]?.id ?? '';
  const seen = useRef({ newest: '', oldest, height: 0 });

  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const before = seen.current;
    if (oldest !== before.oldest && newest === before.newest) {
      // Earlier messages were put in above: what one reads stays where it is.
      node.scrollTop += node.scrollHeight - before.height;
    } else if (newest !== before.newest) {
      if (follows.current || before.newest === '') node.scrollTop = node.scrollHeight;
      else {
        const fresh = items.findIndex((m) => m.id === before.newest);
        setBelow((n) => n + (fresh < 0 ? 1 : items.length - 1 - fresh));
      }
    }
    seen.current = { newest, oldest, height: node.scrollHeight };
  }, [items, newest, oldest]);

  useEffect(() => {
    // Pictures load and the box grows: whoever stands at the end stays there.
    const node = box.current;
    const inner = node?.firstElementChild;
    if (!node || !inner) return;
    const watcher = new ResizeObserver(() => {
      if (follows.current) node.scrollTop = node.scrollHeight;
    });
    watcher.observe(inner);
    watcher.observe(node);
    return () => watcher.disconnect();
  }, []);

  const onScroll = () => {
    const node = box.current;
    if (!node) return;
    follows.current = node.scrollHeight - node.scrollTop - node.clientHeight < FOLLOW_PX;
    if (follows.current) setBelow(0);
  };
  const toEnd = () => {
    setBelow(0);
    follows.current = true;
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };
  return (
    <div className={styles.logBox}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.log} ref={box} onScroll={onScroll} tabIndex={0} aria-label={t.inbox.log}>
        <div>
          {top ? <div className={styles.earlier}>{top}</div> : null}
          <ol className={styles.messages}>
            {items.map((message) => (
              <MessageView
                key={message.id}
                message={message}
                tools={
                  <Tools
                    message={message}
                    conversation={conversation}
                    canReply={canReply}
                    onQuote={() => onQuote(message)}
                    repeated={items.some((other) => other.standsFor === message.id)}
                  />
                }
              />
            ))}
          </ol>
        </div>
      </section>
      <div role="status" className={styles.below}>
        {below > 0 ? (
          <Button size="compact-sm" radius="xl" leftSection={<Icon name="chevronDown" size={0.875} />} onClick={toEnd}>
            {t.inbox.newBelow(below)}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface ToolProps {
  message: Message;
  conversation: Conversation;
  canReply: boolean;
  repeated: boolean;
  onQuote(): void;
}

/** What one can do with one message; nothing for notes and for what was taken back. */
function Tools({ message, conversation, canReply, repeated, onQuote }: ToolProps): JSX.Element | null {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const params = { id: conversation.id, messageId: message.id };
  const reread = () => void client.invalidateQueries({ queryKey: ['conversations'] });
  const retry = useMutation({
    mutationFn: () => call(retryMessage, { params }),
    onSuccess: () => {
      toast(t.inbox.message.retried);
      reread();
    },
  });
  const ours = message.reactions.some((one) => one.ours);
  const react = useMutation({
    mutationFn: () => call(reactMessage, { params, body: { emoji: ours ? null : EMOJI } }),
    onSuccess: reread,
  });
  if (message.kind === 'note' || message.retractedAt) return null;
  const capabilities = CAPABILITIES[conversation.channel];
  const failed = message.direction === 'out' && (message.state === 'failed' || message.state === 'bounced');
  if (failed && message.kind === 'human' && !repeated) {
    return (
      <>
        {canReply ? (
          <Button size="compact-md" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t.inbox.message.retry}
          </Button>
        ) : null}
        <CallLater conversation={conversation} why={message.stateDetail ?? ''} text={message.text} />
        <ActTrouble error={retry.error} gone={false} />
      </>
    );
  }
  if (message.direction !== 'in' || message.kind !== 'human' || !canReply) return null;
  return (
    <>
      {capabilities.quote.out && conversation.channel !== 'email' ? (
        <button type="button" className={styles.tool} onClick={onQuote}>
          <Icon name="reply" size={0.875} /> {t.inbox.message.reply}
        </button>
      ) : null}
      {capabilities.reactions.out ? (
        <button
          type="button"
          className={styles.tool}
          aria-label={ours ? t.inbox.message.reactTake : t.inbox.message.react}
          aria-pressed={ours}
          onClick={() => react.mutate()}
        >
          <span aria-hidden>{EMOJI}</span>
        </button>
      ) : null}
      <ActTrouble error={react.error} gone={false} />
    </>
  );
}
