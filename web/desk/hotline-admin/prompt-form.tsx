import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type PromptView, putPrompt } from '../../../contract/hotline-prompts.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';

/** The words of a prompt; saving has the machine speak them. */
export function PromptForm({ prompt, onDone }: { prompt: PromptView; onDone(): void }): JSX.Element {
  const words = useHotlineWords().prompts;
  const toast = useToast();
  const [text, setText] = useState(prompt.text);
  const save = useMutation({
    mutationFn: () =>
      call(putPrompt, {
        params: { name: prompt.name },
        body: { text: prompt.releaseText !== null && text.trim() === prompt.releaseText ? null : text },
      }),
    onSuccess: () => {
      toast(words.saved);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      {prompt.source === 'studio' ? <p role="note">{words.studioStays}</p> : null}
      <TextArea
        label={words.words}
        description={words.wordsHint}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        error={errors.text}
        rows={5}
        required
        data-autofocus
      />
      {prompt.releaseText !== null && text !== prompt.releaseText ? (
        <div>
          <p className="meta">
            {words.ofRelease}: {prompt.releaseText}
          </p>
          <Button variant="default" size="compact-md" onClick={() => setText(prompt.releaseText ?? '')}>
            {words.toRelease}
          </Button>
        </div>
      ) : null}
      {save.error && !errors.text ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending} disabled={text.trim() === ''}>
        {words.speak}
      </Button>
    </form>
  );
}
