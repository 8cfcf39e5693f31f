import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { channelStates, listZaloAccounts, type ZaloAccountView } from '../../../contract/channel-accounts.ts';
import type { MessengerAccountView } from '../../../contract/messenger.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { ChannelRow } from './channel-row.tsx';
import styles from './channels.module.css';
import { MessengerDialog, useMessengerAccounts } from './messenger-pages.tsx';
import { UnhandledEvents } from './unhandled-events.tsx';
import { ZaloForm } from './zalo-form.tsx';

const RENEW_MS = 15_000;

/** Every channel with how it fares and what to do, then what only a person can make sense of. */
export function ChannelsPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const session = useSession();
  const { zalo: returned } = getRouteApi('/admin/channels').useSearch();
  const [edited, setEdited] = useState<ZaloAccountView | 'new' | null>(null);
  const [page, setPage] = useState<MessengerAccountView | 'new' | null>(null);
  const pages = useMessengerAccounts();
  const shown = useLast(edited);
  const list = useQuery({
    queryKey: ['channels', 'states'],
    queryFn: () => call(channelStates, {}),
    refetchInterval: RENEW_MS,
  });
  const accounts = useQuery({ queryKey: ['channels', 'zalo'], queryFn: () => call(listZaloAccounts, {}) });
  const administers = can(session, 'admin.channels');
  const words = t.channels;
  const add = administers ? (
    <div className={rows.tools}>
      <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
        {words.connectZalo}
      </Button>
      <Button variant="default" leftSection={<Icon name="plus" size={1} />} onClick={() => setPage('new')}>
        {t.channels.messenger.connect}
      </Button>
    </div>
  ) : null;
  const settingsOf = (channel: string, code: string) => {
    if (!administers) return undefined;
    const account = channel === 'zalo' ? accounts.data?.items.find((one) => one.code === code) : undefined;
    const facebook = channel === 'messenger' ? pages.find((one) => one.code === code) : undefined;
    if (facebook) return () => setPage(facebook);
    return account ? () => setEdited(account) : undefined;
  };
  return (
    <Page title={words.title} text={words.text} tool={add} wide>
      {returned && words.zalo.returned[returned] ? (
        <p role="status" className={styles.returned} data-good={returned === 'connected' || undefined}>
          {words.zalo.returned[returned]}
        </p>
      ) : null}
      {list.isPending ? <Loading lines={5} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? <Notice icon="unlink" title={words.empty} text={words.emptyText} /> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((one) => (
          <ChannelRow
            key={`${one.channel}/${one.account}`}
            channel={one}
            onSetUp={settingsOf(one.channel, one.account)}
          />
        ))}
      </ul>
      <UnhandledEvents />
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="46rem"
        title={shown === 'new' || !shown ? words.zalo.add : words.zalo.edit(shown.name)}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <ZaloForm
            account={shown === 'new' ? null : shown}
            onSaved={() => {
              setEdited(null);
              void client.invalidateQueries({ queryKey: ['channels'] });
            }}
          />
        ) : null}
      </Modal>
      <MessengerDialog edited={page} onClose={() => setPage(null)} />
    </Page>
  );
}
