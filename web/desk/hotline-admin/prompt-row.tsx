import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { z } from 'zod';
import {
  deletePrompt,
  deletePromptRecording,
  type PromptView,
  postPromptRecording,
  type promptTools,
} from '../../../contract/hotline-prompts.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { Chip } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import styles from './hotline-admin.module.css';
import { PlayPrompt } from './play-prompt.tsx';
import { toWav } from './to-wav.ts';

interface Props {
  prompt: PromptView;
  tools: z.output<typeof promptTools>;
  onEdit(): void;
  onChanged(): void;
}

/** One prompt: what it says, whose voice, and the ways to change both. */
export function PromptRow({ prompt, tools, onEdit, onChanged }: Props): JSX.Element {
  const t = useT();
  const words = useHotlineWords().prompts;
  const language = useLanguage();
  const now = useNow();
  const toast = useToast();
  const comma = (n: number) => n.toFixed(1).replace('.', language === 'vi' ? ',' : '.');
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData();
      const sound = await toWav(file);
      form.append('file', sound, sound.name);
      return call(postPromptRecording, { params: { name: prompt.name }, files: form });
    },
    onSuccess: (saved) => {
      toast(words.uploaded(comma(saved.seconds ?? 0)));
      onChanged();
    },
  });
  const back = useMutation({
    mutationFn: () => call(deletePromptRecording, { params: { name: prompt.name } }),
    onSuccess: () => {
      toast(words.backDone);
      onChanged();
    },
  });
  const remove = useMutation({
    mutationFn: () => call(deletePrompt, { params: { name: prompt.name } }),
    onSuccess: () => {
      toast(words.removed);
      onChanged();
    },
  });
  const error = upload.error ?? back.error ?? remove.error;
  const facts = [
    prompt.seconds === null ? null : words.seconds(comma(prompt.seconds)),
    prompt.fileName && words.file(prompt.fileName),
    prompt.changedAt &&
      words.by(prompt.changedBy?.name ?? t.common.system, momentText(prompt.changedAt, now, language)),
  ].filter(Boolean);
  return (
    <li className={rows.row}>
      <div>
        <strong>{prompt.title}</strong> <span className="meta">{prompt.name}</span>
        <p className={styles.words}>{prompt.text}</p>
        {facts.length > 0 ? <p className="meta">{facts.join(' · ')}</p> : null}
        {error ? (
          <p role="alert" className={rows.error}>
            {error.message}
          </p>
        ) : null}
      </div>
      {prompt.source === 'studio' ? (
        <Chip tone="blue" icon="megaphone">
          {words.source.studio}
        </Chip>
      ) : prompt.releaseText !== null && prompt.text !== prompt.releaseText ? (
        <Chip tone="slate" icon="edit">
          {words.changed}
        </Chip>
      ) : null}
      <div className={rows.tools}>
        <PlayPrompt name={prompt.name} title={prompt.title} />
        <Button
          variant="default"
          size="compact-md"
          disabled={!tools.speak}
          onClick={onEdit}
          aria-label={words.editTitle(prompt.title)}
        >
          {words.edit}
        </Button>
        <FileButton accept="audio/*" onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="compact-md"
              disabled={!tools.convert}
              loading={upload.isPending}
              aria-label={words.uploadOf(prompt.title)}
            >
              {words.upload}
            </Button>
          )}
        </FileButton>
        {prompt.source === 'studio' ? (
          <Button
            variant="default"
            size="compact-md"
            loading={back.isPending}
            onClick={() => back.mutate()}
            aria-label={`${words.toMachine}: ${prompt.title}`}
          >
            {words.toMachine}
          </Button>
        ) : null}
        {prompt.removable ? (
          <Button
            variant="default"
            size="compact-md"
            loading={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={`${words.remove}: ${prompt.title}`}
          >
            {words.remove}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
