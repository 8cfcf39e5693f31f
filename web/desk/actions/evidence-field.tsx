import { type JSX, type ReactNode, useId, useRef } from 'react';
import type { AttachmentView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { takeBack } from '../../lib/upload.ts';
import { useUploadQueue } from '../../lib/upload-queue.ts';
import { FileList } from '../../ui/file-list.tsx';
import boxes from '../../ui/upload-box.module.css';
import { UploadButtons, UploadList, useFileTarget } from '../../ui/upload-box.tsx';
import styles from './fields.module.css';

interface Props {
  code: string;
  label: string;
  value: AttachmentView[];
  onChange(files: AttachmentView[]): void;
  error?: string;
  description?: string;
  /** The other fields of the form: what is pasted or dropped there goes along too. */
  children?: ReactNode;
}

/**
 * Photos and files that go with what is written; put up at once, so that a reload keeps them, and the writer's alone until
 * the form is sent; one that is taken out of it is taken back. Chosen, dropped or pasted
 * anywhere in the form (a screenshot into the text); the camera opens on a phone.
 */
export function EvidenceField({ code, label, value, onChange, error, description, children }: Props): JSX.Element {
  const t = useT();
  const id = useId();
  const files = useRef(value);
  files.current = value;
  // While a file was on its way the form may have been typed in: what it is now is changed, not what it was.
  const change = useRef(onChange);
  change.current = onChange;
  const queue = useUploadQueue(`/cases/${code}/files`, (added) => {
    files.current = [...files.current, ...added];
    change.current(files.current);
  });
  const remove = (gone: string) => {
    onChange(value.filter((file) => file.id !== gone));
    takeBack(gone);
  };
  const { over, target } = useFileTarget(queue.add);
  return (
    <div className={`${styles.withFiles} ${over ? boxes.over : ''}`} {...target}>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere */}
      <div className={styles.evidence} role="group" aria-labelledby={id}>
        <span className={styles.label} id={id}>
          {label}
        </span>
        {description ? <span className="meta">{description}</span> : null}
        <FileList files={value} onRemove={remove} />
        <UploadList queue={queue} />
        <UploadButtons label={t.actionForm.upload.add} onFiles={queue.add} />
        {error ? (
          <span role="alert" className={styles.error}>
            {error}
          </span>
        ) : null}
      </div>
    </div>
  );
}
