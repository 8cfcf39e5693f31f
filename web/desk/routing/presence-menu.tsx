import { Menu, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { PRESENCE_STATES, type PresenceReason, type PresenceState } from '../../../contract/routing.ts';
import { useLanguage, useT } from '../../i18n/core.ts';
import { useStore } from '../../lib/store.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { ringing, setRinging } from './ring.ts';
import styles from './routing.module.css';
import { presenceQuery } from './routing-queries.ts';
import { useSetPresence } from './use-set-presence.ts';

export const STATE_ICON: Record<PresenceState, IconName> = {
  available: 'check',
  busy: 'edit',
  away: 'pause',
  reassigning: 'forward',
  offline: 'power',
};

/** Where I am, in the header of every page: states, their reasons, how full I am, whether offers ring. */
export function PresenceMenu(): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const rings = useStore(ringing);
  const presence = useQuery(presenceQuery).data;
  const set = useSetPresence();
  if (!presence) return null;
  const words = t.routing.presence;
  const nameOf = (reason: PresenceReason) => (language === 'vi' ? reason.name : reason.nameEn);
  const reason = presence.reasons.find((r) => r.code === presence.reason);
  const text = reason ? nameOf(reason) : words.state[presence.state];
  const choice = (state: PresenceState, code: string | null) => ({
    rightSection:
      presence.state === state && presence.reason === code ? <Icon name="check" label={words.now} /> : undefined,
    onClick: () => set.mutate({ state, reason: code }),
  });
  return (
    <Menu position="bottom-end" width="19rem">
      <Menu.Target>
        <UnstyledButton className={styles.presence} data-state={presence.state}>
          <Icon name={STATE_ICON[presence.state]} size={0.875} />
          <span className={styles.presenceText} aria-hidden>
            {text}
          </span>
          <span className="sr-only">{words.label(text)}</span>
          <Icon name="chevronDown" size={0.875} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown aria-label={words.menu}>
        {PRESENCE_STATES.map((state) => (
          <div key={state} role="none">
            <Menu.Item leftSection={<Icon name={STATE_ICON[state]} />} {...choice(state, null)}>
              {words.state[state]}
              <span className={styles.hint}>{words.hint[state]}</span>
            </Menu.Item>
            {presence.reasons
              .filter((r) => r.active && !r.system && r.state === state)
              .map((r) => (
                <Menu.Item key={r.code} pl="2.75rem" {...choice(state, r.code)}>
                  {nameOf(r)}
                </Menu.Item>
              ))}
          </div>
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick={false} leftSection={<Icon name="bell" />} onClick={() => setRinging(!rings)}>
          {rings ? words.ringOff : words.ringOn}
        </Menu.Item>
        <p className={styles.load}>{words.load(presence.load, presence.capacity)}</p>
      </Menu.Dropdown>
    </Menu>
  );
}
