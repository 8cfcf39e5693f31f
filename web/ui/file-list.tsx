import { CloseButton, Modal } from '@mantine/core';
import { type JSX, useState } from 'react';
import type { AttachmentView } from '../../contract/cases.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { fileSize } from '../lib/file-size.ts';
import styles from './file-list.module.css';
import { Icon } from './icons.tsx';

/** Images as thumbnails that open large, other files as links. `onRemove` makes it an editable list. */
export function FileList({
  files,
  onRemove,
}: {
  files: readonly AttachmentView[];
  onRemove?(id: string): void;
}): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const [shown, setShown] = useState<AttachmentView | null>(null);
  if (files.length === 0) return null;
  return (
    <>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.id} className={file.image ? styles.thumb : styles.file}>
            {file.image ? (
              <button type="button" className={styles.open} onClick={() => setShown(file)}>
                <img src={file.url} alt={file.name} loading="lazy" />
              </button>
            ) : (
              <a href={file.url} target="_blank" rel="noreferrer" className={styles.link}>
                <Icon name="document" />
                <span>
                  {file.name}
                  <span className="meta"> {fileSize(file.size, language)}</span>
                </span>
              </a>
            )}
            {onRemove ? (
              <CloseButton
                size="sm"
                className={styles.remove}
                aria-label={t.actionForm.upload.remove(file.name)}
                onClick={() => onRemove(file.id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={shown?.name}
        size="auto"
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? <img src={shown.url} alt={shown.name} className={styles.large} /> : null}
      </Modal>
    </>
  );
}
