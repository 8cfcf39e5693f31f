import { ActionIcon, Modal } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type JSX, type KeyboardEvent, useState } from 'react';
import type { AttachmentView } from '../../contract/cases.ts';
import { useT } from '../i18n/index.ts';
import styles from './file-viewer.module.css';
import { Icon, type IconName } from './icons.tsx';

const STEPS = [1, 1.5, 2, 3, 4, 6] as const;

/** Pictures and PDF over the page: one after the other, larger and smaller, all by keyboard. */
export default function FileViewer(props: {
  files: readonly AttachmentView[];
  start: string;
  onClose(): void;
}): JSX.Element | null {
  const { files, onClose } = props;
  const t = useT();
  const words = t.craft.viewer;
  const clipboard = useClipboard();
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      files.findIndex((file) => file.id === props.start),
    ),
  );
  const [step, setStep] = useState(0);
  const file = files[at];
  if (!file) return null;
  const go = (by: number) => {
    setAt((at + by + files.length) % files.length);
    setStep(0);
  };
  const zoom = (by: number) => setStep(Math.min(STEPS.length - 1, Math.max(0, step + by)));
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const does: Record<string, () => void> = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      '+': () => zoom(1),
      '=': () => zoom(1),
      '-': () => zoom(-1),
      '0': () => setStep(0),
      Escape: onClose,
    };
    const action = does[event.key];
    if (!action || (event.key.startsWith('Arrow') && step > 0)) return;
    event.preventDefault();
    action();
  };
  const tool = (icon: IconName, label: string, onClick: () => void, disabled = false) => (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick} disabled={disabled}>
      <Icon name={icon} />
    </ActionIcon>
  );
  const link = `${location.origin}${location.pathname}${location.search}#file-${file.id}`;
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={file.name}
      classNames={{ body: styles.body, content: styles.content, title: styles.title }}
      closeButtonProps={{ 'aria-label': t.common.close }}
      // Escape closes this and nothing else: the form below stays open.
      closeOnEscape={false}
      onKeyDown={press}
    >
      <div className={styles.bar}>
        {files.length > 1 ? (
          <>
            {tool('chevronLeft', words.previous, () => go(-1))}
            <span className="num" role="status">
              {words.of(at + 1, files.length)}
            </span>
            {tool('chevronRight', words.next, () => go(1))}
          </>
        ) : null}
        {file.image ? (
          <>
            {tool('minus', words.zoomOut, () => zoom(-1), step === 0)}
            <span className="num">{words.percent((STEPS[step] ?? 1) * 100)}</span>
            {tool('plus', words.zoomIn, () => zoom(1), step === STEPS.length - 1)}
            {step > 0 ? tool('contract', words.fit, () => setStep(0)) : null}
          </>
        ) : null}
        <span className={styles.space} />
        <span className={`meta ${styles.keys}`}>{words.keys}</span>
        {tool(clipboard.copied ? 'check' : 'copy', clipboard.copied ? t.common.copied : words.copyLink, () =>
          clipboard.copy(link),
        )}
        <ActionIcon
          component="a"
          href={file.url}
          download={file.name}
          variant="subtle"
          color="gray"
          aria-label={words.download}
          title={words.download}
        >
          <Icon name="download" />
        </ActionIcon>
      </div>
      {file.image ? <Picture key={file.id} file={file} scale={STEPS[step] ?? 1} /> : <Pdf key={file.id} file={file} />}
    </Modal>
  );
}

/** The picture as large as the window, or larger: then it is moved by scrolling, also with the arrow keys. */
function Picture({ file, scale }: { file: AttachmentView; scale: number }): JSX.Element {
  const words = useT().craft.viewer;
  const [broken, setBroken] = useState(false);
  if (broken)
    return (
      <p role="alert" className={styles.note}>
        {words.broken}
      </p>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.stage} tabIndex={0} aria-label={words.label(file.name)}>
      <img
        src={file.url}
        alt={file.name}
        className={styles.picture}
        style={{ width: `${scale * 100}%`, height: `${scale * 100}%` }}
        onError={() => setBroken(true)}
      />
    </section>
  );
}

/** The browser's own viewer; where there is none (most telephones), the file itself. */
function Pdf({ file }: { file: AttachmentView }): JSX.Element {
  const words = useT().craft.viewer;
  if (navigator.pdfViewerEnabled)
    return <iframe className={styles.pdf} src={file.url} title={words.label(file.name)} />;
  return (
    <div className={styles.note}>
      <p>{words.noPdf}</p>
      <a href={file.url} target="_blank" rel="noopener noreferrer">
        {words.openPdf}
      </a>
    </div>
  );
}
