import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';

export const approve = deskAction<object>({
  icon: 'sign',
  shortcut: 's',
  start: {},
  required: [],
  Form: function ApproveForm({ item }) {
    const t = useT();
    const draft = item.drafts.find((d) => d.state === 'submitted');
    return (
      <>
        <p className="meta">{t.actionForm.hint.approve}</p>
        {draft ? <p className="prose">{draft.text}</p> : null}
      </>
    );
  },
});
