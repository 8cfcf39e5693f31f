import { SegmentedControl } from '@mantine/core';
import { type JSX, useState } from 'react';
import type { ReplyStateView } from '../../../contract/channels.ts';
import type { Conversation, Message } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { CallLater } from './call-later.tsx';
import styles from './conversations.module.css';
import { NoteBox } from './note-box.tsx';
import { ReplyBox } from './reply-box.tsx';

interface Props {
  conversation: Conversation;
  reply: ReplyStateView;
  lastWords: string;
  quoted: Message | null;
  onQuoted(message: Message | null): void;
}

/** The answer on the citizen's channel, within what the channel can; or a note among colleagues. Kept until sent. */
export function Composer({ conversation, reply, lastWords, quoted, onQuoted }: Props): JSX.Element {
  const t = useT();
  const [mode, setMode] = useState<'reply' | 'note'>('reply');
  return (
    <div className={styles.reply} data-mode={mode}>
      <div className={styles.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t.inbox.reply.modes}
          data={[
            { value: 'reply', label: t.inbox.reply.label },
            { value: 'note', label: t.inbox.reply.note },
          ]}
          value={mode}
          onChange={(value) => setMode(value as 'reply')}
        />
        {mode === 'reply' ? <WindowLine reply={reply} /> : null}
      </div>
      {mode === 'note' ? (
        <NoteBox conversation={conversation} />
      ) : reply.canReply ? (
        <ReplyBox conversation={conversation} lastWords={lastWords} quoted={quoted} onQuoted={onQuoted} />
      ) : (
        <div className={styles.shut} role="note">
          <strong>{t.inbox.reply.closedWindow}</strong>
          <span>{reply.advice}</span>
          <CallLater conversation={conversation} why={reply.advice ?? ''} text="" />
        </div>
      )}
    </div>
  );
}

/** Until when one can answer, and on what condition: said before one types. */
function WindowLine({ reply }: { reply: ReplyStateView }): JSX.Element | null {
  const t = useT();
  if (!reply.canReply || (!reply.until && !reply.advice)) return null;
  return (
    <span className={reply.advice ? styles.waits : 'meta'}>
      <Icon name="clock" size={0.875} />{' '}
      {reply.until ? (
        <>
          {t.inbox.reply.openUntil} <When at={reply.until} />
        </>
      ) : null}
      {reply.advice ? ` ${reply.advice}` : null}
    </span>
  );
}
