import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { beginZaloSignIn, testZaloAccount, type ZaloAccountView } from '../../../contract/channel-accounts.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import styles from './channels.module.css';

/** What Zalo's console wants to know, how long the token lives, and the two buttons that prove or renew the connection. */
export function ZaloConnection({ account }: { account: ZaloAccountView }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const words = t.channels.zalo;
  const params = { code: account.code };
  const test = useMutation({ mutationFn: () => call(testZaloAccount, { params }) });
  const connect = useMutation({
    mutationFn: () => call(beginZaloSignIn, { params }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const { token } = account;
  const problem = test.error ?? connect.error;
  return (
    <fieldset className={rows.group}>
      <legend>{words.addresses}</legend>
      <div className={rows.form}>
        <Address label={words.webhookUrl} url={account.webhookUrl} />
        <Address label={words.callbackUrl} url={account.callbackUrl} />
        {account.webhookUrl.startsWith('https://') ? null : <p className="meta">{words.needsPublic}</p>}
        <p className="meta">
          {token.expiresAt ? words.token(momentText(token.expiresAt, now, language)) : words.noToken}{' '}
          {token.reauthWhy ? <span className={rows.error}>{token.reauthWhy}</span> : null}
        </p>
        <div className={rows.tools}>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {words.test}
          </Button>
          <Button
            variant="default"
            loading={connect.isPending || connect.isSuccess}
            onClick={() => connect.mutate()}
            title={words.connectHint}
          >
            {words.connect}
          </Button>
        </div>
        <div role="status">
          {test.data ? (
            <p className={`${styles.result} ${test.data.ok ? '' : rows.error}`}>
              <Icon name={test.data.ok ? 'check' : 'alert'} size={1} />{' '}
              {test.data.oaName ? `${words.oa(test.data.oaName)}. ` : ''}
              {test.data.advice}
            </p>
          ) : null}
          {problem ? <p className={`${styles.result} ${rows.error}`}>{problem.message}</p> : null}
        </div>
      </div>
    </fieldset>
  );
}

/** Without PUBLIC_URL the server knows the path only; the address by which one sees this page is the best guess. */
function Address({ label, url: given }: { label: string; url: string }): JSX.Element {
  const url = new URL(given, window.location.origin).href;
  const t = useT();
  const toast = useToast();
  const words = t.channels.zalo;
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    toast(words.copied);
  };
  return (
    <div>
      <span>{label}</span>
      <div className={styles.address}>
        <code>{url}</code>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="copy" size={1} />}
          onClick={() => void copy()}
        >
          {words.copy}
          <span className="sr-only"> {label}</span>
        </Button>
      </div>
    </div>
  );
}
