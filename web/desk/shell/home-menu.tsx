import { Menu } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/core.ts';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import { PHONE } from './home.tsx';
import { chooseHome, chosenHome } from './home-choice.ts';
import { homesOf } from './homes.ts';

/** On which page the desk opens; only for whoever has a choice. */
export function HomeChoice(): JSX.Element | null {
  const t = useT();
  const toast = useToast();
  const session = useSession();
  const { username } = session.user;
  const [chosen, setChosen] = useState(() => chosenHome(username));
  const homes = homesOf(session, window.matchMedia(PHONE).matches, t);
  if (homes.length < 2) return null;
  const now = homes.find((home) => home.key === chosen) ?? homes[0];
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t.days.home.label}</Menu.Label>
      {homes.map((home) => (
        <Menu.Item
          key={home.key}
          role="menuitemradio"
          aria-checked={home === now}
          closeMenuOnClick={false}
          leftSection={home === now ? <Icon name="check" /> : <span style={{ width: '1.125rem' }} />}
          onClick={() => {
            chooseHome(username, home.key);
            setChosen(home.key);
            toast(t.days.home.chosen);
          }}
        >
          {home.label}
        </Menu.Item>
      ))}
    </>
  );
}
