import type { JSX } from 'react';
import type { AuditEntry } from '../../../../contract/audit.ts';
import { type AdminWords, useAdminWords } from '../../../i18n/admin-pages.ts';
import { type Dictionary, useT } from '../../../i18n/index.ts';
import { WordDiff } from '../../../ui/word-diff.tsx';
import styles from './audit.module.css';

/** Field by field, before and after, in words. Values that are not kept (people's own data) say so. */
export function Changes({ changes }: { changes: AuditEntry['changes'] }): JSX.Element | null {
  const t = useT();
  const words = useAdminWords().audit;
  if (changes.length === 0) return null;
  const nameless = changes.filter((c) => !c.kept);
  const shown = changes.filter((c) => c.kept);
  return (
    <>
      {shown.length > 0 ? (
        <dl className={styles.changes}>
          {shown.map((c) => (
            <div key={c.field}>
              <dt>{fieldName(c.field, words)}</dt>
              <dd>
                <Difference from={valueText(c.from, t, words)} to={valueText(c.to, t, words)} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {nameless.length > 0 ? (
        <p className="meta">{words.notKept(nameless.map((c) => fieldName(c.field, words)).join(', '))}</p>
      ) : null}
    </>
  );
}

/** Letters of a value up to which old and new stand beside each other; longer ones below each other. */
const BESIDE = 30;

function Difference({ from, to }: { from: string; to: string }): JSX.Element {
  const words = useAdminWords().audit;
  // Long texts are compared word by word, short values stand beside each other.
  if (from.length > 60 && to.length > 60) return <WordDiff before={from} after={to} />;
  return (
    <div className={styles.difference} data-long={Math.max(from.length, to.length) > BESIDE || undefined}>
      <span>{from ? <del className={styles.before}>{from}</del> : <span className="meta">{words.nothing}</span>}</span>{' '}
      <span>
        <span aria-hidden>→ </span>
        <span className="sr-only">{words.becomes}</span>
        {to ? <ins className={styles.after}>{to}</ins> : <span className="meta">{words.nothing}</span>}
      </span>
    </div>
  );
}

/** The last part of a nested field decides; unknown fields keep the name that the program gives them. */
function fieldName(field: string, words: AdminWords['audit']): string {
  return field
    .split('.')
    .map((part) => words.fields[part] ?? part)
    .join(' › ');
}

/** A recorded value as people read it: words for codes, yes and no, lists with commas. */
function valueText(value: unknown, t: Dictionary, words: AdminWords['audit']): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((v) => valueText(v, t, words)).join('; ');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, v]) => v !== null && v !== '')
      .map(([k, v]) => `${words.fields[k] ?? k}: ${valueText(v, t, words)}`)
      .join(', ');
  const text = String(value);
  const [role = '', unit] = text.split('@');
  if (unit && role in t.role) return `${t.role[role as keyof typeof t.role]} (${unit})`;
  const known: Record<string, string> = { ...t.type, ...t.urgency, ...t.status };
  return known[text] ?? text;
}
