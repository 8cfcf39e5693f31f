import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, JSX } from 'react';
import { type Conversation, writeNote } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { restOf, useKept } from '../../lib/kept.ts';
import { useHere } from '../../lib/places.ts';
import { OtherText } from '../../ui/other-text.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import styles from './conversations.module.css';

/** A note among colleagues, never sent to the citizen. */
export function NoteBox({ conversation }: { conversation: Conversation }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const { user } = useSession();
  const client = useQueryClient();
  const [text, setText, , kept] = useKept(`${user.username}.note.${conversation.id}`, '');
  useHere('conversation', conversation.id, 'note_down');
  const save = useMutation({
    mutationFn: (sent: string) =>
      call(writeNote, { params: { id: conversation.id }, body: { text: sent, clientKey: kept.id } }),
    onSuccess: (_message, sent) => {
      kept.wasSent(sent, restOf(sent));
      toast(t.inbox.reply.noteSaved);
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
  const write = (next: string) => {
    // Other words are another note, should the first have arrived after all.
    if (save.isError) kept.renew();
    setText(next);
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() && !save.isPending) save.mutate(text);
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextArea
        aria-label={t.inbox.reply.note}
        placeholder={t.inbox.reply.notePlaceholder}
        value={text}
        onChange={(e) => write(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && !e.nativeEvent.isComposing) submit();
        }}
        rows={2}
        autoFocus
      />
      <OtherText kept={kept} say={(other) => other} />
      <ActTrouble error={save.error} gone={false} />
      <div className={styles.bar}>
        <Button type="submit" variant="default" loading={save.isPending} disabled={!text.trim()}>
          {t.inbox.reply.save}
        </Button>
      </div>
    </form>
  );
}
