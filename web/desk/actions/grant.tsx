import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { deskAction } from './desk-action.ts';

export const grant = deskAction<object>({
  icon: 'extend',
  shortcut: 'g',
  start: {},
  required: [],
  Form: function GrantForm({ item }) {
    const t = useT();
    const language = useLanguage();
    const request = item.extensions.find((e) => e.state === 'requested');
    return (
      <>
        {request ? (
          <p>
            <strong>{t.sections.extensionTo(momentText(request.dueAt, now(), language))}</strong>: {request.reason}
          </p>
        ) : null}
        <p className="meta">{t.actionForm.hint.grant}</p>
      </>
    );
  },
});
