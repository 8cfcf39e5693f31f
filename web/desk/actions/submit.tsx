import type { AttachmentView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { EvidenceField } from './evidence-field.tsx';
import { TextField } from './fields.tsx';

export const submit = deskAction<{ text: string; attachments: AttachmentView[] }>({
  icon: 'sign',
  shortcut: 's',
  start: { text: '', attachments: [] },
  required: ['text'],
  Form: function SubmitForm({ values, set, errors, item }) {
    const t = useT();
    return (
      <>
        <TextField
          label={t.actionForm.field.text}
          description={t.actionForm.hint.citizenReads}
          value={values.text}
          onChange={(text) => set({ text })}
          error={errors.text}
          rows={6}
          required
        />
        <EvidenceField
          code={item.code}
          value={values.attachments}
          onChange={(attachments) => set({ attachments })}
          error={errors.attachments}
          description={item.type === 'site_report' ? t.actionForm.hint.evidence : undefined}
        />
      </>
    );
  },
  fromInitial: (initial, item) => {
    const known = [...item.attachments, ...item.drafts.flatMap((d) => d.evidence)];
    const ids = Array.isArray(initial.attachments) ? initial.attachments : [];
    return {
      text: typeof initial.text === 'string' ? initial.text : '',
      attachments: known.filter((file, i) => ids.includes(file.id) && known.findIndex((k) => k.id === file.id) === i),
    };
  },
  toBody: ({ text, attachments }) => ({ text, attachments: attachments.map((file) => file.id) }),
});
