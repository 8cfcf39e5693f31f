import type { JSX } from 'react';
import type { z } from 'zod';
import type { CampaignQuestion, campaignSummary } from '../../../contract/campaigns.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import styles from './campaigns.module.css';

type Summary = z.infer<typeof campaignSummary>;

/** What people answered, question by question: figures with a bar each, own words as a list. */
export function AnswerSummary(props: {
  questions: readonly CampaignQuestion[];
  summary: readonly Summary[];
}): JSX.Element {
  const t = useT();
  if (props.summary.every((one) => one.answered === 0)) return <p className="meta">{t.campaigns.noAnswers}</p>;
  return (
    <div className={styles.summary}>
      {props.questions.map((question) => {
        const found = props.summary.find((one) => one.key === question.key);
        return found ? <Answers key={question.key} question={question} summary={found} /> : null;
      })}
    </div>
  );
}

function Answers({ question, summary }: { question: CampaignQuestion; summary: Summary }): JSX.Element {
  const words = useT().campaigns;
  const language = useLanguage();
  const most = Math.max(1, ...summary.counts.map((one) => one.count));
  return (
    <div>
      <h3>{question.text}</h3>
      <p className="meta">
        {words.answered(summary.answered)}
        {summary.mean === null
          ? ''
          : ` · ${words.mean(summary.mean.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB'))}`}
      </p>
      {question.kind === 'text' ? (
        <ul className={styles.words}>
          {summary.words.map((text) => (
            <li key={text} className="prose">
              {text}
            </li>
          ))}
        </ul>
      ) : (
        <div className={styles.counts}>
          {summary.counts.map(({ answer, count }) => [
            <span key={`${answer} name`}>{answer}</span>,
            <span key={`${answer} bar`} className={styles.bar} aria-hidden>
              <span style={{ width: `${(100 * count) / most}%` }} />
            </span>,
            <span key={`${answer} count`}>{numberText(count, language)}</span>,
          ])}
        </div>
      )}
    </div>
  );
}
