import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import type { FormProps } from './desk-action.ts';
import { TextField } from './fields.tsx';

export interface ReasonValues {
  reason: string;
}

/** The form that several actions share: one reason. `choices` names a list of ready sentences. */
export function ReasonForm({
  values,
  set,
  errors,
  choices,
}: Omit<FormProps<ReasonValues>, 'item'> & { choices?: string }): JSX.Element {
  const t = useT();
  return (
    <TextField
      label={t.actionForm.field.reason}
      value={values.reason}
      onChange={(reason) => set({ reason })}
      error={errors.reason}
      choices={choices ? t.actionForm.reasons[choices] : undefined}
      required
    />
  );
}
