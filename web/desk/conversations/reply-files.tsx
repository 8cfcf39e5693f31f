import type { JSX } from 'react';
import { type Capabilities, fileProblems, ruleFor } from '../../../contract/channels.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { fileSize } from '../../lib/file-size.ts';
import { FileList } from '../../ui/file-list.tsx';
import { UploadList } from '../../ui/upload-box.tsx';
import styles from './conversations.module.css';
import type { Uploads } from './use-uploads.ts';

/** The files of a reply, those still on their way, and what the channel will not take of them. */
export function ReplyFiles({ uploads, capabilities }: { uploads: Uploads; capabilities: Capabilities }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const inWords = t.inbox.reply.fileProblem;
  const problems = fileProblems(capabilities, uploads.files);
  return (
    <>
      <FileList files={uploads.files} onRemove={uploads.remove} />
      <UploadList queue={uploads.queue} />
      {uploads.files.some((file) => !ruleFor(capabilities, file.type)) &&
      problems.length === 0 &&
      capabilities.attachments.filesAsLink ? (
        <p className="meta">{t.inbox.reply.asLink}</p>
      ) : null}
      {problems.map((problem) => (
        <p key={`${problem.why}${problem.file}`} className={styles.failed} role="alert">
          {problem.why === 'not_allowed'
            ? inWords.not_allowed(problem.file ?? '')
            : problem.why === 'too_large'
              ? inWords.too_large(problem.file ?? '', fileSize(problem.max, language))
              : problem.why === 'too_many'
                ? inWords.too_many(String(problem.max))
                : inWords.too_much(fileSize(problem.max, language))}
        </p>
      ))}
    </>
  );
}
