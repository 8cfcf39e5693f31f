import { Drawer } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { Nav } from './nav.tsx';

/** The whole navigation over the page, where there is no room for it at the side. */
export default function NavDrawer({ onClose }: { onClose(): void }): JSX.Element {
  const t = useT();
  return (
    <Drawer opened onClose={onClose} size="18rem" title={t.product} closeButtonProps={{ 'aria-label': t.common.close }}>
      <Nav onPick={onClose} />
    </Drawer>
  );
}
