import { Button, CopyButton } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import rows from '../../ui/rows.module.css';

/** Shown once, large enough to be read out; gone with one press. */
export function OneTimePassword(props: { name: string; password: string; onClose(): void }): JSX.Element {
  const t = useT();
  return (
    <div className={rows.once} role="status">
      <span className="meta">
        {t.admin.users.oneTime} · {props.name}
      </span>
      <span className={rows.secret}>{props.password}</span>
      <p>{t.admin.users.oneTimeText}</p>
      <div className={rows.tools}>
        <CopyButton value={props.password}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-md" onClick={copy}>
              {copied ? t.common.copied : t.common.copy}
            </Button>
          )}
        </CopyButton>
        <Button variant="subtle" size="compact-md" onClick={props.onClose}>
          {t.common.close}
        </Button>
      </div>
    </div>
  );
}
