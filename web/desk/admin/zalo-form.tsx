import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import {
  putZaloAccount,
  ZALO_SECRETS,
  type ZaloAccountView,
  type ZaloSecretName,
} from '../../../contract/channel-accounts.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { ZaloConnection } from './zalo-connection.tsx';
import { ZaloDoubtful } from './zalo-doubtful.tsx';
import { settingsBody, type ZaloValues, zaloValues } from './zalo-values.ts';

/** Adds a Zalo account (`account` null) or changes one. Secrets are only ever written; an empty one stays as stored. */
export function ZaloForm({ account, onSaved }: { account: ZaloAccountView | null; onSaved(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.channels.zalo;
  const [values, setValues] = useState<ZaloValues>(() => zaloValues(account));
  const [secrets, setSecrets] = useState<Partial<Record<ZaloSecretName, string>>>({});
  const set = (part: Partial<ZaloValues>) => setValues((before) => ({ ...before, ...part }));
  const fixed = account?.source === 'environment';
  const save = useMutation({
    mutationFn: () =>
      call(putZaloAccount, {
        params: { code: values.code },
        body: {
          name: values.name,
          enabled: values.enabled,
          settings: settingsBody(values),
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
  const field = (name: 'appId' | 'oaId') => (
    <TextInput
      label={words[name]}
      inputMode="numeric"
      value={values[name]}
      onChange={(e) => set({ [name]: e.currentTarget.value.trim() })}
      error={errors[`settings.${name}`]}
      readOnly={fixed}
      required
    />
  );
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      {fixed ? <p className="meta">{words.environment}</p> : null}
      <div className={rows.two}>
        <TextInput
          label={words.name}
          value={values.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={errors.name}
          required
          data-autofocus
        />
        <TextInput
          label={words.code}
          description={account ? undefined : words.codeHint}
          value={values.code}
          onChange={(e) => set({ code: e.currentTarget.value.toLowerCase() })}
          error={errors.code}
          readOnly={account !== null}
          required
        />
        {field('appId')}
        {field('oaId')}
      </div>
      {fixed ? null : (
        <fieldset className={rows.group}>
          <legend>{words.secrets}</legend>
          <p className="meta">{words.secretsHint}</p>
          <div className={rows.two}>
            {ZALO_SECRETS.map((name) => (
              <PasswordInput
                key={name}
                label={words.secret[name]}
                description={account?.stored.includes(name) ? words.kept : words.none}
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
      {account ? <ZaloConnection account={account} /> : null}
      <ZaloDoubtful values={values} onChange={set} errors={errors} />
      <Checkbox
        label={words.enabled}
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
