import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ClipboardEvent, type DragEvent, type JSX, useRef } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { actionsQuery } from '../../lib/queries.ts';
import { uploadFiles } from '../../lib/upload.ts';
import { FileList } from '../../ui/file-list.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './cards.module.css';

const SOURCES = ['citizen', 'staff', 'evidence'] as const;

/** Photos and files by who gave them. Whoever may note something may also attach: button, drop, or paste a screenshot. */
export function Attachments({ item }: { item: CaseView }): JSX.Element | null {
  const t = useT();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const offers = useQuery(actionsQuery(item.code)).data?.items;
  const mayAttach = offers?.some((o) => o.action === 'note') ?? false;
  const upload = useMutation({
    mutationFn: (files: File[]) => uploadFiles(item.code, files),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['case', item.code] }),
  });
  if (item.attachments.length === 0 && !mayAttach) return null;
  const take = (list: (ArrayLike<File> & Iterable<File>) | null | undefined) => {
    if (mayAttach && list && list.length > 0) upload.mutate([...list]);
  };
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') take(event.dataTransfer.files);
  };
  const paste = (event: ClipboardEvent) => take(event.clipboardData.files);
  const button = mayAttach ? (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<Icon name="attach" size={1} />}
        loading={upload.isPending}
        onClick={() => input.current?.click()}
      >
        {t.sections.attach}
      </Button>
      <input ref={input} type="file" multiple hidden onChange={(e) => take(e.currentTarget.files)} />
    </>
  ) : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are extras; the button does the same
    <div onDragOver={drop} onDrop={drop} onPaste={paste} role="presentation">
      <Section title={t.sections.attachments} count={item.attachments.length} tail={button}>
        {upload.error ? (
          <p role="alert" className={styles.rejected}>
            {t.actionForm.upload.failed}: {upload.error.message}
          </p>
        ) : null}
        <div className={styles.list}>
          {SOURCES.map((source) => {
            const files = item.attachments.filter((f) => f.source === source);
            if (files.length === 0) return null;
            return (
              <div key={source}>
                <p className="meta">{t.sections.source[source]}</p>
                <FileList files={files} />
              </div>
            );
          })}
          {item.attachments.length === 0 ? <p className="meta">{t.sections.drop}</p> : null}
        </div>
      </Section>
    </div>
  );
}
