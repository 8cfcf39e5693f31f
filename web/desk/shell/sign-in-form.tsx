import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type SessionView, signIn } from '../../../contract/session.ts';
import { useT } from '../../i18n/core.ts';
import { call } from '../../lib/api.ts';
import { NetworkLost } from '../../lib/problem.ts';
import { sessionQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './sign-in.module.css';

/** User name and password. `username` fixes the name (the same person continues). */
export function SignInForm(props: { username?: string; onDone?(session: SessionView): void }): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const [username, setUsername] = useState(props.username ?? '');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () => call(signIn, { body: { username: username.trim().toLowerCase(), password }, gate: false }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      props.onDone?.(session);
    },
    onError: () => setPassword(''),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (username && password) attempt.mutate();
  };
  return (
    <form onSubmit={send} className={styles.form}>
      <TextInput
        label={t.signIn.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(e) => setUsername(e.currentTarget.value)}
        readOnly={props.username !== undefined}
        data-autofocus={props.username === undefined || undefined}
        autoFocus={props.username === undefined}
        required
        withAsterisk={false}
        size="md"
      />
      <PasswordInput
        label={t.signIn.password}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(e) => setPassword(e.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t.common.showPassword, tabIndex: 0 }}
        data-autofocus={props.username !== undefined || undefined}
        required
        withAsterisk={false}
        size="md"
      />
      {attempt.error ? (
        <p role="alert" className={styles.error}>
          <Icon name="alert" size={1} />
          {attempt.error instanceof NetworkLost ? t.states.networkText : attempt.error.message}
        </p>
      ) : null}
      <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
        {t.signIn.submit}
      </Button>
    </form>
  );
}
