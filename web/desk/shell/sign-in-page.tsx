import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { useTitle } from '../../lib/use-title.ts';
import { DisplayMenu } from './display-menu.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** The first page of the day. Stands at whatever address was asked for, so a deep link works after signing in. */
export default function SignInPage(): JSX.Element {
  const t = useT();
  useTitle(t.signIn.title);
  return (
    <div className={styles.page}>
      <header className={styles.tools}>
        <DisplayMenu />
      </header>
      <main className={styles.card}>
        <div className={styles.brand}>
          <span className={styles.number} aria-hidden>
            1022
          </span>
          <h1>{t.signIn.title}</h1>
        </div>
        <SignInForm />
        <div className={`${styles.foot} meta`}>
          <p>{t.signIn.forgot}</p>
          <p>
            <a href="/">{t.signIn.citizens}</a>
          </p>
        </div>
      </main>
    </div>
  );
}
