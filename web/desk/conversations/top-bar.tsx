import { ActionIcon, Button, Menu, Popover, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import {
  assignConversation,
  type Conversation,
  endConversation,
  takeUpConversation,
} from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { colleaguesQuery } from '../../lib/queries.ts';
import { Company } from '../../ui/company.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { CHANNEL_ICON } from '../queue/channel-icon.ts';
import { can, useSession } from '../session.tsx';
import styles from './conversations.module.css';
import { dispositionsQuery } from './inbox-queries.ts';

/** Who it is with, who has it, and what to do with it as a whole. */
export function TopBar({ item, onPerson }: { item: Conversation; onPerson?: (() => void) | undefined }): JSX.Element {
  const t = useT();
  const session = useSession();
  const search = useSearch({ from: '/conversations' });
  const navigate = useNavigate();
  const change = useChange(item);
  const mine = item.owner?.code === session.user.username;
  const works = can(session, 'conversation.reply');
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
        <Icon name={CHANNEL_ICON[item.channel]} label={t.channel[item.channel]} />
        <h1 className={styles.subjectLine}>{item.citizenName ?? item.address ?? t.person.unnamed}</h1>
        {onPerson ? (
          <ActionIcon variant="default" onClick={onPerson} aria-label={t.inbox.tools.person}>
            <Icon name="person" />
          </ActionIcon>
        ) : null}
        <span className={styles.tools}>
          {works && item.state === 'open' && !item.owner ? (
            <Button size="compact-md" variant="default" onClick={() => change.own(session.user.username)}>
              {t.inbox.tools.take}
            </Button>
          ) : null}
          {works && item.state === 'open' ? <Transfer item={item} onPick={change.own} mine={mine} /> : null}
          {works && item.state === 'open' ? <Close onPick={change.close} /> : null}
          {works && item.state === 'closed' ? (
            <Button size="compact-md" variant="default" onClick={change.reopen}>
              {t.inbox.tools.reopen}
            </Button>
          ) : null}
        </span>
      </div>
      <p className={`meta ${styles.facts}`}>
        <span>{t.channel[item.channel]}</span>
        {item.state === 'closed' ? (
          <span>{item.disposition ? t.inbox.closedAs(item.disposition.name) : t.inbox.closed}</span>
        ) : (
          <span>{item.owner ? t.inbox.owner(mine ? t.inbox.you : item.owner.name) : t.inbox.nobody}</span>
        )}
        {item.channel === 'email' && item.subject ? <span>{item.subject}</span> : null}
      </p>
      <Company kind="conversation" id={item.id} />
      <ActTrouble error={change.error} gone={false} />
    </header>
  );
}

function useChange(item: Conversation) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const params = { id: item.id };
  const done = (words: string) => {
    toast(words);
    void client.invalidateQueries({ queryKey: ['conversations'] });
  };
  const own = useMutation({
    mutationFn: (username: string | null) => call(assignConversation, { params, body: { username } }),
    onSuccess: (after) => done(after.owner ? t.inbox.owner(after.owner.name) : t.inbox.nobody),
  });
  const close = useMutation({
    mutationFn: (disposition: string) => call(endConversation, { params, body: { disposition } }),
    onSuccess: () => done(t.inbox.tools.closedToast),
  });
  const reopen = useMutation({
    mutationFn: () => call(takeUpConversation, { params }),
    onSuccess: () => done(t.inbox.tools.reopen),
  });
  return {
    own: (username: string | null) => own.mutate(username),
    close: (disposition: string) => close.mutate(disposition),
    reopen: () => reopen.mutate(),
    error: own.error ?? close.error ?? reopen.error,
  };
}

function Transfer(props: { item: Conversation; mine: boolean; onPick(username: string | null): void }): JSX.Element {
  const t = useT();
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const unit = session.roles.find((r) => r.role === 'agent' || r.role === 'supervisor')?.unit.code ?? '';
  const people = useQuery({ ...colleaguesQuery(unit), enabled: opened && unit !== '' }).data?.items ?? [];
  const pick = (username: string | null) => {
    setOpened(false);
    props.onPick(username);
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus width="18rem" position="bottom-end">
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<Icon name="forward" size={0.875} />}
          onClick={() => setOpened(!opened)}
        >
          {t.inbox.tools.transfer}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.inbox.tools.transferTo} className={styles.form}>
        <Select
          label={t.inbox.tools.transferTo}
          placeholder={t.inbox.tools.transferPick}
          data={people
            .filter((one) => one.username !== props.item.owner?.code)
            .map((one) => ({ value: one.username, label: one.displayName }))}
          onChange={(username) => username && pick(username)}
          searchable
          nothingFoundMessage={t.common.nothingFound}
          comboboxProps={{ withinPortal: false }}
          data-autofocus
        />
        {props.item.owner ? (
          <Button variant="subtle" size="compact-md" onClick={() => pick(null)}>
            {t.inbox.tools.giveBack}
          </Button>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function Close({ onPick }: { onPick(disposition: string): void }): JSX.Element {
  const t = useT();
  const words = useQuery(dispositionsQuery).data?.items ?? [];
  return (
    <Menu position="bottom-end" width="17rem">
      <Menu.Target>
        <Button variant="default" size="compact-md" leftSection={<Icon name="check" size={0.875} />}>
          {t.inbox.tools.close}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t.inbox.tools.closeAs}>
        {words.map((word) => (
          <Menu.Item key={word.code} onClick={() => onPick(word.code)}>
            {word.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
