import { Button, CopyButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type JSX, type KeyboardEvent, useRef } from 'react';
import { createCase } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { holdEnter } from '../../lib/enter-key.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import { CaseForm } from './case-form.tsx';
import styles from './new-case.module.css';
import { EMPTY_CASE, type NewCaseValues, toBody } from './new-case-values.ts';

/** An agent registers a case: what about, where, who. What is typed survives reload until the case exists. */
export function NewCasePage(): JSX.Element {
  const t = useT();
  const { user } = useSession();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues, forget] = useKept<NewCaseValues>(`${user.username}.new-case`, EMPTY_CASE);
  const create = useMutation({
    // The key is kept with the text: sending again after a lost answer registers the case once.
    mutationFn: () => call(createCase, { body: toBody(values), idempotencyKey: values.key }),
    onSuccess: (created) => {
      forget();
      client.setQueryData(['case', created.code, 'view'], created);
      void client.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  const errors = fieldErrors(create.error);
  const ready = values.type !== '' && values.content.trim() !== '';
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (ready && !create.isPending) create.mutate();
  };
  const steer = (event: KeyboardEvent) => {
    holdEnter(event, 'all');
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing)
      send(event as never);
  };
  if (create.data)
    return <Registered code={create.data.code} secret={create.data.lookupSecret} onAnother={() => create.reset()} />;
  return (
    <Page title={t.newCase.title}>
      <form ref={form} onSubmit={send} onKeyDown={steer} className={styles.form} noValidate>
        <CaseForm
          values={values}
          set={(change) => setValues({ ...values, key: values.key || crypto.randomUUID(), ...change })}
          errors={errors}
        />
        <ActTrouble error={create.error} gone={false} />
        <div className={styles.foot}>
          <Button type="submit" size="md" loading={create.isPending} disabled={!ready}>
            {t.newCase.submit}
          </Button>
          <Button variant="subtle" size="md" onClick={forget} disabled={values === EMPTY_CASE}>
            {t.newCase.reset}
          </Button>
          <span className="meta">{t.actionForm.keep}</span>
        </div>
      </form>
    </Page>
  );
}

/** The look-up code is told once, on the phone, now. */
function Registered({ code, secret, onAnother }: { code: string; secret: string; onAnother(): void }): JSX.Element {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Page title={t.newCase.created(code)}>
      <div className={rows.once} role="status">
        <span className="meta">{t.newCase.secret}</span>
        <span className={rows.secret}>{secret}</span>
        <p>{t.newCase.secretText}</p>
        <div>
          <CopyButton value={`${code} ${secret}`}>
            {({ copied, copy }) => (
              <Button variant="default" size="compact-md" onClick={copy}>
                {copied ? t.common.copied : t.common.copy}
              </Button>
            )}
          </CopyButton>
        </div>
      </div>
      <div className={styles.foot}>
        <Button size="md" autoFocus onClick={() => void navigate({ to: '/cases/$code', params: { code } })}>
          {t.newCase.open}
        </Button>
        <Button size="md" variant="default" onClick={onAnother}>
          {t.newCase.another}
        </Button>
      </div>
    </Page>
  );
}
