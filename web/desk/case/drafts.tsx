import { Button } from '@mantine/core';
import { type JSX, useEffect, useState } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useAnchorName } from '../../lib/anchor.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import type { Tone } from '../../ui/due-state.ts';
import { FileList } from '../../ui/file-list.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import styles from './cards.module.css';

type Draft = CaseView['drafts'][number];
const MARK: Record<Draft['state'], readonly [Tone, IconName]> = {
  submitted: ['violet', 'sign'],
  rejected: ['amber', 'return'],
  approved: ['green', 'check'],
  withdrawn: ['slate', 'close'],
};

/** The answer on its way: every version, newest first and open, with the difference to the one before. */
export function Drafts({ item }: { item: CaseView }): JSX.Element | null {
  const t = useT();
  const drafts = [...item.drafts].sort((a, b) => b.version - a.version);
  const loose = item.answer && !drafts.some((d) => d.state === 'approved' && d.text === item.answer);
  if (drafts.length === 0 && !item.answer) return null;
  return (
    <>
      {loose ? (
        <Section title={t.page.answer}>
          <p className={`${styles.answer} prose`}>{item.answer}</p>
        </Section>
      ) : null}
      {drafts.length > 0 ? (
        <Section title={t.sections.drafts} count={drafts.length}>
          <ul className={styles.list}>
            {drafts.map((draft, i) => (
              <DraftVersion key={draft.version} draft={draft} before={drafts[i + 1] ?? null} open={i === 0} />
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function DraftVersion({
  draft,
  before,
  open: initially,
}: {
  draft: Draft;
  before: Draft | null;
  open: boolean;
}): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const named = useAnchorName() === `draft-${draft.version}`;
  const [open, setOpen] = useState(initially || named);
  useEffect(() => {
    if (named) setOpen(true);
  }, [named]);
  const [comparing, setComparing] = useState(false);
  const when = (at: string) => momentText(at, now, language);
  const signed =
    draft.decidedAt && draft.state === 'approved'
      ? t.sections.signedBy(draft.signer?.name ?? '', when(draft.decidedAt))
      : null;
  return (
    <li className={styles.item} data-anchor={`draft-${draft.version}`}>
      <div className={styles.head}>
        <strong>
          <a href={`#draft-${draft.version}`} className={styles.anchor} title={t.craft.anchor.draft}>
            {t.sections.draftVersion(draft.version)}
          </a>
        </strong>
        <Chip tone={MARK[draft.state][0]} icon={MARK[draft.state][1]}>
          {t.sections.draftState[draft.state]}
        </Chip>
        <span className="meta">
          {t.sections.draftBy(draft.author?.name ?? t.common.system, when(draft.createdAt))}
          {signed ? ` · ${signed}` : ''}
          {draft.signedFor ? ` (${t.common.inPlaceOf(draft.signedFor.name)})` : ''}
        </span>
        {initially ? null : (
          <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t.common.close : t.common.more}
          </Button>
        )}
      </div>
      {draft.reason ? (
        <p className={styles.rejected}>
          <Icon name="return" size={0.875} /> {t.sections.rejectedWhy}: {draft.reason}
        </p>
      ) : null}
      {open ? (
        <>
          <div className={styles.answer}>
            {comparing && before ? (
              <WordDiff before={before.text} after={draft.text} />
            ) : (
              <p className="prose">{draft.text}</p>
            )}
          </div>
          {before ? (
            <div className={styles.line}>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-pressed={comparing}
                onClick={() => setComparing(!comparing)}
              >
                {comparing ? t.sections.compareOff : t.sections.compare(before.version)}
              </Button>
              {comparing ? <span className="meta">{t.sections.legend}</span> : null}
            </div>
          ) : null}
          {draft.evidence.length > 0 ? (
            <div>
              <p className="meta">{t.sections.evidence}</p>
              <FileList files={draft.evidence} />
            </div>
          ) : null}
        </>
      ) : null}
    </li>
  );
}
