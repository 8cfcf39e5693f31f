import { Button, Drawer, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { CASE_TYPES, type CaseType, URGENCIES, type Urgency } from '../../../contract/cases.ts';
import { type CasePrefill, type Conversation, conversationCase, prefillCase } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { holdEnter } from '../../lib/enter-key.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { AreaPicker, CategoryPicker, UnitPicker } from '../../ui/pickers.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import styles from './conversations.module.css';

/** A case of what was said: the fields are guessed from the words and wait to be looked at. */
export function MakeCase({ conversation, onClose }: { conversation: Conversation; onClose(): void }): JSX.Element {
  const t = useT();
  const { id } = conversation;
  const { data, error, refetch } = useQuery({
    queryKey: ['conversations', 'prefill', id, conversation.lastMessageAt],
    queryFn: () => call(prefillCase, { params: { id } }),
    // What the agent has corrected must not be overwritten by a message that comes meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [first, setFirst] = useState<CasePrefill | null>(null);
  if (data && !first) setFirst(data);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="34rem"
      title={t.inbox.make.title}
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {error && !first ? <Failed error={error} retry={() => void refetch()} /> : null}
      {first ? <Form id={id} guess={first} onClose={onClose} /> : error ? null : <Loading lines={8} />}
    </Drawer>
  );
}

function Form({ id, guess, onClose }: { id: string; guess: CasePrefill; onClose(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const [values, setValues] = useState({
    title: guess.title,
    content: guess.content,
    type: guess.type as CaseType,
    urgency: (guess.urgency ?? 'normal') as Urgency,
    category: guess.category?.code ?? '',
    area: guess.area?.code ?? '',
    place: guess.place ?? '',
    name: guess.name ?? '',
    phone: guess.phone ?? '',
    email: guess.email ?? '',
    aboutUnit: '',
  });
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const done = (code: string, words: string) => {
    toast(words);
    void client.invalidateQueries({ queryKey: ['conversations'] });
    void client.invalidateQueries({ queryKey: ['cases'] });
    void client.invalidateQueries({ queryKey: ['citizens'] });
    void client.invalidateQueries({ queryKey: ['case', code] });
    onClose();
  };
  const make = useMutation({
    mutationFn: () => {
      const { title, content, type, urgency, category, area, place, name, phone, email, aboutUnit } = values;
      const citizen = { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
      return call(conversationCase, {
        params: { id },
        body: {
          type,
          urgency,
          content,
          citizen,
          ...(title ? { title } : {}),
          ...(category ? { category } : {}),
          ...(area ? { area } : {}),
          ...(place ? { place: { text: place } } : {}),
          ...(type === 'conduct_report' && aboutUnit ? { aboutUnit } : {}),
        },
      });
    },
    onSuccess: ({ code }) => done(code, t.conversations.made(code)),
  });
  const link = useMutation({
    mutationFn: (code: string) => call(conversationCase, { params: { id }, body: { link: code } }),
    onSuccess: ({ code }) => done(code, t.conversations.linked(code)),
  });
  const problems = fieldErrors(make.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.content.trim()) make.mutate();
  };
  return (
    <form onSubmit={submit} onKeyDown={(event) => holdEnter(event, 'all')} className={styles.form}>
      {guess.openCases.length > 0 ? (
        <div className={styles.openCases}>
          <p>{t.inbox.make.openCases}</p>
          <ul>
            {guess.openCases.map((one) => (
              <li key={one.code}>
                <span>
                  <span className="code">{one.code}</span> {one.title}
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={link.isPending}
                  onClick={() => link.mutate(one.code)}
                >
                  {t.inbox.make.linkHere}
                </Button>
              </li>
            ))}
          </ul>
          <ActTrouble error={link.error} gone={false} />
        </div>
      ) : null}
      <p className="meta">
        {t.inbox.make.guessed}
        {guess.because.length > 0 ? ` ${t.inbox.make.because} ${guess.because.map((w) => `“${w}”`).join(', ')}.` : ''}
      </p>
      <TextInput
        label={t.newCase.caseTitle}
        value={values.title}
        onChange={(e) => set({ title: e.currentTarget.value })}
        error={problems.title}
      />
      <TextArea
        label={t.inbox.make.content}
        value={values.content}
        onChange={(e) => set({ content: e.currentTarget.value })}
        error={problems.content}
        rows={4}
        required
      />
      <div className={styles.two}>
        <Select
          label={t.newCase.type}
          data={CASE_TYPES.map((value) => ({ value, label: t.type[value] }))}
          value={values.type}
          onChange={(type) => set({ type: (type ?? 'inquiry') as CaseType })}
          allowDeselect={false}
        />
        <Select
          label={t.newCase.urgency}
          data={URGENCIES.map((value) => ({ value, label: t.urgency[value] }))}
          value={values.urgency}
          onChange={(urgency) => set({ urgency: (urgency ?? 'normal') as Urgency })}
          allowDeselect={false}
        />
      </div>
      {values.type === 'conduct_report' ? (
        <UnitPicker
          label={t.newCase.aboutUnit}
          description={t.newCase.aboutUnitHint}
          value={values.aboutUnit}
          onChange={(aboutUnit) => set({ aboutUnit })}
          error={problems.aboutUnit}
        />
      ) : null}
      <CategoryPicker
        label={t.newCase.category}
        value={values.category}
        onChange={(category) => set({ category })}
        error={problems.category}
      />
      <AreaPicker label={t.newCase.area} value={values.area} onChange={(area) => set({ area })} error={problems.area} />
      <TextInput
        label={t.newCase.place}
        value={values.place}
        onChange={(e) => set({ place: e.currentTarget.value })}
        error={problems['place.text']}
      />
      <TextInput
        label={t.newCase.name}
        value={values.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={problems['citizen.name']}
      />
      <div className={styles.two}>
        <TextInput
          label={t.newCase.phone}
          value={values.phone}
          onChange={(e) => set({ phone: e.currentTarget.value })}
          error={problems['citizen.phone']}
          inputMode="tel"
        />
        <TextInput
          label={t.newCase.email}
          value={values.email}
          onChange={(e) => set({ email: e.currentTarget.value })}
          error={problems['citizen.email']}
          inputMode="email"
        />
      </div>
      <ActTrouble error={make.error} gone={false} />
      <Button type="submit" loading={make.isPending} disabled={!values.content.trim()}>
        {t.inbox.make.submit}
      </Button>
    </form>
  );
}
