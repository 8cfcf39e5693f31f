import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { actionsQuery } from '../../lib/queries.ts';
import { useUploadQueue } from '../../lib/upload-queue.ts';
import { FileList } from '../../ui/file-list.tsx';
import { Section } from '../../ui/section.tsx';
import boxes from '../../ui/upload-box.module.css';
import { UploadButtons, UploadList, useFileTarget } from '../../ui/upload-box.tsx';
import styles from './cards.module.css';

const SOURCES = ['citizen', 'staff', 'evidence'] as const;

/** Photos and files by who gave them. Whoever may note something may also attach: button, drop, or paste a screenshot. */
export function Attachments({ item }: { item: CaseView }): JSX.Element | null {
  const t = useT();
  const client = useQueryClient();
  const offers = useQuery(actionsQuery(item.code)).data?.items;
  const mayAttach = offers?.some((o) => o.action === 'note') ?? false;
  const queue = useUploadQueue(
    `/cases/${item.code}/attachments`,
    () => void client.invalidateQueries({ queryKey: ['case', item.code] }),
  );
  const { over, target } = useFileTarget(queue.add, mayAttach);
  if (item.attachments.length === 0 && !mayAttach) return null;
  const buttons = mayAttach ? <UploadButtons subtle label={t.sections.attach} onFiles={queue.add} /> : null;
  return (
    <div className={over ? boxes.over : undefined} {...target} role="presentation">
      <Section title={t.sections.attachments} count={item.attachments.length} tail={buttons}>
        <UploadList queue={queue} />
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
