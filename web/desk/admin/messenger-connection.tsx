import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { type MessengerAccountView, testMessengerAccount } from '../../../contract/messenger.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import styles from './channels.module.css';

/** What Meta's console wants to know, what is wrong with the page, and the button that proves or repairs it. */
export function MessengerConnection({ account }: { account: MessengerAccountView }): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const language = useLanguage();
  const now = useNow();
  const words = t.channels.messenger;
  const at = (moment: string) => momentText(moment, now, language);
  const test = useMutation({
    mutationFn: () => call(testMessengerAccount, { params: { code: account.code } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['channels'] }),
  });
  // Without PUBLIC_URL the server knows the path only; the address by which one sees this page is the best guess.
  const url = new URL(account.webhookUrl, window.location.origin).href;
  const tested = test.data;
  return (
    <fieldset className={rows.group}>
      <legend>{words.addresses}</legend>
      <div className={rows.form}>
        <div>
          <span>{t.channels.zalo.webhookUrl}</span>
          <div className={styles.address}>
            <code>{url}</code>
          </div>
        </div>
        {account.webhookUrl.startsWith('https://') ? null : <p className="meta">{words.needsPublic}</p>}
        {account.tokenDeadSince && !tested?.ok ? (
          <p className={rows.error}>{words.tokenDead(at(account.tokenDeadSince))}</p>
        ) : null}
        {account.unsubscribedSince && !tested?.ok ? (
          <p className={rows.error}>{words.unsubscribed(at(account.unsubscribedSince))}</p>
        ) : null}
        <div className={rows.tools}>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {words.test}
          </Button>
        </div>
        <div role="status">
          {tested ? (
            <p className={`${styles.result} ${tested.ok ? '' : rows.error}`}>
              <Icon name={tested.ok ? 'check' : 'alert'} size={1} />{' '}
              {tested.pageName ? `${words.page(tested.pageName)}. ` : ''}
              {tested.advice}
            </p>
          ) : null}
          {test.error ? <p className={`${styles.result} ${rows.error}`}>{test.error.message}</p> : null}
        </div>
      </div>
    </fieldset>
  );
}
