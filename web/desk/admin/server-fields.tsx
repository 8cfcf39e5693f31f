import { Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import type { Mailbox } from '../../../contract/email.ts';
import { useT } from '../../i18n/index.ts';
import rows from '../../ui/rows.module.css';

type Tls = NonNullable<Mailbox['imap']>['tls'];
const TLS: readonly Tls[] = ['tls', 'starttls', 'plain'];

/** One mail server as it is typed. `password` empty and `hasPassword` true: the stored one stays. */
export interface ServerValues {
  used: boolean;
  host: string;
  port: string;
  tls: Tls;
  user: string;
  password: string;
  hasPassword: boolean;
}

/** Form values of a stored server; `undefined` = a new mailbox, `null` = this direction is not used. */
export function serverValues(server: Mailbox['imap'] | undefined, port: number): ServerValues {
  return {
    used: server !== null,
    host: server?.host ?? '',
    port: String(server?.port ?? port),
    tls: server?.tls ?? 'tls',
    user: server?.user ?? '',
    password: '',
    hasPassword: server?.hasPassword ?? false,
  };
}

/** What is sent of it. */
export function serverBody(v: ServerValues) {
  if (!v.used) return null;
  const { host, tls, user, password } = v;
  return { host, port: Number(v.port), tls, user, ...(password ? { password } : {}) };
}

interface Props {
  title: string;
  use: string;
  name: 'imap' | 'smtp';
  values: ServerValues;
  onChange(values: ServerValues): void;
  errors: Record<string, string>;
}

export function ServerFields({ title, use, name, values, onChange, errors }: Props): JSX.Element {
  const t = useT();
  const words = t.admin.mailboxes;
  const set = (part: Partial<ServerValues>) => onChange({ ...values, ...part });
  return (
    <fieldset className={rows.group}>
      <legend>{title}</legend>
      <Checkbox label={use} checked={values.used} onChange={(e) => set({ used: e.currentTarget.checked })} />
      {values.used ? (
        <div className={rows.two}>
          <TextInput
            label={words.host}
            value={values.host}
            onChange={(e) => set({ host: e.currentTarget.value })}
            error={errors[`${name}.host`]}
            required
          />
          <div className={rows.two}>
            <TextInput
              label={words.port}
              inputMode="numeric"
              value={values.port}
              onChange={(e) => set({ port: e.currentTarget.value })}
              error={errors[`${name}.port`]}
              required
            />
            <NativeSelect
              label={words.tls}
              data={TLS.map((value) => ({ value, label: words.tlsName[value] }))}
              value={values.tls}
              onChange={(e) => set({ tls: e.currentTarget.value as Tls })}
            />
          </div>
          <TextInput
            label={words.user}
            value={values.user}
            onChange={(e) => set({ user: e.currentTarget.value })}
            error={errors[`${name}.user`]}
            autoComplete="off"
          />
          <PasswordInput
            label={words.password}
            description={values.hasPassword ? words.passwordKept : undefined}
            value={values.password}
            onChange={(e) => set({ password: e.currentTarget.value })}
            error={errors[`${name}.password`]}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t.common.showPassword, tabIndex: 0 }}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
