import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import type { Ref } from '../../../contract/common.ts';
import { putWidgetSite, type WidgetSite } from '../../../contract/widget-sites.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { LivechatSecret } from './livechat-secret.tsx';
import { LivechatTopics } from './livechat-topics.tsx';
import { type SiteValues, siteBody, siteValues } from './livechat-values.ts';

const LANGUAGES = ['vi', 'en'] as const;

/** Adds a site (`site` null) or changes one. */
export function LivechatForm(props: { site: WidgetSite | null; calendars: Ref[]; onDone(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.livechat;
  const [v, setV] = useState<SiteValues>(() => siteValues(props.site));
  const set = (part: Partial<SiteValues>) => setV((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => call(putWidgetSite, { params: { code: v.code }, body: siteBody(v) }),
    onSuccess: () => {
      toast(words.saved);
      props.onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const originError = Object.entries(errors).find(([path]) => path.startsWith('origins'))?.[1];
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
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
          description={words.codeHint}
          value={v.code}
          onChange={(e) => set({ code: e.currentTarget.value.toLowerCase() })}
          error={errors.code}
          readOnly={props.site !== null}
          required
        />
      </div>
      <Textarea
        label={words.origins}
        description={words.originsHint}
        autosize
        minRows={2}
        value={v.origins}
        onChange={(e) => set({ origins: e.currentTarget.value })}
        error={originError}
      />
      <div className={rows.two}>
        <TextInput
          label={words.colour}
          description={words.colourHint}
          value={v.colour}
          onChange={(e) => set({ colour: e.currentTarget.value })}
          error={errors.colour}
        />
        <NativeSelect
          label={words.side}
          value={v.side}
          onChange={(e) => set({ side: e.currentTarget.value as SiteValues['side'] })}
          data={[
            { value: 'right', label: words.sides.right },
            { value: 'left', label: words.sides.left },
          ]}
        />
        <NativeSelect
          label={words.hours}
          description={words.hoursHint}
          value={v.calendar}
          onChange={(e) => set({ calendar: e.currentTarget.value })}
          error={errors.calendar}
          data={[{ value: '', label: words.always }, ...props.calendars.map((c) => ({ value: c.code, label: c.name }))]}
        />
      </div>
      {LANGUAGES.map((language) => (
        <WordsFields key={language} language={language} values={v} onChange={set} />
      ))}
      <LivechatTopics topics={v.topics} onChange={(topics) => set({ topics })} error={errors.topics} />
      <div className={rows.two}>
        <TextInput
          label={words.reopenDays}
          inputMode="numeric"
          value={v.reopenDays}
          onChange={(e) => set({ reopenDays: e.currentTarget.value })}
          error={errors.reopenDays}
        />
        <TextInput
          label={words.idleMinutes}
          description={words.idleHint}
          inputMode="numeric"
          value={v.idleMinutes}
          onChange={(e) => set({ idleMinutes: e.currentTarget.value })}
          error={errors.idleMinutes}
        />
      </div>
      {props.site ? (
        <LivechatSecret
          site={props.site}
          required={v.identityRequired}
          onRequired={(identityRequired) => set({ identityRequired })}
          error={errors.identityRequired}
        />
      ) : null}
      <Checkbox label={words.enabled} checked={v.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
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

function WordsFields(props: {
  language: 'vi' | 'en';
  values: SiteValues;
  onChange(part: Partial<SiteValues>): void;
}): JSX.Element {
  const words = useT().livechat;
  const { texts } = props.values;
  const own = texts[props.language];
  const set = (part: Partial<typeof own>) =>
    props.onChange({ texts: { ...texts, [props.language]: { ...own, ...part } } });
  return (
    <fieldset className={rows.group}>
      <legend>{words.words[props.language]}</legend>
      <p className="meta">{words.wordsHint}</p>
      <div className={rows.two}>
        <TextInput
          label={words.windowTitle}
          maxLength={80}
          value={own.title}
          onChange={(e) => set({ title: e.currentTarget.value })}
        />
        <TextInput
          label={words.label}
          maxLength={40}
          value={own.label}
          onChange={(e) => set({ label: e.currentTarget.value })}
        />
        <Textarea
          label={words.greeting}
          maxLength={500}
          autosize
          value={own.greeting}
          onChange={(e) => set({ greeting: e.currentTarget.value })}
        />
        <TextInput
          label={words.hoursText}
          maxLength={200}
          value={own.hours}
          onChange={(e) => set({ hours: e.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}
