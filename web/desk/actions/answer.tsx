import { useT } from '../../i18n/index.ts';
import { ArticlePicker, ReadyTexts } from '../knowledge/help-to-write.tsx';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const answer = deskAction<{ text: string; article: string }>({
  icon: 'reply',
  shortcut: 'a',
  start: { text: '', article: '' },
  required: ['text'],
  Form: function AnswerForm({ values, set, errors, item }) {
    const t = useT();
    const add = (text: string) =>
      set({ text: values.text.trim() === '' ? text : `${values.text.trimEnd()}\n\n${text}` });
    return (
      <>
        <TextField
          label={t.actionForm.field.text}
          description={t.actionForm.hint.citizenReads}
          value={values.text}
          onChange={(text) => set({ text })}
          error={errors.text}
          rows={5}
          required
        />

        <ReadyTexts
          for="reply"
          channel={item.channel}
          caseCode={item.code}
          citizenName={item.citizen.name}
          onPick={add}
        />
        <ArticlePicker
          about={`${item.title}\n${item.content}`}
          value={values.article}
          onChange={(article) => set({ article })}
          onInsert={add}
          error={errors.article}
        />
      </>
    );
  },
});
