import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const withdrawDraft = deskAction<{ reason: string }>({
  icon: 'recall',
  shortcut: 'w',
  start: { reason: '' },
  required: [],
  Form: function WithdrawDraftForm({ values, set, errors }) {
    const t = useT();
    return (
      <TextField
        label={t.actionForm.field.reason}
        description={t.actionForm.hint.internal}
        value={values.reason}
        onChange={(reason) => set({ reason })}
        error={errors.reason}
        rows={2}
      />
    );
  },
});
