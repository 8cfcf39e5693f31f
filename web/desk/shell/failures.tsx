import { type ErrorComponentProps, useNavigate } from '@tanstack/react-router';
import { type JSX, useEffect } from 'react';
import { useT } from '../../i18n/core.ts';
import { reachable } from '../../lib/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, isLost, Loading, Notice } from '../../ui/states.tsx';

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
  const lost = isLost(error);
  // As soon as the server is there again, so is the page.
  useEffect(() => (lost ? reachable.subscribe(() => reachable.get() && location.reload()) : undefined), [lost]);
  const again = () => {
    if (!lost) return location.reload();
    // Without a line a reload would leave nothing at all on the screen.
    fetch('/desk/', { method: 'HEAD', cache: 'no-store' }).then(
      () => location.reload(),
      () => reachable.set(false),
    );
  };
  return <Failed error={error} retry={again} />;
}

/** A page of administration that this person may not open: the words alone, none of its buttons. */
export function Forbidden(): JSX.Element {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Notice icon="lock" title={t.states.forbiddenTitle} text={t.states.forbiddenText} page>
      <Button onClick={() => void navigate({ to: '/' })}>{t.states.home}</Button>
    </Notice>
  );
}

/** While the code of a page is on its way. */
export function Pending(): JSX.Element {
  return <Loading lines={10} />;
}
