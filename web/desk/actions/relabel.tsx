import { Select } from '@mantine/core';
import { CASE_TYPES, URGENCIES } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { AreaPicker, CategoryPicker } from '../../ui/pickers.tsx';
import { deskAction, withoutEmpty } from './desk-action.ts';
import { TextField } from './fields.tsx';

/** Empty means “as it is”: the placeholders show the present values, only what was chosen is sent. */
export const relabel = deskAction<{ type: string; category: string; area: string; urgency: string; reason: string }>({
  icon: 'tag',
  shortcut: 'l',
  start: { type: '', category: '', area: '', urgency: '', reason: '' },
  required: ['reason'],
  Form: function RelabelForm({ values, set, errors, item }) {
    const t = useT();
    return (
      <>
        <Select
          label={t.newCase.type}
          placeholder={t.type[item.type]}
          data={CASE_TYPES.map((value) => ({ value, label: t.type[value] }))}
          value={values.type || null}
          onChange={(type) => set({ type: type ?? '' })}
          error={errors.type}
          allowDeselect
        />
        <Select
          label={t.newCase.urgency}
          placeholder={t.urgency[item.urgency]}
          data={URGENCIES.map((value) => ({ value, label: t.urgency[value] }))}
          value={values.urgency || null}
          onChange={(urgency) => set({ urgency: urgency ?? '' })}
          error={errors.urgency}
          allowDeselect
        />
        <CategoryPicker
          label={t.newCase.category}
          placeholder={item.category?.name}
          value={values.category}
          onChange={(category) => set({ category })}
          error={errors.category}
        />
        <AreaPicker
          label={t.newCase.area}
          placeholder={item.area?.name}
          value={values.area}
          onChange={(area) => set({ area })}
          error={errors.area}
        />
        <TextField
          label={t.actionForm.field.relabelReason}
          value={values.reason}
          onChange={(reason) => set({ reason })}
          error={errors.reason}
          rows={2}
          required
        />
      </>
    );
  },
  toBody: withoutEmpty,
});
