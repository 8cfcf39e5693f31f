import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { Page } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import { PasswordForm } from '../shell/password-form.tsx';

export function PasswordPage(): JSX.Element {
  const t = useT();
  const toast = useToast();
  const { user } = useSession();
  const navigate = useNavigate();
  return (
    <Page title={t.password.title}>
      <div style={{ maxWidth: '24rem' }}>
        <PasswordForm
          username={user.username}
          onDone={() => {
            toast(t.password.done);
            void navigate({ to: '/' });
          }}
        />
      </div>
    </Page>
  );
}
