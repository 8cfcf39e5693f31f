import '@mantine/core/styles/Radio.css';
import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, type KeyboardEvent, useRef } from 'react';
import {
  ATTEMPT_RESULTS,
  type AttemptResult,
  type CampaignAnswers,
  type CampaignContact,
  type CampaignQuestion,
  postAttempt,
} from '../../../contract/campaigns.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { OtherText } from '../../ui/other-text.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import styles from './campaigns.module.css';

interface Typed {
  answers: CampaignAnswers;
  note: string;
  laterAt: string;
}
const EMPTY: Typed = { answers: {}, note: '', laterAt: '' };

/** The answers of the person on the line, or why there are none. What is typed outlives a reload. */
export function AnswerForm(props: {
  contact: CampaignContact;
  questions: readonly CampaignQuestion[];
  onDone(): void;
}): JSX.Element {
  const { contact, questions, onDone } = props;
  const t = useT();
  const words = t.campaigns;
  const toast = useToast();
  const { username } = useSession().user;
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped, forget, draft] = useKept<Typed>(`${username}.campaign.${contact.id}`, EMPTY);
  const save = useMutation({
    mutationFn: (result: AttemptResult) =>
      call(postAttempt, {
        params: { id: contact.id },
        body: {
          result,
          ...(result === 'answered' ? { answers: typed.answers } : {}),
          ...(typed.note.trim() ? { note: typed.note } : {}),
          ...(result === 'call_later' && typed.laterAt ? { laterAt: new Date(typed.laterAt).toISOString() } : {}),
        },
      }),
    onSuccess: (_, result) => {
      toast(words.work.noted(words.result[result].toLowerCase()));
      forget();
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const answer = (key: string, value: CampaignAnswers[string]) =>
    setTyped({ ...typed, answers: { ...typed.answers, [key]: value } });
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate('answered');
  };
  const shortcut = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  };
  return (
    <form ref={form} className={rows.form} onSubmit={send} onKeyDown={shortcut} noValidate>
      {questions.map((question) => (
        <QuestionField
          key={question.key}
          question={question}
          value={typed.answers[question.key]}
          error={errors[`answers.${question.key}`]}
          onChange={(value) => answer(question.key, value)}
        />
      ))}
      <Textarea
        label={words.work.note}
        value={typed.note}
        onChange={(e) => setTyped({ ...typed, note: e.currentTarget.value })}
        error={errors.note}
        autosize
        minRows={1}
      />
      <div className={rows.tools}>
        <Button type="submit" loading={save.isPending && save.variables === 'answered'} title={words.work.saveHint}>
          {words.work.save}
        </Button>
      </div>
      <fieldset className={rows.group}>
        <legend>{words.work.outcome}</legend>
        <div className={styles.outcomes}>
          {ATTEMPT_RESULTS.filter((one) => one !== 'answered' && one !== 'call_later').map((result) => (
            <Button
              key={result}
              variant="default"
              size="compact-md"
              loading={save.isPending && save.variables === result}
              onClick={() => save.mutate(result)}
            >
              {words.result[result]}
            </Button>
          ))}
        </div>
        <div className={styles.outcomes}>
          <TextInput
            label={words.work.laterAt}
            type="datetime-local"
            value={typed.laterAt}
            onChange={(e) => setTyped({ ...typed, laterAt: e.currentTarget.value })}
            error={errors.laterAt}
          />
          <Button
            variant="default"
            loading={save.isPending && save.variables === 'call_later'}
            onClick={() => save.mutate('call_later')}
          >
            {words.result.call_later}
          </Button>
        </div>
      </fieldset>
      {save.error && Object.keys(errors).length === 0 ? <ActTrouble error={save.error} gone={false} /> : null}
      <OtherText kept={draft} say={(other) => other.note} />
    </form>
  );
}

function QuestionField(props: {
  question: CampaignQuestion;
  value: CampaignAnswers[string] | undefined;
  error: string | undefined;
  onChange(value: CampaignAnswers[string]): void;
}): JSX.Element {
  const { question, value, error, onChange } = props;
  const common = { label: question.text, error, withAsterisk: question.required };
  switch (question.kind) {
    case 'text':
      return (
        <Textarea
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(e) => onChange(e.currentTarget.value)}
          autosize
          minRows={2}
        />
      );
    case 'choices':
      return (
        <Checkbox.Group {...common} value={Array.isArray(value) ? value : []} onChange={onChange}>
          <div className={styles.options}>
            {question.options.map((option) => (
              <Checkbox key={option} value={option} label={option} />
            ))}
          </div>
        </Checkbox.Group>
      );
    default: {
      const options = question.kind === 'scale' ? ['1', '2', '3', '4', '5'] : question.options;
      const chosen = value === undefined || Array.isArray(value) ? null : String(value);
      return (
        <Radio.Group
          {...common}
          value={chosen}
          onChange={(one) => onChange(question.kind === 'scale' ? Number(one) : one)}
        >
          <div className={styles.options}>
            {options.map((option) => (
              <Radio key={option} value={option} label={option} />
            ))}
          </div>
        </Radio.Group>
      );
    }
  }
}
