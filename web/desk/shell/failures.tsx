import { type ErrorComponentProps, useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';

/** An address that the desk does not know. */
export function NotFound(): JSX.Element {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Notice icon="search" title={t.states.notFoundTitle} text={t.states.notFoundText} page>
      <Button onClick={() => void navigate({ to: '/' })}>{t.states.home}</Button>
    </Notice>
  );
}

/** A page that broke: kept texts survive, so a reload is the honest way on. */
export function RouteFailed({ error }: ErrorComponentProps): JSX.Element {
  return <Failed error={error} retry={() => location.reload()} />;
}

/** While the code of a page is on its way. */
export function Pending(): JSX.Element {
  return <Loading lines={10} />;
}
