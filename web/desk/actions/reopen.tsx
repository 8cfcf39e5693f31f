import { deskAction } from './desk-action.ts';
import { ReasonForm, type ReasonValues } from './reason-form.tsx';

export const reopen = deskAction<ReasonValues>({
  icon: 'recall',
  shortcut: 'o',
  start: { reason: '' },
  required: ['reason'],
  Form: ReasonForm,
});
