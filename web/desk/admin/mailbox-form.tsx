import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { checkMailbox, type Mailbox, putMailbox } from '../../../contract/email.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import checks from './server-check.module.css';
import { ServerCheckResult } from './server-check.tsx';
import { ServerFields, type ServerValues, serverBody, serverValues } from './server-fields.tsx';

/** Adds a mailbox (`box` null) or changes one. A password left empty stays as it is stored. */
export function MailboxForm({ box, onDone }: { box: Mailbox | null; onDone(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.admin.mailboxes;
  const [code, setCode] = useState(box?.code ?? '');
  const [address, setAddress] = useState(box?.address ?? '');
  const [displayName, setDisplayName] = useState(box?.displayName ?? '');
  const [authservId, setAuthservId] = useState(box?.authservId ?? '');
  const [plusAddressing, setPlusAddressing] = useState(box?.plusAddressing ?? true);
  const [enabled, setEnabled] = useState(box?.enabled ?? true);
  const [imap, setImap] = useState<ServerValues>(() => serverValues(box ? box.imap : undefined, 993));
  const [smtp, setSmtp] = useState<ServerValues>(() => serverValues(box ? box.smtp : undefined, 465));
  const save = useMutation({
    mutationFn: () =>
      call(putMailbox, {
        params: { code },
        body: {
          address,
          displayName,
          imap: serverBody(imap),
          smtp: serverBody(smtp),
          authservId: authservId.trim() || null,
          plusAddressing,
          enabled,
        },
      }),
    onSuccess: () => {
      toast(words.saved);
      onDone();
    },
  });
  const typed = JSON.stringify([code, address, imap, smtp]);
  const check = useMutation({
    mutationFn: (_typed: string) =>
      call(checkMailbox, {
        body: { code: box?.code ?? null, address, imap: serverBody(imap), smtp: serverBody(smtp) },
      }),
    onMutate: () => save.reset(),
  });
  const failure = save.error ?? check.error;
  const errors = fieldErrors(failure);
  const send = (event: FormEvent) => {
    event.preventDefault();
    check.reset();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput
          label={words.address}
          type="email"
          value={address}
          onChange={(e) => setAddress(e.currentTarget.value)}
          error={errors.address}
          required
          data-autofocus
        />
        <TextInput
          label={words.displayName}
          value={displayName}
          onChange={(e) => setDisplayName(e.currentTarget.value)}
          error={errors.displayName}
          required
        />
        <TextInput
          label={words.code}
          description={words.codeHint}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value.toLowerCase())}
          error={errors.code}
          readOnly={box !== null}
          required
        />
        <TextInput
          label={words.authservId}
          description={words.authservHint}
          value={authservId}
          onChange={(e) => setAuthservId(e.currentTarget.value)}
          error={errors.authservId}
        />
      </div>
      <ServerFields
        title={words.imap}
        use={words.useImap}
        name="imap"
        values={imap}
        onChange={setImap}
        errors={errors}
      />
      <ServerFields
        title={words.smtp}
        use={words.useSmtp}
        name="smtp"
        values={smtp}
        onChange={setSmtp}
        errors={errors}
      />
      <Checkbox
        label={words.plusAddressing}
        checked={plusAddressing}
        onChange={(e) => setPlusAddressing(e.currentTarget.checked)}
      />
      <Checkbox label={words.enabled} checked={enabled} onChange={(e) => setEnabled(e.currentTarget.checked)} />
      {failure && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {failure.message}
        </p>
      ) : null}
      <div role="status" aria-label={t.mailboxCheck.results} className={checks.results}>
        {check.data?.imap ? <ServerCheckResult title={words.imap} check={check.data.imap} /> : null}
        {check.data?.smtp ? <ServerCheckResult title={words.smtp} check={check.data.smtp} /> : null}
        {check.data && check.variables !== typed ? <p className="meta">{t.mailboxCheck.changed}</p> : null}
      </div>
      <p className="meta" id="mailbox-check-hint">
        {t.mailboxCheck.hint}
      </p>
      <div className={rows.tools}>
        <Button
          variant="default"
          aria-describedby="mailbox-check-hint"
          disabled={!imap.used && !smtp.used}
          loading={check.isPending}
          onClick={() => check.mutate(typed)}
        >
          {t.mailboxCheck.check}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
      </div>
    </form>
  );
}
