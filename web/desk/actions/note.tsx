import type { AttachmentView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { deskAction } from './desk-action.ts';
import { EvidenceField } from './evidence-field.tsx';
import { TextField } from './fields.tsx';

export const note = deskAction<{ text: string; attachments: AttachmentView[] }>({
  icon: 'note',
  shortcut: 'n',
  start: { text: '', attachments: [] },
  required: ['text'],
  Form: function NoteForm({ values, set, errors, item, many }) {
    const t = useT();
    const text = (
      <TextField
        label={t.actionForm.field.noteText}
        description={t.actionForm.hint.internal}
        value={values.text}
        onChange={(text) => set({ text })}
        error={errors.text}
        required
      />
    );
    // A file belongs to one case.
    if (many) return text;
    return (
      <EvidenceField
        code={item.code}
        label={t.craft.upload.noteFiles}
        value={values.attachments ?? []}
        onChange={(attachments) => set({ attachments })}
        error={errors.attachments}
      >
        {text}
      </EvidenceField>
    );
  },
  toBody: ({ text, attachments }) => ({ text, attachments: (attachments ?? []).map((file) => file.id) }),
});
