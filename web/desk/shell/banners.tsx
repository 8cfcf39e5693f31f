import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useEffect } from 'react';
import { useT } from '../../i18n/core.ts';
import { reachable } from '../../lib/connection.ts';
import { sessionQuery } from '../../lib/queries.ts';
import { useStore } from '../../lib/store.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useSession } from '../session.tsx';
import styles from './banners.module.css';

const RETRY_MS = 5_000;

/** Above everything: sample data, and a lost connection with its retry. */
export function Banners(): JSX.Element {
  const t = useT();
  const { demo } = useSession();
  const online = useStore(reachable);
  return (
    <>
      {demo ? <p className={styles.demo}>{t.demoBanner}</p> : null}
      <div role="status">{online ? null : <Offline />}</div>
    </>
  );
}

function Offline(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  useEffect(() => {
    const tryAgain = () => client.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => {});
    const timer = setInterval(() => void tryAgain(), RETRY_MS);
    // Back again: everything on the screen may be old by now.
    const stop = reachable.subscribe(() => reachable.get() && void client.invalidateQueries());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [client]);
  return (
    <p className={styles.offline}>
      <Icon name="unlink" size={1} />
      <span>{t.states.offline}</span>
      <Button small onClick={() => void client.refetchQueries({ queryKey: sessionQuery.queryKey })}>
        {t.states.retry}
      </Button>
    </p>
  );
}
