import { Button, Menu, Modal, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { endOtherSessions, signOut } from '../../../contract/session.ts';
import { useT } from '../../i18n/core.ts';
import { call } from '../../lib/api.ts';
import { countKept, forgetKept } from '../../lib/kept-store.ts';
import { Icon } from '../../ui/icons.tsx';
import { useSession } from '../session.tsx';
import styles from './header.module.css';
import { HomeChoice } from './home-menu.tsx';
import { openShortcuts } from './shortcuts-open.ts';

/** Who I am and what is mine: sessions, password, absence, sign out. */
export function UserMenu(): JSX.Element {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'here' | 'everywhere' | null>(null);
  const { displayName, username } = session.user;
  const leave = useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      where === 'here' ? call(signOut, { gate: false }) : call(endOtherSessions, { gate: false }),
    onSettled: () => {
      forgetKept(username);
      location.assign('/desk/');
    },
  });
  const ask = (where: 'here' | 'everywhere') => (countKept(username) > 0 ? setAsked(where) : leave.mutate(where));
  const given = displayName.trim().split(' ').at(-1) ?? displayName;

  return (
    <>
      <Menu position="bottom-end" width="max-content">
        <Menu.Target>
          <UnstyledButton className={styles.account}>
            <span className={styles.initial} aria-hidden>
              {given.charAt(0).toLocaleUpperCase('vi')}
            </span>
            <span className={styles.name} aria-hidden>
              {displayName}
            </span>
            <span className="sr-only">{t.header.account(displayName)}</span>
            <Icon name="chevronDown" size={0.875} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={styles.who}>
            <strong>{displayName}</strong>
            {session.roles.map((r) => (
              <span key={`${r.role} ${r.unit.code}`} className="meta">
                {t.role[r.role]} · {r.unit.name}
              </span>
            ))}
            {session.deputyFor.map((d) => (
              <span key={`${d.user.code} ${d.unit.code}`} className="meta">
                {t.account.deputyFor(d.user.name, d.unit.name)}
              </span>
            ))}
          </div>
          <HomeChoice />
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="desk" />} onClick={() => void navigate({ to: '/me/sessions' })}>
            {t.account.sessions}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="key" />} onClick={() => void navigate({ to: '/me/password' })}>
            {t.account.password}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="people" />} onClick={() => void navigate({ to: '/me/absence' })}>
            {t.account.absence}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="bell" />} onClick={() => void navigate({ to: '/me/notices' })}>
            {t.account.notices}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="question" />} onClick={openShortcuts}>
            {t.account.shortcuts}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="power" />} onClick={() => ask('here')}>
            {t.account.signOut}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="lock" />} onClick={() => ask('everywhere')}>
            {t.account.signOutAll}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t.account.unsentTitle}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <p>{t.account.unsentText(countKept(username))}</p>
        <Button mt="md" fullWidth color="red" loading={leave.isPending} onClick={() => asked && leave.mutate(asked)}>
          {t.account.unsentConfirm}
        </Button>
        <Button mt="xs" fullWidth variant="default" onClick={() => setAsked(null)}>
          {t.common.cancel}
        </Button>
      </Modal>
    </>
  );
}
