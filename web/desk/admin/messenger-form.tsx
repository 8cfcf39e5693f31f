import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import {
  MESSENGER_SECRETS,
  type MessengerAccountView,
  type MessengerSecretName,
  type MessengerSettings,
  messengerSettings,
  putMessengerAccount,
} from '../../../contract/messenger.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import styles from './channels.module.css';
import { MessengerConnection } from './messenger-connection.tsx';

interface Values {
  code: string;
  name: string;
  enabled: boolean;
  settings: MessengerSettings;
}

interface Props {
  account: MessengerAccountView | null;
  onSaved(): void;
}

/** Adds a Facebook page (`account` null) or changes one. Secrets are only ever written; an empty one stays as stored. */
export function MessengerForm({ account, onSaved }: Props): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.channels.messenger;
  const common = t.channels.zalo;
  const [values, setValues] = useState<Values>(
    () => account ?? { code: '', name: '', enabled: true, settings: messengerSettings.parse({}) },
  );
  const [secrets, setSecrets] = useState<Partial<Record<MessengerSecretName, string>>>({});
  const set = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }));
  const setting = (part: Partial<MessengerSettings>) =>
    setValues((before) => ({ ...before, settings: { ...before.settings, ...part } }));
  const fixed = account?.source === 'environment';
  const save = useMutation({
    mutationFn: () =>
      call(putMessengerAccount, {
        params: { code: values.code },
        body: {
          name: values.name,
          enabled: values.enabled,
          settings: values.settings,
          secrets: Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')),
        },
      }),
    onSuccess: () => {
      toast(words.saved);
      onSaved();
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const text = (name: 'pageId' | 'appId' | 'graphVersion' | 'apiUrl', more: { readOnly?: boolean } = {}) => (
    <TextInput
      label={words[name]}
      value={values.settings[name]}
      onChange={(e) => setting({ [name]: e.currentTarget.value.trim() })}
      error={errors[`settings.${name}`]}
      {...more}
    />
  );
  const check = (name: 'humanAgent' | 'comments' | 'appSecretProof') => (
    <Checkbox
      label={words[name]}
      checked={values.settings[name]}
      onChange={(e) => setting({ [name]: e.currentTarget.checked })}
    />
  );
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      {fixed ? <p className="meta">{common.environment}</p> : null}
      <div className={rows.two}>
        <TextInput
          label={common.name}
          value={values.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={errors.name}
          required
          data-autofocus
        />
        <TextInput
          label={common.code}
          description={account ? undefined : common.codeHint}
          value={values.code}
          onChange={(e) => set({ code: e.currentTarget.value.toLowerCase() })}
          error={errors.code}
          readOnly={account !== null}
          required
        />
        {text('pageId', { readOnly: fixed })}
        {text('appId')}
      </div>
      {fixed ? null : (
        <fieldset className={rows.group}>
          <legend>{common.secrets}</legend>
          <p className="meta">{common.secretsHint}</p>
          <div className={rows.two}>
            {MESSENGER_SECRETS.map((name) => (
              <PasswordInput
                key={name}
                label={words.secret[name]}
                description={account?.stored.includes(name) ? common.kept : common.none}
                value={secrets[name] ?? ''}
                onChange={(e) => {
                  const { value } = e.currentTarget;
                  setSecrets((before) => ({ ...before, [name]: value }));
                }}
                error={errors[`secrets.${name}`]}
                autoComplete="new-password"
                visibilityToggleButtonProps={{ 'aria-label': t.common.showPassword, tabIndex: 0 }}
              />
            ))}
          </div>
        </fieldset>
      )}
      {account ? <MessengerConnection account={account} /> : null}
      {check('humanAgent')}
      {check('comments')}
      <details className={rows.group}>
        <summary>{words.more}</summary>
        <div className={styles.more}>
          <div className={rows.two}>
            {text('graphVersion')}
            {text('apiUrl')}
          </div>
          {check('appSecretProof')}
        </div>
      </details>
      <Checkbox
        label={common.enabled}
        checked={values.enabled}
        disabled={fixed}
        onChange={(e) => set({ enabled: e.currentTarget.checked })}
      />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending}>
        {t.common.save}
      </Button>
    </form>
  );
}
