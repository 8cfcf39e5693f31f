import type { JSX } from 'react';
import type { LivePlace } from '../../contract/live.ts';
import { type Dictionary, useT } from '../i18n/index.ts';
import { type Companion, useCompany } from '../lib/places.ts';
import styles from './company.module.css';
import { Icon } from './icons.tsx';

/** “soạn “Trình duyệt””, “soạn thư trả lời”. */
export function formName(form: string, t: Dictionary): string {
  if (form === 'reply' || form === 'note_down') return t.craft.forms[form];
  return form in t.actions ? `“${t.actions[form as keyof typeof t.actions].label}”` : '';
}

function words(one: Companion, t: Dictionary): string {
  const name = one.self ? t.craft.company.self : one.name;
  return one.writing ? t.craft.company.writes(name, formName(one.writing, t)) : t.craft.company.looks(name);
}

/** “LH” for Lê Thị Hoa: the family name and the given name, by which people know each other. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = parts[0]?.[0] ?? '';
  return (parts.length > 1 ? first + (parts.at(-1)?.[0] ?? '') : first).toLocaleUpperCase('vi');
}

/** Who else has this open now and who is writing: initials and names, said politely when it changes. */
export function Company({ kind, id }: { kind: LivePlace['kind']; id: string }): JSX.Element {
  const t = useT();
  const people = useCompany(kind, id);
  return (
    <div role="status" className={styles.company} aria-label={t.craft.company.label}>
      {people.length === 0 ? null : (
        <ul>
          {people.map((one) => (
            <li key={one.username} data-writing={one.writing ? true : undefined}>
              <span className={styles.avatar} aria-hidden>
                {one.self ? <Icon name="desk" size={0.8125} /> : initials(one.name)}
              </span>
              <span className={styles.words} title={words(one, t)}>
                {words(one, t)}
              </span>
              {one.writing ? <Icon name="edit" size={0.8125} /> : null}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Said inside a form when somebody else, or another window of one's own, is writing in the same one. */
export function AlsoWriting(props: { kind: LivePlace['kind']; id: string; form: string }): JSX.Element | null {
  const t = useT();
  const people = useCompany(props.kind, props.id).filter((one) => one.writing === props.form);
  if (people.length === 0) return null;
  return (
    <p role="status" className={styles.also}>
      <Icon name="info" size={1} />
      <span>
        {people.map((one) => (one.self ? t.craft.company.selfSame : t.craft.company.same(one.name))).join(' ')}
      </span>
    </p>
  );
}
