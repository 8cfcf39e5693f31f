import { Button, Popover, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { conversationCase } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useToast } from '../../ui/toast.tsx';
import styles from './conversations.module.css';

/** Joins a conversation to a case that exists already. */
export function LinkCase({ id }: { id: string }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [code, setCode] = useState('');
  const link = useMutation({
    mutationFn: () => call(conversationCase, { params: { id }, body: { link: code.trim() } }),
    onSuccess: (result) => {
      setOpened(false);
      setCode('');
      toast(t.conversations.linked(result.code));
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void client.invalidateQueries({ queryKey: ['case', result.code] });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) link.mutate();
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus width="20rem" position="bottom-end">
      <Popover.Target>
        <Button variant="default" size="compact-md" onClick={() => setOpened(!opened)}>
          {t.conversations.link}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.conversations.link}>
        <form onSubmit={send} className={styles.link}>
          <TextInput
            label={t.conversations.linkCode}
            placeholder="1022-261123-0412"
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
            error={link.error?.message}
            data-autofocus
            style={{ flex: 1 }}
          />
          <Button type="submit" loading={link.isPending} disabled={!code.trim()}>
            {t.conversations.linkSubmit}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
