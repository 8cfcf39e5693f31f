import { deskAction } from './desk-action.ts';
import { ReasonForm, type ReasonValues } from './reason-form.tsx';

export const recall = deskAction<ReasonValues>({
  icon: 'recall',
  shortcut: 'r',
  start: { reason: '' },
  required: ['reason'],
  Form: ReasonForm,
});
