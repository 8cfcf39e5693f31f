import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { deskAction } from './desk-action.ts';
import { DueField } from './due-field.tsx';

/** More time: as asked for, or to an earlier date. */
export const grant = deskAction<{ dueAt: string }>({
  icon: 'extend',
  shortcut: 'g',
  start: { dueAt: '' },
  required: [],
  // The announced date is that which was asked for.
  effectsHold: (values, initial) => values.dueAt === initial.dueAt,
  Form: function GrantForm({ values, set, errors, item }) {
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
        <DueField
          label={t.days.grant.until}
          after={item.dueAt ?? undefined}
          value={values.dueAt}
          onChange={(dueAt) => set({ dueAt })}
          error={errors.dueAt}
        />
        <p className="meta">{t.actionForm.hint.grant}</p>
      </>
    );
  },
});
