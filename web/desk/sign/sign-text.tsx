import { type JSX, useState } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { momentText } from '../../lib/format-time.ts';
import { FileList } from '../../ui/file-list.tsx';
import { WordDiff } from '../../ui/word-diff.tsx';
import styles from './sign.module.css';

const SHORT = 170;

/** The substance of a card: question, answer (with the difference to the version sent back), extension, evidence. */
export function SignText({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const draft = item.drafts.find((d) => d.state === 'submitted');
  // The version before, sent back or withdrawn: what has changed since is what the signer has to read.
  const before = draft && item.drafts.filter((d) => d.version < draft.version).sort((a, b) => b.version - a.version)[0];
  const extension = item.extensions.find((e) => e.state === 'requested');
  return (
    <>
      <section>
        <h3>{t.sign.asks}</h3>
        <Folded text={item.content} />
        <FileList files={item.attachments.filter((f) => f.source === 'citizen')} />
      </section>
      {draft ? (
        <section>
          <h3>{t.sign.answers(draft.author?.name ?? item.leadUnit?.name ?? '')}</h3>
          {before?.reason ? (
            <p className={styles.rejected}>
              {t.sign.rejectedBecause}: {before.reason}
            </p>
          ) : null}
          <div className={styles.answer}>
            {before ? <WordDiff before={before.text} after={draft.text} /> : <p className="prose">{draft.text}</p>}
          </div>
          {before ? <p className="meta">{t.sections.legend}</p> : null}
        </section>
      ) : null}
      {draft ? (
        <section>
          <h3>{t.sign.evidence}</h3>
          {draft.evidence.length > 0 ? (
            <FileList files={draft.evidence} />
          ) : (
            <p className="meta">{t.sign.noEvidence}</p>
          )}
        </section>
      ) : null}
      {extension ? (
        <section>
          <h3>
            {t.sections.extensions} {t.sections.extensionTo(momentText(extension.dueAt, now(), language))}
          </h3>
          <p className="prose">{extension.reason}</p>
          <p className="meta">{extension.requestedBy?.name}</p>
        </section>
      ) : null}
      {draft || extension ? null : <p className="meta">{t.sign.noAction}</p>}
    </>
  );
}

/** The first lines; the whole on request. */
function Folded({ text }: { text: string }): JSX.Element {
  const t = useT();
  const [open, setOpen] = useState(text.length <= SHORT);
  return (
    <>
      <p className="prose">{open ? text : cutTitle(text, SHORT)}</p>
      {open ? null : (
        <button type="button" className={styles.more} onClick={() => setOpen(true)}>
          {t.sign.showAll}
        </button>
      )}
    </>
  );
}
