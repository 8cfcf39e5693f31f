import { useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { sessionQuery } from '../../lib/queries.ts';
import { DisplayMenu } from './display-menu.tsx';
import { PasswordForm } from './password-form.tsx';
import styles from './sign-in.module.css';

/** After signing in with a one-time password nothing else is possible until it is replaced. */
export default function FirstPassword({ username }: { username: string }): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  return (
    <div className={styles.page}>
      <header className={styles.tools}>
        <DisplayMenu />
      </header>
      <main className={styles.card}>
        <div className={styles.brand}>
          <h1>{t.password.firstTitle}</h1>
          <p className="meta">{t.password.firstText}</p>
        </div>
        <PasswordForm
          username={username}
          onDone={() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })}
        />
      </main>
    </div>
  );
}
