import { Tooltip } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { liveStatus } from '../../lib/live.ts';
import { useStore } from '../../lib/store.ts';
import styles from './header.module.css';

/** Whether what stands on the screen renews itself: full ring, half ring, broken ring, and the word on hover. */
export function LiveDot(): JSX.Element {
  const t = useT();
  const status = useStore(liveStatus);
  return (
    <Tooltip label={t.header.live[status]}>
      <span className={styles.live} data-status={status} role="status" aria-label={t.header.live[status]} />
    </Tooltip>
  );
}
