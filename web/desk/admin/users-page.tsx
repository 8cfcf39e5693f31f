import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { listUsers, type User } from '../../../contract/org.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { OneTimePassword } from './one-time-password.tsx';
import { UserForm } from './user-form.tsx';

/** Everybody who may sign in, with roles; add, change, lock, new password. */
export function UsersPage(): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const [edited, setEdited] = useState<User | 'new' | null>(null);
  const shown = useLast(edited);
  const [secret, setSecret] = useState<{ name: string; password: string } | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['users', q],
    queryFn: ({ pageParam }) => call(listUsers, { query: { q: q || undefined, cursor: pageParam } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const done = (password?: { name: string; password: string }) => {
    setEdited(null);
    setSecret(password ?? null);
    void client.invalidateQueries({ queryKey: ['users'] });
  };
  const add = (
    <div className={rows.tools}>
      <ExportMenu list="users" query={{ q }} />
      <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
        {t.admin.users.add}
      </Button>
    </div>
  );
  return (
    <Page title={t.admin.users.title} tool={add} wide>
      <TextInput
        type="search"
        aria-label={t.admin.users.search}
        placeholder={t.admin.users.search}
        leftSection={<Icon name="search" size={1} />}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        maw="26rem"
      />
      {secret ? (
        <OneTimePassword name={secret.name} password={secret.password} onClose={() => setSecret(null)} />
      ) : null}
      <RowCount of="users" total={total} />
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="people" title={t.admin.users.empty} /> : null}
      <ul className={rows.rows}>
        {items.map((user) => (
          <UserRow key={user.username} user={user} onEdit={() => setEdited(user)} />
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="50rem"
        title={shown === 'new' ? t.admin.users.add : shown ? t.admin.users.edit(shown.displayName) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? <UserForm user={shown === 'new' ? null : shown} onDone={done} /> : null}
      </Modal>
    </Page>
  );
}

function UserRow({ user, onEdit }: { user: User; onEdit(): void }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  return (
    <li className={rows.row} data-off={user.disabledAt ? true : undefined}>
      <div>
        <Link to="/admin/users/$username" params={{ username: user.username }} className={rows.name}>
          {user.displayName}
        </Link>{' '}
        <span className="meta">{user.username}</span>
        <p className="meta">
          {user.roles.length > 0
            ? user.roles.map((r) => `${t.role[r.role]} · ${r.unit.name}`).join('; ')
            : t.admin.users.noRoles}
        </p>
      </div>
      {user.disabledAt ? (
        <Chip tone="slate" icon="lock">
          {t.admin.users.disabled}
        </Chip>
      ) : null}
      {user.absentUntil ? (
        <Chip tone="amber" icon="calendar">
          {t.admin.users.absent(momentText(user.absentUntil, now, language))}
        </Chip>
      ) : null}
      <Button variant="default" size="compact-md" onClick={onEdit} aria-label={t.admin.users.edit(user.displayName)}>
        {t.common.edit}
      </Button>
    </li>
  );
}
