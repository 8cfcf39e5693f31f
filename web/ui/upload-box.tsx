import { ActionIcon, Button, Progress } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, type JSX, useRef, useState } from 'react';
import { useLanguage, useT } from '../i18n/index.ts';
import { fileSize } from '../lib/file-size.ts';
import { pastedFiles } from '../lib/pasted-files.ts';
import type { Pending, UploadQueue } from '../lib/upload-queue.ts';
import { Icon } from './icons.tsx';
import styles from './upload-box.module.css';

/** Handlers that let a part of the page take files by dropping and pasting, and whether some are being held over it. */
export function useFileTarget(
  take: (files: File[]) => void,
  able = true,
): {
  over: boolean;
  target: {
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
    onPaste(event: ClipboardEvent): void;
  };
} {
  const t = useT();
  const [over, setOver] = useState(false);
  return {
    over,
    target: {
      onDragOver(event) {
        if (!able || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave(event) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop(event) {
        setOver(false);
        if (!able || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        take([...event.dataTransfer.files]);
      },
      onPaste(event) {
        const files = able ? pastedFiles(event.clipboardData, new Date(), t.craft.upload.screenshot) : [];
        if (files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        take(files);
      },
    },
  };
}

/** Two ways to choose files: from the machine, or with a phone's camera. Images of the camera come as JPEG. */
export function UploadButtons(props: {
  onFiles(files: File[]): void;
  label: string;
  subtle?: boolean;
  disabled?: boolean;
}): JSX.Element {
  const t = useT();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    props.onFiles([...(input.files ?? [])]);
    // The same file again is a choice too.
    input.value = '';
  };
  const look = { variant: props.subtle ? 'subtle' : 'default', size: 'compact-md', disabled: props.disabled } as const;
  return (
    <span className={styles.buttons}>
      <Button {...look} leftSection={<Icon name="attach" size={1} />} onClick={() => files.current?.click()}>
        {props.label}
      </Button>
      {props.subtle ? (
        <ActionIcon
          variant="subtle"
          size="lg"
          className={styles.camera}
          aria-label={t.actionForm.upload.camera}
          disabled={props.disabled}
          onClick={() => camera.current?.click()}
        >
          <Icon name="camera" />
        </ActionIcon>
      ) : (
        <Button
          {...look}
          className={styles.camera}
          leftSection={<Icon name="camera" size={1} />}
          onClick={() => camera.current?.click()}
        >
          {t.actionForm.upload.camera}
        </Button>
      )}
      <input ref={files} type="file" multiple hidden onChange={(e) => take(e.currentTarget)} />
      <input
        ref={camera}
        type="file"
        accept="image/jpeg,image/*"
        capture="environment"
        hidden
        onChange={(e) => take(e.currentTarget)}
      />
    </span>
  );
}

/** Files on their way: how far, and what to do with one that did not arrive. */
export function UploadList({ queue }: { queue: UploadQueue }): JSX.Element | null {
  if (queue.pending.length === 0) return null;
  return (
    <ul className={styles.list}>
      {queue.pending.map((one) => (
        <Line key={one.id} one={one} queue={queue} />
      ))}
    </ul>
  );
}

function Line({ one, queue }: { one: Pending; queue: UploadQueue }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const words = t.craft.upload;
  return (
    <li className={styles.line} data-failed={one.state === 'failed' || undefined}>
      <Icon name={one.state === 'failed' ? 'alert' : 'attach'} size={1} />
      <span className={styles.name}>
        {one.name} <span className="meta">{fileSize(one.size, language)}</span>
      </span>
      {one.state === 'failed' ? (
        <span role="alert" className={styles.why}>
          {one.error?.lost ? words.waitsForNetwork : `${t.actionForm.upload.failed}: ${one.error?.message}`}
        </span>
      ) : (
        <Progress
          value={one.share * 100}
          aria-label={words.progress(one.name)}
          className={styles.progress}
          size="sm"
          color="var(--brand-fill)"
        />
      )}
      {one.state === 'failed' ? (
        <Button variant="subtle" size="compact-sm" onClick={() => queue.retry(one.id)}>
          {words.retry}
        </Button>
      ) : null}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t.actionForm.upload.remove(one.name)}
        onClick={() => queue.cancel(one.id)}
      >
        <Icon name="close" size={0.875} />
      </ActionIcon>
    </li>
  );
}
