import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';

export const accept = deskAction<object>({
  icon: 'accept',
  shortcut: 'a',
  start: {},
  required: [],
  Form: function AcceptForm() {
    return <p>{useT().actionForm.hint.accept}</p>;
  },
});
