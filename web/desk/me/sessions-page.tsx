import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { endOtherSessions, listSessions } from '../../../contract/session.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { browserName } from '../../lib/browser-name.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { forgetKept } from '../../lib/kept-store.ts';
import { Chip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading } from '../../ui/states.tsx';
import { useSession } from '../session.tsx';

/** Where this account is signed in, and one button against a strange entry. */
export function SessionsPage(): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { user } = useSession();
  const list = useQuery({ queryKey: ['me', 'sessions'], queryFn: () => call(listSessions, {}), staleTime: 0 });
  const endAll = useMutation({
    mutationFn: () => call(endOtherSessions, {}),
    onSuccess: () => {
      forgetKept(user.username);
      location.assign('/desk/');
    },
  });
  const when = (at: string) => momentText(at, now, language);
  return (
    <Page title={t.sessions.title} text={t.sessions.text}>
      {list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading lines={4} /> : null}
      <ul className={rows.rows}>
        {list.data?.items.map((row) => (
          <li key={row.id} className={rows.row}>
            <div>
              <strong>{browserName(row.userAgent)}</strong> <span className="meta num">{row.address}</span>
              <p className="meta">
                {t.sessions.since(when(row.createdAt))} · {t.sessions.seen(when(row.lastSeenAt))}
              </p>
            </div>
            {row.current ? (
              <Chip tone="green" icon="check">
                {t.sessions.current}
              </Chip>
            ) : null}
          </li>
        ))}
      </ul>
      <div>
        <Button color="red" variant="outline" loading={endAll.isPending} onClick={() => endAll.mutate()}>
          {t.sessions.all}
        </Button>
      </div>
    </Page>
  );
}
