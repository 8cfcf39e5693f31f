import { deskAction } from './desk-action.ts';
import { ReasonForm, type ReasonValues } from './reason-form.tsx';

export const unpublish = deskAction<ReasonValues>({
  icon: 'eyeOff',
  shortcut: 'u',
  danger: true,
  start: { reason: '' },
  required: ['reason'],
  Form: ReasonForm,
});
