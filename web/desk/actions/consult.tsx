import { useT } from '../../i18n/index.ts';
import { UnitPicker } from '../../ui/pickers.tsx';
import { deskAction } from './desk-action.ts';
import { DueField } from './due-field.tsx';
import { TextField } from './fields.tsx';

export const consult = deskAction<{ unit: string; question: string; dueAt: string }>({
  icon: 'question',
  shortcut: 'c',
  start: { unit: '', question: '', dueAt: '' },
  required: ['unit', 'question', 'dueAt'],
  Form: function ConsultForm({ values, set, errors }) {
    const t = useT();
    return (
      <>
        <UnitPicker
          label={t.actionForm.field.unit}
          value={values.unit}
          onChange={(unit) => set({ unit })}
          error={errors.unit}
          required
        />
        <TextField
          label={t.actionForm.field.question}
          description={t.actionForm.hint.internal}
          value={values.question}
          onChange={(question) => set({ question })}
          error={errors.question}
          required
        />
        <DueField
          label={t.actionForm.field.dueAt}
          value={values.dueAt}
          onChange={(dueAt) => set({ dueAt })}
          error={errors.dueAt}
        />
      </>
    );
  },
});
