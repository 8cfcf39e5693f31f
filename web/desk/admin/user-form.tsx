import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { createUser, resetPassword, type User, updateUser } from '../../../contract/org.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { RolesField, type RoleValue } from './roles-field.tsx';

type Secret = { name: string; password: string };

/** Adds a user (`user` null) or changes one. The one-time password goes up to the page, which shows it once. */
export function UserForm({ user, onDone }: { user: User | null; onDone(secret?: Secret): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const [username, setUsername] = useState(user?.username ?? '');
  const [displayName, setDisplayName] = useState(user?.displayName ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [phone, setPhone] = useState(user?.phone ?? '');
  const [roles, setRoles] = useState<RoleValue[]>(
    user?.roles.map((r) => ({ role: r.role, unit: r.unit.code })) ?? [{ role: 'officer', unit: '' }],
  );
  const save = useMutation({
    mutationFn: async (): Promise<Secret | undefined> => {
      const body = { displayName, email: email || null, phone: phone || null, roles: roles.filter((r) => r.unit) };
      if (user) {
        await call(updateUser, { params: { username: user.username }, body });
        return undefined;
      }
      const made = await call(createUser, { body: { username, ...body } });
      return { name: made.user.displayName, password: made.oneTimePassword };
    },
    onSuccess: (secret) => {
      toast(t.admin.users.saved);
      onDone(secret);
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput
          label={t.admin.users.displayName}
          value={displayName}
          onChange={(e) => setDisplayName(e.currentTarget.value)}
          error={errors.displayName}
          required
          data-autofocus
        />
        <TextInput
          label={t.admin.users.username}
          description={t.admin.users.usernameHint}
          value={username}
          onChange={(e) => setUsername(e.currentTarget.value.toLowerCase())}
          error={errors.username}
          readOnly={user !== null}
          autoComplete="off"
          required
        />
        <TextInput
          label={t.admin.users.email}
          type="email"
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
          error={errors.email}
        />
        <TextInput
          label={t.admin.users.phone}
          type="tel"
          value={phone}
          onChange={(e) => setPhone(e.currentTarget.value)}
          error={errors.phone}
        />
      </div>
      <RolesField value={roles} onChange={setRoles} error={errors.roles} />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending} disabled={!username || !displayName.trim()}>
        {t.common.save}
      </Button>
      {user ? <Powers user={user} onDone={onDone} /> : null}
    </form>
  );
}

/** What takes effect at once and ends sessions: said before, done with a second press. */
function Powers({ user, onDone }: { user: User; onDone(secret?: Secret): void }): JSX.Element {
  const t = useT();
  const [asked, setAsked] = useState<'reset' | 'disable' | null>(null);
  const run = useMutation({
    mutationFn: async (): Promise<Secret | undefined> => {
      const params = { username: user.username };
      if (asked === 'reset')
        return { name: user.displayName, password: (await call(resetPassword, { params })).oneTimePassword };
      await call(updateUser, { params, body: { disabled: user.disabledAt === null } });
      return undefined;
    },
    onSuccess: onDone,
  });
  const disable = user.disabledAt ? t.admin.users.enable : t.admin.users.disable;
  if (asked) {
    return (
      <div className={rows.once}>
        <p>
          {asked === 'reset'
            ? t.admin.users.resetText(user.displayName)
            : user.disabledAt
              ? disable
              : t.admin.users.disableText(user.displayName)}
        </p>
        {run.error ? <p className={rows.error}>{run.error.message}</p> : null}
        <div className={rows.tools}>
          <Button color="red" loading={run.isPending} onClick={() => run.mutate()}>
            {asked === 'reset' ? t.admin.users.reset : disable}
          </Button>
          <Button variant="default" onClick={() => setAsked(null)}>
            {t.common.cancel}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={rows.tools}>
      <Button variant="default" onClick={() => setAsked('reset')}>
        {t.admin.users.reset}
      </Button>
      <Button variant="default" onClick={() => setAsked('disable')}>
        {disable}
      </Button>
    </div>
  );
}
