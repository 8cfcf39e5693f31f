import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { type JSX, lazy, Suspense, useState } from 'react';
import { numberText, useLanguage, useT } from '../../i18n/core.ts';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/states.tsx';
import { useKeys } from '../shell/keys.ts';
import styles from './bell.module.css';
import { useBell } from './use-bell.ts';

const Panel = lazy(() => import('./panel.tsx'));
const MOST = 99;

/** The bell on every page: how much is unread, and the latest behind it. */
export function Bell(): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const unread = useBell();
  const label = t.notices.bell(unread);
  useKeys({ b: () => setOpen(true) });
  return (
    <Popover position="bottom-end" width="min(26rem, 96vw)" opened={open} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={label} disabled={open}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={styles.bell}
            onClick={() => setOpen(!open)}
            aria-label={label}
          >
            <Icon name="bell" />
            {unread > 0 ? (
              <span className={styles.count} aria-hidden>
                {unread > MOST ? `${MOST}+` : numberText(unread, language)}
              </span>
            ) : null}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.notices.title} className={styles.dropdown}>
        <Suspense fallback={<Loading lines={4} />}>{open ? <Panel onDone={() => setOpen(false)} /> : null}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
