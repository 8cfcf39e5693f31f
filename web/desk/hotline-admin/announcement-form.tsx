import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type PromptView, postAnnouncement } from '../../../contract/hotline-prompts.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';

/** A moment as the field of the browser gives it, in the zone of the installation. */
const momentOf = (typed: string) => (typed === '' ? null : `${typed}:00+07:00`);

/** A new announcement: a text for the machine, or a prompt that is there. */
export function AnnouncementForm(props: { prompts: readonly PromptView[]; onDone(): void }): JSX.Element {
  const words = useHotlineWords().prompts;
  const toast = useToast();
  const [v, setV] = useState({ prompt: '', title: '', text: '', from: '', until: '' });
  const set = (part: Partial<typeof v>) => setV({ ...v, ...part });
  const save = useMutation({
    mutationFn: () =>
      call(postAnnouncement, {
        body: {
          enabled: true,
          startsAt: momentOf(v.from),
          endsAt: momentOf(v.until),
          ...(v.prompt ? { prompt: v.prompt } : { title: v.title, text: v.text }),
        },
      }),
    onSuccess: () => {
      toast(words.announced);
      props.onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const own = props.prompts.filter((one) => one.group === 'announcement');
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <NativeSelect
        label={words.existing}
        data={[{ value: '', label: words.newWords }, ...own.map((one) => ({ value: one.name, label: one.title }))]}
        value={v.prompt}
        onChange={(e) => set({ prompt: e.currentTarget.value })}
      />
      {v.prompt ? null : (
        <>
          <TextInput
            label={words.name}
            value={v.title}
            maxLength={120}
            onChange={(e) => set({ title: e.currentTarget.value })}
            error={errors.title}
            required
            data-autofocus
          />
          <TextArea
            label={words.words}
            description={words.wordsHint}
            value={v.text}
            onChange={(e) => set({ text: e.currentTarget.value })}
            error={errors.text}
            rows={4}
            required
          />
        </>
      )}
      <div className={rows.two}>
        <TextInput
          type="datetime-local"
          label={words.from}
          value={v.from}
          onChange={(e) => set({ from: e.currentTarget.value })}
          error={errors.startsAt}
        />
        <TextInput
          type="datetime-local"
          label={words.until}
          value={v.until}
          onChange={(e) => set({ until: e.currentTarget.value })}
          error={errors.endsAt}
        />
      </div>
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending} disabled={!v.prompt && (!v.text.trim() || !v.title.trim())}>
        {words.announce}
      </Button>
    </form>
  );
}
