import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listMailboxes, type Mailbox } from '../../../contract/email.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { useLast } from '../../lib/use-last.ts';
import type { Tone } from '../../ui/due-state.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { MailboxForm } from './mailbox-form.tsx';

const KEY = ['mailboxes'];
const RENEW_MS = 10_000;
const STATE: Record<Mailbox['state'], readonly [Tone, IconName]> = {
  new: ['slate', 'clock'],
  connecting: ['amber', 'clock'],
  listening: ['green', 'check'],
  failing: ['red', 'alert'],
  stopped: ['slate', 'pause'],
};

/** Every mailbox with what its listener last knew; the state renews itself while one looks. */
export function MailboxesPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const [edited, setEdited] = useState<Mailbox | 'new' | null>(null);
  const shown = useLast(edited);
  const list = useQuery({ queryKey: KEY, queryFn: () => call(listMailboxes, {}), refetchInterval: RENEW_MS });
  const words = t.admin.mailboxes;
  const add = (
    <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} tool={add} wide>
      {list.isPending ? <Loading lines={4} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? <Notice icon="mail" title={words.empty} /> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((box) => (
          <MailboxRow key={box.code} box={box} onEdit={() => setEdited(box)} />
        ))}
      </ul>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="46rem"
        title={shown === 'new' ? words.add : shown ? words.edit(shown.address) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <MailboxForm
            box={shown === 'new' ? null : shown}
            onDone={() => {
              setEdited(null);
              void client.invalidateQueries({ queryKey: KEY });
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}

function MailboxRow({ box, onEdit }: { box: Mailbox; onEdit(): void }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const words = t.admin.mailboxes;
  const [tone, icon] = STATE[box.state];
  const facts = [
    words.since(momentText(box.stateSince, now, language)),
    box.lastContactAt && words.lastContact(momentText(box.lastContactAt, now, language)),
    box.waiting > 0 && words.waiting(box.waiting),
    box.unsent > 0 && words.unsent(box.unsent),
    box.source === 'environment' && words.environment,
  ].filter(Boolean);
  return (
    <li className={rows.row} data-off={box.enabled ? undefined : true}>
      <div>
        <strong>{box.address}</strong> <span className="meta">{box.displayName}</span>
        <p className="meta">{facts.join(' · ')}</p>
        {box.lastError ? <p className={rows.error}>{box.lastError}</p> : null}
        {box.smtpError ? (
          <p className={rows.error}>
            {words.sendError}: {box.smtpError}
          </p>
        ) : null}
      </div>
      <Chip tone={tone} icon={icon}>
        {words.state[box.state]}
      </Chip>
      {box.source === 'admin' ? (
        <Button variant="default" size="compact-md" onClick={onEdit} aria-label={words.edit(box.address)}>
          {t.common.edit}
        </Button>
      ) : null}
    </li>
  );
}
