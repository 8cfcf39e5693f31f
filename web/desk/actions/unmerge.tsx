import { deskAction } from './desk-action.ts';
import { ReasonForm, type ReasonValues } from './reason-form.tsx';

export const unmerge = deskAction<ReasonValues>({
  icon: 'recall',
  shortcut: 'm',
  start: { reason: '' },
  required: ['reason'],
  Form: ReasonForm,
});
