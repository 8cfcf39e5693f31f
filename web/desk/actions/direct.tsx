import { useT } from '../../i18n/index.ts';
import { UnitPicker } from '../../ui/pickers.tsx';
import { deskAction } from './desk-action.ts';
import { DueField } from './due-field.tsx';
import { TextField } from './fields.tsx';

export const direct = deskAction<{ unit: string; text: string; dueAt: string }>({
  icon: 'megaphone',
  shortcut: 'd',
  start: { unit: '', text: '', dueAt: '' },
  required: ['unit', 'text', 'dueAt'],
  Form: function DirectForm({ values, set, errors }) {
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
          label={t.actionForm.field.directive}
          description={t.actionForm.hint.internal}
          value={values.text}
          onChange={(text) => set({ text })}
          error={errors.text}
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
