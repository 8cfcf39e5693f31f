import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { changePassword } from '../../../contract/session.ts';
import { useT } from '../../i18n/core.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import styles from './sign-in.module.css';

const SHORTEST = 10;

/** Current password, new one twice. Used on the first day and on the personal page. */
export function PasswordForm({ username, onDone }: { username: string; onDone(): void }): JSX.Element {
  const t = useT();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useMutation({
    mutationFn: () => call(changePassword, { body: { current, next } }),
    onSuccess: onDone,
  });
  const errors = fieldErrors(change.error);
  const short = checked && next.length < SHORTEST ? t.password.short : undefined;
  const differ = checked && !short && repeat !== next ? t.password.differ : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (next.length >= SHORTEST && next === repeat) change.mutate();
  };
  const toggle = { 'aria-label': t.common.showPassword, tabIndex: 0 };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordInput
        label={t.password.current}
        autoComplete="current-password"
        value={current}
        onChange={(e) => setCurrent(e.currentTarget.value)}
        error={errors.current ?? (change.error && !errors.next ? change.error.message : undefined)}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        label={t.password.next}
        description={t.password.nextHint}
        autoComplete="new-password"
        value={next}
        onChange={(e) => setNext(e.currentTarget.value)}
        error={short ?? errors.next}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        label={t.password.repeat}
        autoComplete="new-password"
        value={repeat}
        onChange={(e) => setRepeat(e.currentTarget.value)}
        error={differ}
        visibilityToggleButtonProps={toggle}
      />
      <Button type="submit" loading={change.isPending} disabled={!current || !next}>
        {t.password.submit}
      </Button>
    </form>
  );
}
