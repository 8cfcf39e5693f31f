import { Modal } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { BulkResults } from './bulk-results.tsx';
import { undoneMany } from './undone-many.ts';

/** Taking back did not go well for every case: which, and why. */
export default function UndoneDialog(): JSX.Element | null {
  const t = useT();
  const shown = useStore(undoneMany);
  if (!shown) return null;
  const close = () => undoneMany.set(null);
  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={t.bulk.undoTitle(t.actions[shown.action].label)}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      <BulkResults results={shown.results} words={{ done: t.bulk.undone, failed: t.bulk.notUndone }} onClose={close} />
    </Modal>
  );
}
