import { Button, Checkbox, MultiSelect, NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { ITEM_KINDS, STRATEGIES } from '../../../contract/routing.ts';
import { putQueue, type QueueBody, type QueueView, type RoutingAgentView } from '../../../contract/routing-admin.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';

interface Props {
  queue: QueueView | null;
  queues: readonly QueueView[];
  calendars: readonly { code: string; name: string }[];
  agents: readonly RoutingAgentView[];
  onDone(): void;
}

/** What a new queue begins with; the same as the defaults of the table. */
const FRESH: QueueBody = {
  name: '',
  position: 100,
  enabled: true,
  kinds: [],
  channels: [],
  categories: [],
  languages: [],
  strategy: 'longest_idle',
  everybody: false,
  skills: [],
  calendar: null,
  stickySeconds: 120,
  reofferSeconds: 60,
  relaxSkillsSeconds: 120,
  reserveSeconds: 30,
  offerSeconds: null,
  maxLength: null,
  overflowQueue: null,
  overflowAfterSeconds: null,
  overflowLength: null,
  fullAnswer: null,
  closedAnswer: null,
  members: [],
};

function bodyOf(queue: QueueView): QueueBody {
  const { code: _code, isDefault: _isDefault, members, ...rest } = queue;
  return { ...rest, members: members.map((m) => m.code) };
}

/** Adds a queue (`queue` null) or changes one. */
export function QueueForm({ queue, queues, calendars, agents, onDone }: Props): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.routing.admin;
  const [code, setCode] = useState(queue?.code ?? '');
  const [body, setBody] = useState<QueueBody>(() => (queue ? bodyOf(queue) : FRESH));
  const set = (part: Partial<QueueBody>) => setBody((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => call(putQueue, { params: { code }, body }),
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
  const seconds = (label: string, key: NumberKey, optional = false) => (
    <TextInput
      label={label}
      type="number"
      inputMode="numeric"
      value={body[key] ?? ''}
      onChange={(e) => set({ [key]: numberOf(e.currentTarget.value, optional) })}
      error={errors[key]}
      required={!optional}
    />
  );
  const codes = (label: string, key: 'channels' | 'categories' | 'languages' | 'skills', hint: string) => (
    <TagsInput
      label={label}
      description={hint}
      value={[...body[key]]}
      onChange={(value) => set({ [key]: value })}
      error={errors[key]}
    />
  );
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput
          label={words.name}
          value={body.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={errors.name}
          required
          data-autofocus
        />
        <TextInput
          label={words.code}
          description={words.codeHint}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value.toLowerCase())}
          error={errors.code}
          readOnly={queue !== null}
          required
        />
        {seconds(words.position, 'position')}
        <Checkbox
          label={words.enabled}
          checked={body.enabled}
          disabled={queue?.isDefault ?? false}
          onChange={(e) => set({ enabled: e.currentTarget.checked })}
        />
      </div>
      {queue?.isDefault ? null : (
        <fieldset className={rows.group}>
          <legend>{words.conditions}</legend>
          <div className={rows.two}>
            <MultiSelect
              label={words.kinds}
              data={ITEM_KINDS.map((value) => ({ value, label: t.routing.kind[value] }))}
              value={body.kinds}
              onChange={(kinds) => set({ kinds: kinds as QueueBody['kinds'] })}
              error={errors.kinds}
            />
            {codes(words.channels, 'channels', words.codesHint)}
            {codes(words.categories, 'categories', words.codesHint)}
            {codes(words.languages, 'languages', words.codesHint)}
          </div>
        </fieldset>
      )}
      <fieldset className={rows.group}>
        <legend>{words.giving}</legend>
        <Checkbox
          label={words.everybody}
          checked={body.everybody}
          onChange={(e) => set({ everybody: e.currentTarget.checked })}
        />
        <div className={rows.two}>
          <NativeSelect
            label={words.strategy}
            data={STRATEGIES.map((value) => ({ value, label: words.strategyName[value] }))}
            value={body.strategy}
            onChange={(e) => set({ strategy: e.currentTarget.value as QueueBody['strategy'] })}
          />
          <MultiSelect
            label={words.members}
            searchable
            data={agents.map((a) => ({ value: a.username, label: a.displayName }))}
            value={body.members}
            onChange={(members) => set({ members })}
            error={errors.members}
          />
          {codes(words.skills, 'skills', words.skillsHint)}
          {seconds(words.relax, 'relaxSkillsSeconds', true)}
          {seconds(words.sticky, 'stickySeconds')}
          {seconds(words.reoffer, 'reofferSeconds')}
          {seconds(words.reserve, 'reserveSeconds')}
          {seconds(words.offer, 'offerSeconds', true)}
        </div>
      </fieldset>
      <fieldset className={rows.group}>
        <legend>{words.hours}</legend>
        <div className={rows.two}>
          <NativeSelect
            label={words.calendar}
            data={[{ value: '', label: words.always }, ...calendars.map((c) => ({ value: c.code, label: c.name }))]}
            value={body.calendar ?? ''}
            onChange={(e) => set({ calendar: e.currentTarget.value || null })}
            error={errors.calendar}
          />
          {seconds(words.maxLength, 'maxLength', true)}
          <NativeSelect
            label={words.overflow}
            data={[
              { value: '', label: words.noOverflow },
              ...queues.filter((q) => q.code !== code).map((q) => ({ value: q.code, label: q.name })),
            ]}
            value={body.overflowQueue ?? ''}
            onChange={(e) => set({ overflowQueue: e.currentTarget.value || null })}
            error={errors.overflowQueue}
          />
          {seconds(words.overflowAfter, 'overflowAfterSeconds', true)}
          {seconds(words.overflowLength, 'overflowLength', true)}
        </div>
        <Textarea
          label={words.fullAnswer}
          autosize
          value={body.fullAnswer ?? ''}
          onChange={(e) => set({ fullAnswer: e.currentTarget.value || null })}
          error={errors.fullAnswer}
        />
        <Textarea
          label={words.closedAnswer}
          autosize
          value={body.closedAnswer ?? ''}
          onChange={(e) => set({ closedAnswer: e.currentTarget.value || null })}
          error={errors.closedAnswer}
        />
      </fieldset>
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

type NumberKey =
  | 'position'
  | 'stickySeconds'
  | 'reofferSeconds'
  | 'relaxSkillsSeconds'
  | 'reserveSeconds'
  | 'offerSeconds'
  | 'maxLength'
  | 'overflowAfterSeconds'
  | 'overflowLength';

const numberOf = (text: string, optional: boolean): number | null =>
  text.trim() === '' ? (optional ? null : 0) : Number(text);
