import { Button, Modal } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { signInGate } from '../../lib/sign-in-gate.ts';
import { useStore } from '../../lib/store.ts';
import { useSession } from '../session.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page when the session has ended: the waiting requests go on afterwards, nothing typed is lost. */
export default function SignInDialog(): JSX.Element {
  const t = useT();
  const gate = useStore(signInGate);
  const { user } = useSession();
  const leave = () => {
    gate?.giveUp();
    location.assign('/desk/');
  };
  return (
    <Modal
      opened={gate !== null}
      onClose={() => {}}
      withCloseButton={false}
      title={t.signIn.again}
      closeOnEscape={false}
    >
      <p className={styles.text}>{t.signIn.againText}</p>
      <SignInForm username={user.username} onDone={() => gate?.pass()} />
      <Button variant="subtle" fullWidth mt="sm" onClick={leave}>
        {t.signIn.otherUser}
      </Button>
    </Modal>
  );
}
