import { CloseButton } from '@mantine/core';
import { type JSX, lazy, Suspense, useState } from 'react';
import type { AttachmentView } from '../../contract/cases.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { fileSize } from '../lib/file-size.ts';
import styles from './file-list.module.css';
import { Icon } from './icons.tsx';

const FileViewer = lazy(() => import('./file-viewer.tsx'));

/** Files that can be looked at in the page. */
const isShown = (file: AttachmentView) => file.image || file.type === 'application/pdf';

/** Images as thumbnails and PDF as cards that open large, other files as downloads. `onRemove` makes it editable. */
export function FileList({
  files,
  onRemove,
}: {
  files: readonly AttachmentView[];
  onRemove?(id: string): void;
}): JSX.Element | null {
  const t = useT();
  const [at, setAt] = useState<string | null>(null);
  if (files.length === 0) return null;
  return (
    <>
      <ul className={styles.files}>
        {files.map((file) => (
          <li
            key={file.id}
            className={file.image ? styles.thumb : styles.file}
            data-anchor={onRemove ? undefined : `file-${file.id}`}
          >
            {isShown(file) ? (
              <button type="button" className={file.image ? styles.open : styles.link} onClick={() => setAt(file.id)}>
                {file.image ? <img src={file.url} alt={file.name} loading="lazy" /> : <FileName file={file} />}
              </button>
            ) : (
              <a href={file.url} download={file.name} className={styles.link}>
                <FileName file={file} />
              </a>
            )}
            {onRemove ? (
              <CloseButton
                className={styles.remove}
                aria-label={t.actionForm.upload.remove(file.name)}
                onClick={() => onRemove(file.id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {at === null ? null : (
        <Suspense>
          <FileViewer files={files.filter(isShown)} start={at} onClose={() => setAt(null)} />
        </Suspense>
      )}
    </>
  );
}

function FileName({ file }: { file: AttachmentView }): JSX.Element {
  const language = useLanguage();
  return (
    <>
      <Icon name="document" />
      <span>
        {file.name}
        <span className="meta"> {fileSize(file.size, language)}</span>
      </span>
    </>
  );
}
