import { Button, Checkbox, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import type { CampaignQuestion } from '../../../contract/campaigns.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import styles from './campaigns.module.css';

const KINDS = ['choice', 'choices', 'scale', 'text'] as const;

/** The questions of a script in their order: words, kind, options; each can be moved up or taken out. */
export function QuestionsField(props: {
  questions: readonly CampaignQuestion[];
  errors: Record<string, string>;
  onChange(questions: CampaignQuestion[]): void;
}): JSX.Element {
  const words = useT().campaigns.form;
  const { questions, errors, onChange } = props;
  const change = (index: number, part: Partial<CampaignQuestion>) =>
    onChange(questions.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const up = (index: number) => onChange(questions.toSpliced(index - 1, 2, ...pair(questions, index)));
  return (
    <fieldset className={rows.group}>
      <legend>{words.questions}</legend>
      {errors.questions ? (
        <p role="alert" className={rows.error}>
          {errors.questions}
        </p>
      ) : null}
      {questions.map((question, index) => (
        <div key={question.key} className={styles.question}>
          <TextInput
            label={words.question(index + 1)}
            value={question.text}
            onChange={(e) => change(index, { text: e.currentTarget.value })}
            error={errors[`questions.${index}.text`]}
            required
          />
          <div className={rows.two}>
            <NativeSelect
              label={words.questionKind}
              value={question.kind}
              onChange={(e) => change(index, { kind: e.currentTarget.value as CampaignQuestion['kind'] })}
              data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
            />
            {question.kind === 'choice' || question.kind === 'choices' ? (
              <TagsInput
                label={words.options}
                description={words.optionsHint}
                value={question.options}
                onChange={(options) => change(index, { options })}
                error={errors[`questions.${index}.options`]}
              />
            ) : null}
          </div>
          <div className={rows.tools}>
            <Checkbox
              label={words.required}
              checked={question.required}
              onChange={(e) => change(index, { required: e.currentTarget.checked })}
            />
            {index > 0 ? (
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => up(index)}
                leftSection={<Icon name="arrowUp" size={0.875} />}
              >
                {words.up(index + 1)}
              </Button>
            ) : null}
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onChange(questions.filter((one) => one !== question))}
              leftSection={<Icon name="close" size={0.875} />}
            >
              {words.removeQuestion(index + 1)}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={1} />}
          onClick={() =>
            onChange([
              ...questions,
              { key: freshKey(questions), text: '', kind: 'choice', options: [], required: true },
            ])
          }
        >
          {words.addQuestion}
        </Button>
      </div>
    </fieldset>
  );
}

const pair = (questions: readonly CampaignQuestion[], index: number) => [
  questions[index] as CampaignQuestion,
  questions[index - 1] as CampaignQuestion,
];

/** Never one that was there: answers are kept under it. */
function freshKey(questions: readonly CampaignQuestion[]): string {
  const used = questions.map((one) => Number(/^cau_(\d+)$/.exec(one.key)?.[1] ?? 0));
  return `cau_${Math.max(0, ...used) + 1}`;
}
