import { deskAction } from './desk-action.ts';
import { ReasonForm, type ReasonValues } from './reason-form.tsx';

export const rejectDraft = deskAction<ReasonValues>({
  icon: 'return',
  shortcut: 'r',
  danger: true,
  start: { reason: '' },
  required: ['reason'],
  Form: (props) => <ReasonForm {...props} choices="reject_draft" />,
});
