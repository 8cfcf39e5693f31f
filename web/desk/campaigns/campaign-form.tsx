import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, JSX } from 'react';
import {
  CAMPAIGN_KINDS,
  CAMPAIGN_SOURCES,
  type Campaign,
  type CampaignBody,
  postCampaign,
  putCampaign,
} from '../../../contract/campaigns.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { OtherText } from '../../ui/other-text.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import { QuestionsField } from './questions-field.tsx';

/** Twenty of yesterday’s visitors, asked whether they are satisfied: what most centres do every day. */
const FRESH: CampaignBody = {
  name: '',
  kind: 'satisfaction',
  intro: 'Xin chào Ông/Bà. Tôi gọi từ Tổng đài 1022 để hỏi Ông/Bà có hài lòng với việc trả lời vừa qua không ạ?',
  questions: [
    {
      key: 'cau_1',
      text: 'Ông/Bà có hài lòng với kết quả trả lời không?',
      kind: 'choice',
      options: ['Hài lòng', 'Không hài lòng'],
      required: true,
    },
  ],
  source: 'registered_cases',
  sourceDays: 1,
  sampleSize: 20,
  daily: false,
  maxAttempts: 3,
  retryMinutes: 120,
  quietDays: 30,
  fromTime: '08:00',
  toTime: '20:00',
};

type NumberKey = 'sourceDays' | 'sampleSize' | 'maxAttempts' | 'retryMinutes' | 'quietDays';

/** Makes a campaign (`campaign` null) or changes one. What is typed outlives a reload and a closed window. */
export function CampaignForm(props: { campaign: Campaign | null; onDone(saved: Campaign): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.campaigns;
  const { username } = useSession().user;
  const { campaign } = props;
  const [body, setBody, forget, draft] = useKept<CampaignBody>(
    campaign ? `${username}.campaign-form.${campaign.id}.${campaign.version}` : `${username}.campaign-form`,
    campaign ? bodyOf(campaign) : FRESH,
  );
  const set = (part: Partial<CampaignBody>) => setBody((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () =>
      campaign
        ? call(putCampaign, { params: { id: campaign.id }, body: { ...body, version: campaign.version } })
        : call(postCampaign, { body }),
    onSuccess: (saved) => {
      forget();
      toast(words.saved);
      props.onDone(saved);
    },
  });
  const errors = fieldErrors(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const amount = (label: string, key: NumberKey, hint?: string) => (
    <TextInput
      label={label}
      description={hint}
      type="number"
      inputMode="numeric"
      min={0}
      value={body[key] ?? ''}
      onChange={(e) => {
        const text = e.currentTarget.value;
        set({ [key]: text === '' && key === 'sampleSize' ? null : Number(text) });
      }}
      error={errors[key]}
    />
  );
  const time = (label: string, key: 'fromTime' | 'toTime') => (
    <TextInput
      label={label}
      type="time"
      value={body[key]}
      onChange={(e) => set({ [key]: e.currentTarget.value })}
      error={errors[key]}
      required
    />
  );
  const isList = body.source === 'list';
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput
          label={words.form.name}
          value={body.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={errors.name}
          required
          data-autofocus
        />
        <NativeSelect
          label={words.form.kind}
          value={body.kind}
          onChange={(e) => set({ kind: e.currentTarget.value as CampaignBody['kind'] })}
          data={CAMPAIGN_KINDS.map((value) => ({ value, label: words.kind[value] }))}
        />
        <NativeSelect
          label={words.form.source}
          value={body.source}
          onChange={(e) => {
            const source = e.currentTarget.value as CampaignBody['source'];
            set({ source, ...(source === 'list' ? { daily: false, sampleSize: null } : {}) });
          }}
          data={CAMPAIGN_SOURCES.map((value) => ({ value, label: words.form.sources[value] }))}
        />
        {isList ? null : amount(words.form.sourceDays, 'sourceDays', words.form.sourceDaysHint)}
        {isList ? null : amount(words.form.sampleSize, 'sampleSize', words.form.sampleSizeHint)}
        {amount(words.form.maxAttempts, 'maxAttempts')}
        {amount(words.form.retryMinutes, 'retryMinutes')}
        {amount(words.form.quietDays, 'quietDays')}
        {time(words.form.from, 'fromTime')}
        {time(words.form.to, 'toTime')}
      </div>
      {isList ? null : (
        <Checkbox
          label={words.form.daily}
          checked={body.daily}
          onChange={(e) => set({ daily: e.currentTarget.checked })}
          error={errors.daily}
        />
      )}
      <Textarea
        label={words.form.intro}
        description={words.form.introHint}
        value={body.intro}
        onChange={(e) => set({ intro: e.currentTarget.value })}
        error={errors.intro}
        autosize
        minRows={2}
        required
      />
      <QuestionsField
        questions={body.questions as Campaign['questions']}
        errors={errors}
        onChange={(questions) => set({ questions })}
      />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <div className={rows.tools}>
        <Button type="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
      </div>
      <OtherText kept={draft} say={(other) => other.name} />
    </form>
  );
}

function bodyOf(campaign: Campaign): CampaignBody {
  const { name, kind, intro, questions, source, sourceDays, sampleSize, daily } = campaign;
  const { maxAttempts, retryMinutes, quietDays, fromTime, toTime } = campaign;
  return {
    ...{ name, kind, intro, questions, source, sourceDays, sampleSize, daily },
    ...{ maxAttempts, retryMinutes, quietDays, fromTime, toTime },
  };
}
