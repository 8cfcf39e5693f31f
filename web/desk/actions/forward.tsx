import { useT } from '../../i18n/index.ts';
import { UnitPicker, UnitsPicker } from '../../ui/pickers.tsx';
import { deskAction } from './desk-action.ts';
import { TextField } from './fields.tsx';

export const forward = deskAction<{ leadUnit: string; coUnits: string[]; note: string }>({
  icon: 'forward',
  shortcut: 'f',
  start: { leadUnit: '', coUnits: [], note: '' },
  required: ['leadUnit'],
  Form: function ForwardForm({ values, set, errors }) {
    const t = useT();
    return (
      <>
        <UnitPicker
          label={t.actionForm.field.leadUnit}
          value={values.leadUnit}
          onChange={(leadUnit) => set({ leadUnit })}
          error={errors.leadUnit}
          required
        />
        <UnitsPicker
          label={t.actionForm.field.coUnits}
          value={values.coUnits}
          onChange={(coUnits) => set({ coUnits })}
          error={errors.coUnits}
        />
        <TextField
          label={t.actionForm.field.note}
          description={t.actionForm.hint.internal}
          value={values.note}
          onChange={(note) => set({ note })}
          error={errors.note}
          rows={2}
        />
      </>
    );
  },
  effectsHold: (values, initial) => values.leadUnit === initial.leadUnit,
});
