import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type HotlineMenuView, publishMenu } from '../../../contract/hotline-admin.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { MenuDifferenceView } from './menu-difference.tsx';

/** What will change for callers, and why it is changed. */
export function PublishForm(props: { view: HotlineMenuView; onDone(view: HotlineMenuView): void }): JSX.Element {
  const words = useHotlineWords().menu;
  const { view } = props;
  const [note, setNote] = useState('');
  const publish = useMutation({
    mutationFn: () => call(publishMenu, { body: { revision: view.draft?.revision ?? 0, note } }),
    onSuccess: props.onDone,
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <p>{words.publishText}</p>
      <TextArea
        label={words.note}
        value={note}
        onChange={(e) => setNote(e.currentTarget.value)}
        error={fieldErrors(publish.error).note}
        rows={2}
        required
        data-autofocus
      />
      {view.draft ? <MenuDifferenceView before={view.published.graph} after={view.draft.graph} view={view} /> : null}
      {publish.error ? (
        <p role="alert" className={rows.error}>
          {publish.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={publish.isPending} disabled={note.trim() === ''}>
        {words.publishNow}
      </Button>
    </form>
  );
}
