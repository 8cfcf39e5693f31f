import { deskAction } from './desk-action.ts';
import { ReasonForm, type ReasonValues } from './reason-form.tsx';

export const giveBack = deskAction<ReasonValues>({
  icon: 'return',
  shortcut: 'r',
  danger: true,
  start: { reason: '' },
  required: ['reason'],
  Form: (props) => <ReasonForm {...props} choices="return" />,
});
