import { ActionIcon, Tooltip } from '@mantine/core';
import { type JSX, lazy, Suspense } from 'react';
import { useT } from '../../i18n/core.ts';
import { choose, TEXT_SIZES, usePreferences } from '../../lib/preferences.ts';
import { Icon } from '../../ui/icons.tsx';
import { Bell } from '../notices/bell.tsx';
import { PresenceMenu } from '../routing/presence-menu.tsx';
import { can, useSession } from '../session.tsx';
import { ChannelMarks } from './channel-marks.tsx';
import { DisplayMenu } from './display-menu.tsx';
import styles from './header.module.css';
import { LiveDot } from './live-dot.tsx';
import { UserMenu } from './user-menu.tsx';

const PhoneMenu = lazy(() => import('../phone/phone-menu.tsx'));

/** The right end of the bar: is it live, am I on duty, what is new, how it looks, who I am. */
export default function HeaderTools({ onSearch }: { onSearch(): void }): JSX.Element {
  const t = useT();
  const session = useSession();
  return (
    <>
      <Tooltip label={t.header.searchLabel}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={styles.narrow}
          onClick={onSearch}
          aria-label={t.header.searchLabel}
        >
          <Icon name="search" />
        </ActionIcon>
      </Tooltip>
      {can(session, 'channel.watch') ? <ChannelMarks /> : null}
      <LiveDot />
      <Suspense>{can(session, 'call.work') ? <PhoneMenu /> : null}</Suspense>
      {can(session, 'routing.work') ? <PresenceMenu /> : null}
      <Bell />
      <TextSize />
      <DisplayMenu />
      <UserMenu />
    </>
  );
}

/** A− A A+ in reach on every page, as people know them from the province's site; on a phone inside the display menu. */
function TextSize(): JSX.Element {
  const t = useT();
  const { text } = usePreferences();
  const labels = { small: t.display.smallLabel, normal: t.display.normalLabel, large: t.display.largeLabel };
  return (
    <fieldset className={styles.sizes} aria-label={t.display.textSize}>
      {TEXT_SIZES.map((size) => (
        <button key={size} type="button" aria-pressed={text === size} onClick={() => choose({ text: size })}>
          {t.display[size]}
          <span className="sr-only"> {labels[size]}</span>
        </button>
      ))}
    </fieldset>
  );
}
