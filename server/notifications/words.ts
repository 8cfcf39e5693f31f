import type { NoticeKind } from '../../contract/notices.ts';
import type { TemplateLanguage } from '../../contract/templates.ts';
import { dateTimePhrase } from '../cases/index.ts';
import { renderTemplate, type TemplateKey } from '../knowledge/index.ts';
import type { Db } from '../platform/db/index.ts';
import { keptSaid } from '../platform/said.ts';
import type { NoticeFacts } from './facts.ts';

const WHO = {
  vi: { system: 'Hệ thống', citizen: 'Người dân', user: 'Một cán bộ' },
  en: { system: 'The system', citizen: 'The citizen', user: 'A colleague' },
} as const;

const english = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** Heading and text of a notice in the wording that counts now. */
export async function noticeWords(
  db: Db,
  kind: NoticeKind,
  facts: NoticeFacts,
  language: TemplateLanguage,
): Promise<{ title: string; text: string }> {
  const due = facts.due === null ? null : new Date(facts.due);
  const words = await renderTemplate(
    db,
    `notice.${kind}` as TemplateKey & `notice.${string}`,
    {
      caseCode: facts.caseCode ?? '—',
      actor: facts.actor ?? WHO[language][facts.actorKind],
      unit: facts.unit,
      level: facts.level === null ? null : String(facts.level),
      due: due && (language === 'vi' ? dateTimePhrase(due) : english.format(due)),
      text: facts.text && keptSaid(facts.text)[language],
      share: facts.share === null ? null : String(facts.share),
    },
    { language },
  );
  return { title: words.subject ?? '', text: words.text };
}
