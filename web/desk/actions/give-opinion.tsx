import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const giveOpinion = deskAction<{ text: string }>({
  icon: 'chat',
  shortcut: 'o',
  start: { text: '' },
  required: ['text'],
  Form: function OpinionForm({ values, set, errors, item }) {
    const t = useT();
    const question = item.assignments.find((a) => a.role === 'co' && a.question && !a.opinion)?.question;
    return (
      <>
        {question ? (
          <p className="prose">
            <span className="meta">{t.sections.question}: </span>
            {question}
          </p>
        ) : null}
        <TextField
          label={t.actionForm.field.opinion}
          description={t.actionForm.hint.internal}
          value={values.text}
          onChange={(text) => set({ text })}
          error={errors.text}
          rows={4}
          required
        />
      </>
    );
  },
});
