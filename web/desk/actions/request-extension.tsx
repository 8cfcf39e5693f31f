import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { DueField } from './due-field.tsx';
import { TextField } from './fields.tsx';

export const requestExtension = deskAction<{ dueAt: string; reason: string }>({
  icon: 'extend',
  shortcut: 'x',
  start: { dueAt: '', reason: '' },
  required: ['dueAt', 'reason'],
  Form: function ExtensionForm({ values, set, errors, item }) {
    const t = useT();
    return (
      <>
        <DueField
          label={t.actionForm.field.newDue}
          after={item.dueAt ?? undefined}
          value={values.dueAt}
          onChange={(dueAt) => set({ dueAt })}
          error={errors.dueAt}
        />
        <TextField
          label={t.actionForm.field.reason}
          description={t.actionForm.field.reasonTold}
          value={values.reason}
          onChange={(reason) => set({ reason })}
          error={errors.reason}
          required
        />
      </>
    );
  },
});
