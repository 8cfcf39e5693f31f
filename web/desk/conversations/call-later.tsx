import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { askCallback } from '../../../contract/callbacks.ts';
import type { Conversation } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { can, useSession } from '../session.tsx';
import styles from './conversations.module.css';
import { citizenQuery } from './inbox-queries.ts';

/** Where the channel does not reach the citizen: notes the call that is owed instead. */
export function CallLater(props: { conversation: Conversation; why: string; text: string }): JSX.Element | null {
  const t = useT();
  const session = useSession();
  const [opened, setOpened] = useState(false);
  if (!can(session, 'callback.work')) return null;
  return (
    <>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<Icon name="phone" size={0.875} />}
        onClick={() => setOpened(true)}
      >
        {t.inbox.tools.callback}
      </Button>
      {opened ? <CallForm {...props} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

function CallForm(props: { conversation: Conversation; why: string; text: string; onClose(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const { citizenId, id } = props.conversation;
  const known = useQuery({ ...citizenQuery(citizenId ?? ''), enabled: citizenId !== null }).data;
  const [phone, setPhone] = useState<string | null>(null);
  const [why, setWhy] = useState(props.why);
  const [text, setText] = useState(props.text);
  const number = phone ?? known?.identities.find((one) => one.kind === 'phone')?.value ?? '';
  const ask = useMutation({
    mutationFn: () =>
      call(askCallback, { body: { conversationId: id, why, text, ...(number ? { phone: number } : {}) } }),
    onSuccess: () => {
      toast(t.inbox.callback.done);
      void client.invalidateQueries({ queryKey: ['callbacks'] });
      void client.invalidateQueries({ queryKey: ['conversations'] });
      props.onClose();
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (why.trim() && text.trim()) ask.mutate();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t.inbox.callback.title}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <form onSubmit={send} className={styles.form}>
        <TextInput
          label={t.inbox.callback.phone}
          value={number}
          onChange={(e) => setPhone(e.currentTarget.value)}
          inputMode="tel"
          data-autofocus
        />
        <TextInput label={t.inbox.callback.why} value={why} onChange={(e) => setWhy(e.currentTarget.value)} required />
        <TextArea
          label={t.inbox.callback.text}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          required
        />
        <ActTrouble error={ask.error} gone={false} />
        <Button type="submit" loading={ask.isPending} disabled={!why.trim() || !text.trim()}>
          {t.inbox.callback.submit}
        </Button>
      </form>
    </Modal>
  );
}
