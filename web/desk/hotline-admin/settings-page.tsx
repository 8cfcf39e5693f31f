import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import type { z } from 'zod';
import {
  getHotlineSettings,
  type HotlineSettings,
  type hotlineSettingsView,
  putHotlineSettings,
} from '../../../contract/hotline-admin.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { CtiAccounts } from './cti-accounts.tsx';
import { Dispositions } from './dispositions.tsx';
import { HotlineTabs } from './tabs.tsx';

const KEY = ['hotline', 'settings'];
type View = z.output<typeof hotlineSettingsView>;
type NumberKey = { [K in keyof HotlineSettings]: HotlineSettings[K] extends number ? K : never }[keyof HotlineSettings];
type SwitchKey = Exclude<keyof HotlineSettings, NumberKey>;

/** Limits, times, recording and its keeping; then exchanges of other makers. */
export function HotlineSettingsPage(): JSX.Element {
  const words = useHotlineWords().settings;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => call(getHotlineSettings, {}),
    staleTime: 0,
  });
  return (
    <Page title={words.title} text={words.text}>
      <HotlineTabs />
      {isPending ? <Loading lines={10} /> : null}
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? <SettingsForm key={data.version} view={data} /> : null}
      <Dispositions />
      <CtiAccounts />
    </Page>
  );
}

function SettingsForm({ view }: { view: View }): JSX.Element {
  const t = useT();
  const words = useHotlineWords().settings;
  const language = useLanguage();
  const now = useNow();
  const toast = useToast();
  const client = useQueryClient();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [on, setOn] = useState<Partial<HotlineSettings>>({});
  const numbers = Object.fromEntries(Object.entries(typed).map(([key, text]) => [key, Number(text)]));
  const values = { ...view.values, ...numbers, ...on } as HotlineSettings;
  const save = useMutation({
    mutationFn: () => call(putHotlineSettings, { body: { values, version: view.version } }),
    onSuccess: (saved) => {
      client.setQueryData(KEY, saved);
      toast(words.saved);
    },
  });
  const errors = fieldErrors(save.error);
  const named = (key: string) => errors[`values.${key}`];
  const number = (key: NumberKey) => (
    <TextInput
      type="number"
      inputMode="numeric"
      label={words.field[key]}
      description={values[key] === view.defaults[key] ? undefined : words.ofRelease(String(view.defaults[key]))}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={typed[key] ?? String(view.values[key])}
      onChange={(e) => setTyped({ ...typed, [key]: e.currentTarget.value })}
      error={named(key)}
      required
    />
  );
  const check = (key: SwitchKey) => (
    <Checkbox
      label={words.field[key]}
      description={
        values[key] === view.defaults[key] ? undefined : words.ofRelease(view.defaults[key] ? words.yes : words.no)
      }
      checked={values[key]}
      onChange={(e) => setOn({ ...on, [key]: e.currentTarget.checked })}
    />
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <fieldset className={rows.group}>
        <legend>{words.limits}</legend>
        <div className={rows.two}>
          {number('callsPerSecond')}
          {number('callsAtOnce')}
        </div>
        <p className="meta">{words.limitsText}</p>
      </fieldset>
      <fieldset className={rows.group}>
        <legend>{words.waiting}</legend>
        <div className={rows.two}>{number('announceEverySeconds')}</div>
        {check('callbackOffered')}
      </fieldset>
      <fieldset className={rows.group}>
        <legend>{words.wrapUp}</legend>
        <div className={rows.two}>
          {number('wrapUpSeconds')}
          {number('wrapUpExtendSeconds')}
        </div>
      </fieldset>
      <fieldset className={rows.group}>
        <legend>{words.voicemail}</legend>
        <div className={rows.two}>
          {number('voicemailMaxSeconds')}
          {number('voicemailMinSeconds')}
        </div>
      </fieldset>
      <fieldset className={rows.group}>
        <legend>{words.recording}</legend>
        {check('recordInbound')}
        {check('recordOutbound')}
        <div className={rows.two}>
          {number('keepTalkDays')}
          {number('keepVoicemailDays')}
          {number('keepFallbackDays')}
        </div>
        <p className="meta">{words.recordingText}</p>
        {check('unitsMayHear')}
      </fieldset>
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <div className={rows.tools}>
        <Button type="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
        {view.changedAt ? (
          <span className="meta">
            {words.lastChange(view.changedBy?.name ?? t.common.system, momentText(view.changedAt, now, language))}
          </span>
        ) : null}
      </div>
    </form>
  );
}
