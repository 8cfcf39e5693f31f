import { Button, Checkbox, CopyButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { newWidgetSecret, type WidgetSite } from '../../../contract/widget-sites.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';

/** The secret with which a site signs whom it knows: made here, shown once. */
export function LivechatSecret(props: {
  site: WidgetSite;
  required: boolean;
  onRequired(required: boolean): void;
  error: string | undefined;
}): JSX.Element {
  const t = useT();
  const words = t.livechat;
  const renew = useMutation({ mutationFn: () => call(newWidgetSecret, { params: { code: props.site.code } }) });
  return (
    <fieldset className={rows.group}>
      <legend>{words.identity}</legend>
      <p className="meta">{words.identityText}</p>
      <p>{props.site.hasSecret ? words.secretThere : words.secretNone}</p>
      {renew.data ? (
        <div className={rows.once} role="status">
          <span className="meta">{words.secretOnce}</span>
          <code>{renew.data.secret}</code>
          <CopyButton value={renew.data.secret}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-md" onClick={copy}>
                {copied ? t.common.copied : t.common.copy}
              </Button>
            )}
          </CopyButton>
        </div>
      ) : null}
      {renew.error ? (
        <p role="alert" className={rows.error}>
          {renew.error.message}
        </p>
      ) : null}
      <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
        {words.newSecret}
      </Button>
      <Checkbox
        label={words.identityRequired}
        checked={props.required}
        onChange={(e) => props.onRequired(e.currentTarget.checked)}
        error={props.error}
      />
    </fieldset>
  );
}
