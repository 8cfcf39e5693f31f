import type { AttachmentView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { ReadyTexts } from '../knowledge/help-to-write.tsx';
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
    const add = (text: string) =>
      set({ text: values.text.trim() === '' ? text : `${values.text.trimEnd()}\n\n${text}` });
    return (
      <EvidenceField
        code={item.code}
        label={t.actionForm.field.attachments}
        value={values.attachments}
        onChange={(attachments) => set({ attachments })}
        error={errors.attachments}
        description={item.type === 'site_report' ? t.actionForm.hint.evidence : undefined}
      >
        <TextField
          label={t.actionForm.field.text}
          description={t.actionForm.hint.citizenReads}
          value={values.text}
          onChange={(text) => set({ text })}
          error={errors.text}
          rows={6}
          required
        />
        <ReadyTexts for="answer" caseCode={item.code} onPick={add} />
      </EvidenceField>
    );
  },
  // The evidence of the version that came back goes along again; taking a photo out is one press.
  fromInitial: (initial, item) => ({
    text: typeof initial.text === 'string' ? initial.text : '',
    attachments:
      item.drafts.filter((d) => d.state === 'rejected').toSorted((a, b) => b.version - a.version)[0]?.evidence ?? [],
  }),
  toBody: ({ text, attachments }) => ({ text, attachments: attachments.map((file) => file.id) }),
});
