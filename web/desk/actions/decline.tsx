import { Select } from '@mantine/core';
import { DECLINE_REASONS } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const decline = deskAction<{ reason: string; guidance: string }>({
  icon: 'close',
  shortcut: 'd',
  danger: true,
  start: { reason: '', guidance: '' },
  required: ['reason', 'guidance'],
  Form: function DeclineForm({ values, set, errors }) {
    const t = useT();
    return (
      <>
        <Select
          label={t.actionForm.field.declineReason}
          data={DECLINE_REASONS.map((value) => ({ value, label: t.declineReason[value] }))}
          value={values.reason || null}
          onChange={(reason) => set({ reason: reason ?? '' })}
          error={errors.reason}
          required
          withAsterisk
        />
        <TextField
          label={t.actionForm.field.guidance}
          description={t.actionForm.hint.citizenReads}
          value={values.guidance}
          onChange={(guidance) => set({ guidance })}
          error={errors.guidance}
          rows={4}
          required
        />
      </>
    );
  },
});
