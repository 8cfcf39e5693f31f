import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, JSX, KeyboardEvent } from 'react';
import { type Conversation, sendMessage } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useKept } from '../../lib/kept.ts';
import { Icon } from '../../ui/icons.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import styles from './conversations.module.css';

/** The answer on the citizen's channel; kept until it is sent. Says where it goes. */
export function ReplyBox({ conversation }: { conversation: Conversation }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const { user } = useSession();
  const client = useQueryClient();
  const [text, setText, forget] = useKept(`${user.username}.reply.${conversation.id}`, '');
  const reply = useMutation({
    mutationFn: () => call(sendMessage, { params: { id: conversation.id }, body: { text } }),
    onSuccess: () => {
      forget();
      toast(t.conversations.sent);
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() && !reply.isPending) reply.mutate();
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) send();
  };
  return (
    <form className={styles.reply} onSubmit={send}>
      <TextArea
        aria-label={t.conversations.reply}
        placeholder={t.conversations.replyPlaceholder}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={steer}
        rows={2}
      />
      <ActTrouble error={reply.error} gone={false} />
      <div className={styles.bar}>
        <Button
          type="submit"
          leftSection={<Icon name="outgoing" size={1} />}
          loading={reply.isPending}
          disabled={!text.trim()}
        >
          {t.conversations.send}
        </Button>
        {conversation.address ? <span className="meta">{t.conversations.sendsAs(conversation.address)}</span> : null}
      </div>
    </form>
  );
}
