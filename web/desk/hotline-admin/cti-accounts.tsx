import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { type CtiAccount, listCtiAccounts } from '../../../contract/cti.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { useToast } from '../../ui/toast.tsx';
import { CtiForm } from './cti-form.tsx';
import styles from './hotline-admin.module.css';

const KEY = ['hotline', 'cti'];

/** Exchanges of other makers that tell us of their calls. */
export function CtiAccounts(): JSX.Element {
  const t = useT();
  const words = useHotlineWords().cti;
  const toast = useToast();
  const language = useLanguage();
  const now = useNow();
  const client = useQueryClient();
  const [edited, setEdited] = useState<CtiAccount | 'new' | null>(null);
  const shown = useLast(edited);
  const list = useQuery({ queryKey: KEY, queryFn: () => call(listCtiAccounts, {}) });
  const addressOf = (account: CtiAccount) =>
    account.webhookUrl.startsWith('/') ? `${location.origin}${account.webhookUrl}` : account.webhookUrl;
  const copy = (text: string) => {
    void navigator.clipboard?.writeText(text).then(() => toast(words.copied));
  };
  const tail = (
    <Button size="compact-md" leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  );
  return (
    <Section title={words.title} count={list.data?.items.length ?? 0} tail={tail}>
      <p className="meta">{words.text}</p>
      {list.data?.items.length === 0 ? <p className="meta">{words.none}</p> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((one) => (
          <li key={one.code} className={rows.row} data-off={one.enabled ? undefined : true}>
            <div>
              <strong>{one.name}</strong>
              <p className={styles.address}>
                <code>{addressOf(one)}</code>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`${words.copy}: ${one.name}`}
                  onClick={() => copy(addressOf(one))}
                >
                  {words.copy}
                </Button>
              </p>
              <p className="meta">
                {one.lastEventAt ? words.last(momentText(one.lastEventAt, now, language)) : words.never}
                {one.problem ? ` · ${one.problem}` : ''}
              </p>
            </div>
            {one.enabled ? null : (
              <Chip tone="slate" icon="power">
                {words.off}
              </Chip>
            )}
            <Button
              variant="default"
              size="compact-md"
              aria-label={words.edit(one.name)}
              onClick={() => setEdited(one)}
            >
              {t.common.edit}
            </Button>
          </li>
        ))}
      </ul>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="40rem"
        title={shown && shown !== 'new' ? words.edit(shown.name) : words.add}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <CtiForm
            key={shown === 'new' ? '' : shown.code}
            account={shown === 'new' ? null : shown}
            onDone={() => {
              setEdited(null);
              void client.invalidateQueries({ queryKey: KEY });
            }}
          />
        ) : null}
      </Modal>
    </Section>
  );
}
