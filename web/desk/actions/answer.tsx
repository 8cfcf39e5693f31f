import { lazy, Suspense } from 'react';
import { useT } from '../../i18n/index.ts';
import { Loading } from '../../ui/states.tsx';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

const ArticlePicker = lazy(() => import('../knowledge/article-picker.tsx'));
const ReadyTexts = lazy(() => import('../knowledge/ready-texts.tsx'));

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
        <Suspense fallback={<Loading lines={2} />}>
          <div>
            <ReadyTexts
              for="reply"
              channel={item.channel}
              caseCode={item.code}
              citizenName={item.citizen.name}
              onPick={add}
            />
          </div>
          <ArticlePicker
            about={`${item.title}\n${item.content}`}
            value={values.article}
            onChange={(article) => set({ article })}
            onInsert={add}
            error={errors.article}
          />
        </Suspense>
      </>
    );
  },
});
