import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type JSX, useId, useRef } from 'react';
import type { AttachmentView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { caseQuery } from '../../lib/queries.ts';
import { uploadFiles } from '../../lib/upload.ts';
import { FileList } from '../../ui/file-list.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './fields.module.css';

interface Props {
  code: string;
  value: AttachmentView[];
  onChange(files: AttachmentView[]): void;
  error?: string;
  description?: string;
}

/** Photos and files that go with a draft; uploaded at once, so that a reload keeps them. The camera opens on a phone. */
export function EvidenceField({ code, value, onChange, error, description }: Props): JSX.Element {
  const t = useT();
  const id = useId();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const upload = useMutation({
    mutationFn: async (list: File[]) => {
      const added = await uploadFiles(code, list);
      // Attaching made a new version of the case; without it the draft would be refused as somebody else's change.
      await client.invalidateQueries({ queryKey: caseQuery(code).queryKey });
      return added;
    },
    onSuccess: (added) => onChange([...value, ...added]),
  });
  const take = (list: ArrayLike<File> | null) => {
    if (list && list.length > 0) upload.mutate(Array.from(list));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div className={styles.evidence} role="group" aria-labelledby={id} onPaste={(e) => take(e.clipboardData.files)}>
      <span className={styles.label} id={id}>
        {t.actionForm.field.attachments}
      </span>
      {description ? <span className="meta">{description}</span> : null}
      <FileList files={value} onRemove={(gone) => onChange(value.filter((f) => f.id !== gone))} />
      <div className={styles.uploads}>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<Icon name="attach" size={1} />}
          loading={upload.isPending}
          onClick={() => files.current?.click()}
        >
          {t.actionForm.upload.add}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<Icon name="camera" size={1} />}
          disabled={upload.isPending}
          onClick={() => camera.current?.click()}
        >
          {t.actionForm.upload.camera}
        </Button>
      </div>
      <input ref={files} type="file" multiple hidden onChange={(e) => take(e.currentTarget.files)} />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(e) => take(e.currentTarget.files)}
      />
      {upload.error || error ? (
        <span role="alert" className={styles.error}>
          {upload.error ? `${t.actionForm.upload.failed}: ${upload.error.message}` : error}
        </span>
      ) : null}
    </div>
  );
}
