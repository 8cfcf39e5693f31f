import { Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { listMessengerAccounts, type MessengerAccountView } from '../../../contract/messenger.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useLast } from '../../lib/use-last.ts';
import { MessengerForm } from './messenger-form.tsx';

/** The Facebook pages, for the buttons of the channels' page. */
export function useMessengerAccounts(): readonly MessengerAccountView[] {
  const { data } = useQuery({
    queryKey: ['channels', 'messenger'],
    queryFn: () => call(listMessengerAccounts, {}),
  });
  return data?.items ?? [];
}

interface Props {
  edited: MessengerAccountView | 'new' | null;
  onClose(): void;
}

/** The form of one Facebook page above the channels' page. */
export function MessengerDialog({ edited, onClose }: Props): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const shown = useLast(edited);
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      size="46rem"
      title={shown === 'new' || !shown ? t.channels.messenger.add : t.channels.messenger.edit(shown.name)}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {shown ? (
        <MessengerForm
          account={shown === 'new' ? null : shown}
          onSaved={() => {
            onClose();
            void client.invalidateQueries({ queryKey: ['channels'] });
          }}
        />
      ) : null}
    </Modal>
  );
}
