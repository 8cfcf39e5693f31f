import { deskAction } from './desk-action.ts';
import { ReasonForm, type ReasonValues } from './reason-form.tsx';

export const escalate = deskAction<ReasonValues>({
  icon: 'arrowUp',
  shortcut: 'e',
  start: { reason: '' },
  required: ['reason'],
  Form: ReasonForm,
});
