import { Button, Menu } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type JSX, lazy, Suspense, useState } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import { bulkOffers, MOST_AT_ONCE } from '../../../contract/bulk.ts';
import { useT } from '../../i18n/core.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './bulk.module.css';
import type { Selection } from './use-selection.ts';

const BulkDialog = lazy(() => import('./bulk-dialog.tsx'));

/** What can be done with the chosen cases: exactly what the server offers for each of them. */
export default function BulkBar({ selection }: { selection: Selection }): JSX.Element {
  const t = useT();
  const { codes } = selection;
  // What the dialog works on stays as it was when it opened, although done cases leave the list behind it.
  const [open, setOpen] = useState<{ action: ActionName; codes: readonly string[] } | null>(null);
  const tooMany = codes.length > MOST_AT_ONCE;
  const offers = useQuery({
    queryKey: ['cases', 'bulk-offers', codes],
    queryFn: () => call(bulkOffers, { body: { cases: [...codes] } }),
    enabled: codes.length > 0 && !tooMany,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const common = offers.isPlaceholderData ? [] : (offers.data?.items ?? []);
  const [first, ...rest] = common;
  return (
    <>
      {codes.length > 0 ? (
        <section className={styles.bar} aria-label={t.lists.bulkLabel}>
          <strong role="status">{t.lists.chosen(codes.length)}</strong>
          {tooMany ? <span className={styles.note}>{t.lists.tooMany(MOST_AT_ONCE)}</span> : null}
          {offers.isSuccess && !offers.isPlaceholderData && !tooMany && !first ? (
            <span className={styles.note}>{t.lists.noCommon}</span>
          ) : null}
          {first && !tooMany ? (
            <Button size="compact-md" onClick={() => setOpen({ action: first.action, codes })}>
              {t.actions[first.action].label}
            </Button>
          ) : null}
          {rest.length > 0 && !tooMany ? (
            <Menu position="top-start">
              <Menu.Target>
                <Button size="compact-md" variant="default" leftSection={<Icon name="dots" size={1} />}>
                  {t.nav.more}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {rest.map(({ action }) => (
                  <Menu.Item key={action} onClick={() => setOpen({ action, codes })}>
                    {t.actions[action].label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          ) : null}
          <span className={styles.right}>
            <Button size="compact-md" variant="subtle" onClick={selection.all}>
              {t.lists.pickAll}
            </Button>
            <Button size="compact-md" variant="subtle" onClick={selection.clear}>
              {t.lists.drop}
            </Button>
          </span>
        </section>
      ) : null}
      {open ? (
        <Suspense fallback={null}>
          <BulkDialog
            {...open}
            onClose={() => {
              setOpen(null);
              selection.clear();
            }}
            onCancel={() => setOpen(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
