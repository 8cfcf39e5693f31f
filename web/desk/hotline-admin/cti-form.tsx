import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type CtiAccount, putCtiAccount } from '../../../contract/cti.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { badLine, extensionsOf, linesOf } from './extensions.ts';

/** A key of 32 random bytes, as text. */
function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Adds or changes an exchange of another maker. */
export function CtiForm({ account, onDone }: { account: CtiAccount | null; onDone(): void }): JSX.Element {
  const t = useT();
  const words = useHotlineWords().cti;
  const toast = useToast();
  const [v, setV] = useState({
    code: account?.code ?? '',
    name: account?.name ?? '',
    enabled: account?.enabled ?? true,
    key: '',
    lines: linesOf(account?.extensions ?? {}),
  });
  const set = (part: Partial<typeof v>) => setV({ ...v, ...part });
  const wrong = badLine(v.lines);
  const save = useMutation({
    mutationFn: () =>
      call(putCtiAccount, {
        params: { code: v.code },
        body: {
          name: v.name,
          enabled: v.enabled,
          extensions: extensionsOf(v.lines),
          ...(v.key ? { key: v.key } : {}),
        },
      }),
    onSuccess: () => {
      toast(words.saved);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (wrong === null) save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput
          label={words.name}
          value={v.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={errors.name}
          required
          data-autofocus
        />
        <TextInput
          label={words.code}
          value={v.code}
          onChange={(e) => set({ code: e.currentTarget.value.toLowerCase() })}
          error={errors.code}
          readOnly={account !== null}
          required
        />
      </div>
      <Checkbox label={words.enabled} checked={v.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
      <TextInput
        label={words.key}
        description={account?.hasKey ? words.keyKept : words.keyHint}
        value={v.key}
        onChange={(e) => set({ key: e.currentTarget.value })}
        error={errors.key}
        autoComplete="off"
      />
      <div>
        <Button variant="default" size="compact-md" onClick={() => set({ key: freshKey() })}>
          {words.makeKey}
        </Button>
      </div>
      <TextArea
        label={words.extensions}
        description={words.extensionsHint}
        value={v.lines}
        onChange={(e) => set({ lines: e.currentTarget.value })}
        error={wrong === null ? errors.extensions : words.badLine(wrong)}
        rows={5}
      />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending} disabled={v.name.trim() === '' || v.code === ''}>
        {t.common.save}
      </Button>
    </form>
  );
}
