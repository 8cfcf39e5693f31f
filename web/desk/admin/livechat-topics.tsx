import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { CASE_TYPES, type CaseType } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import type { TopicValues } from './livechat-values.ts';

/** Kinds of case that a citizen can begin by himself. */
const TYPES = CASE_TYPES.filter((type) => type !== 'out_of_scope' && type !== 'conduct_report');

/** What citizens choose from in the form before the conversation, in both languages. */
export function LivechatTopics(props: {
  topics: TopicValues[];
  onChange(topics: TopicValues[]): void;
  error: string | undefined;
}): JSX.Element {
  const t = useT();
  const words = t.livechat;
  const { topics, onChange } = props;
  const set = (at: number, part: Partial<TopicValues>) =>
    onChange(topics.map((topic, i) => (i === at ? { ...topic, ...part } : topic)));
  return (
    <fieldset className={rows.group}>
      <legend>{words.topics}</legend>
      <p className="meta">{words.topicsHint}</p>
      {topics.map((topic, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own while they are written
        <div key={i} className={rows.two}>
          <TextInput
            label={words.topicVi}
            maxLength={120}
            value={topic.vi}
            onChange={(e) => set(i, { vi: e.currentTarget.value })}
          />
          <TextInput
            label={words.topicEn}
            maxLength={120}
            value={topic.en}
            onChange={(e) => set(i, { en: e.currentTarget.value })}
          />
          <NativeSelect
            label={words.topicType}
            value={topic.type}
            onChange={(e) => set(i, { type: e.currentTarget.value as CaseType })}
            data={TYPES.map((type) => ({ value: type, label: t.type[type] }))}
          />
          <Button
            variant="subtle"
            aria-label={words.removeTopic(topic.vi)}
            onClick={() => onChange(topics.filter((_, at) => at !== i))}
          >
            {words.remove}
          </Button>
        </div>
      ))}
      {props.error ? (
        <p role="alert" className={rows.error}>
          {props.error}
        </p>
      ) : null}
      <Button
        variant="default"
        leftSection={<Icon name="plus" size={1} />}
        onClick={() => onChange([...topics, { code: '', type: 'inquiry', vi: '', en: '' }])}
      >
        {words.addTopic}
      </Button>
    </fieldset>
  );
}
