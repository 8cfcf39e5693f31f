import { Button, Checkbox, MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { CHANNELS, type ChannelKind } from '../../../contract/cases.ts';
import { createReplyTemplate, setReplyTemplate, type TemplateView } from '../../../contract/templates.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fold } from '../../lib/fold.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';

/** Adds a ready text (`template` absent) or changes name, channels and whether it is offered. */
export function ReplyForm({ template, onDone }: { template?: TemplateView; onDone(key: string): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const words = t.templates;
  const [group, setGroup] = useState<'reply' | 'answer'>(template?.group === 'answer' ? 'answer' : 'reply');
  const [name, setName] = useState(template?.name ?? '');
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [channels, setChannels] = useState<ChannelKind[]>(template?.channels ?? []);
  const [enabled, setEnabled] = useState(template?.enabled ?? true);
  const [body, setBody] = useState('');
  // A key made of the name until somebody types his own.
  const key =
    typedKey ??
    fold(name)
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 40);
  const save = useMutation({
    mutationFn: () =>
      template
        ? call(setReplyTemplate, { params: { key: template.key }, body: { name, channels, enabled } })
        : call(createReplyTemplate, { body: { key: `${group}.${key}`, name, channels, enabled, body } }),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['templates'] });
      toast(words.settingsSaved);
      onDone(saved.key);
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      {template ? null : (
        <SegmentedControl
          aria-label={words.kind}
          data={(['reply', 'answer'] as const).map((value) => ({ value, label: words.group[value] }))}
          value={group}
          onChange={(value) => setGroup(value as 'reply' | 'answer')}
        />
      )}
      <div className={template ? rows.form : rows.two}>
        <TextInput
          label={words.name}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={errors.name}
          required
          data-autofocus
        />
        {template ? null : (
          <TextInput
            label={words.key}
            description={words.keyHint}
            value={key}
            onChange={(e) => setTypedKey(e.currentTarget.value.toLowerCase())}
            error={errors.key}
            required
          />
        )}
      </div>
      {(template?.group ?? group) === 'reply' ? (
        <MultiSelect
          label={words.channels}
          placeholder={channels.length === 0 ? words.allChannels : undefined}
          data={CHANNELS.map((value) => ({ value, label: t.channel[value] }))}
          value={channels}
          onChange={(value) => setChannels(value as ChannelKind[])}
        />
      ) : null}
      {template ? null : (
        <TextArea
          label={words.body}
          value={body}
          onChange={(e) => setBody(e.currentTarget.value)}
          error={errors.body}
          rows={5}
          required
        />
      )}
      <Checkbox label={words.enabled} checked={enabled} onChange={(e) => setEnabled(e.currentTarget.checked)} />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending}>
        {t.common.save}
      </Button>
    </form>
  );
}
