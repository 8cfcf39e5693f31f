import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { type Dictionary, useT } from '../../i18n/index.ts';
import { When } from '../../ui/marks.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './cards.module.css';

/** “Nguyễn Văn A (đã chỉ đạo)”, or the level whose leaders watch. */
function watcherText(w: CaseView['watchers'][number], t: Dictionary): string {
  if (w.why === 'level') return t.page.watchLevel(w.level ?? 0);
  return `${w.person?.name ?? ''} (${w.why === 'directive' ? t.page.watchDirective : t.page.watchRegistered})`;
}

/** What the case is, in a quiet list; only what is known. */
export function Facts({ item }: { item: CaseView }): JSX.Element {
  const t = useT();
  const map = item.place?.lat != null && item.place.lng != null ? `geo:${item.place.lat},${item.place.lng}` : null;
  return (
    <Section title={t.page.facts}>
      <dl className={styles.facts}>
        <dt>{t.page.type}</dt>
        <dd>{t.type[item.type]}</dd>
        {item.category ? (
          <>
            <dt>{t.page.category}</dt>
            <dd>{item.category.name}</dd>
          </>
        ) : null}
        {item.area || item.place ? (
          <>
            <dt>{t.page.place}</dt>
            <dd>
              {[item.place?.text, item.area?.name].filter(Boolean).join(', ')}
              {map ? (
                <>
                  {' '}
                  <a href={map}>{t.page.map}</a>
                </>
              ) : null}
            </dd>
          </>
        ) : null}
        {item.aboutUnit ? (
          <>
            <dt>{t.page.aboutUnit}</dt>
            <dd>{item.aboutUnit.name}</dd>
          </>
        ) : null}
        <dt>{t.page.channel}</dt>
        <dd>{t.channel[item.channel]}</dd>
        <dt>{t.page.created}</dt>
        <dd>
          <When at={item.createdAt} />
        </dd>
        {item.closedAt ? (
          <>
            <dt>{t.turn.nobody}</dt>
            <dd>
              <When at={item.closedAt} />
            </dd>
          </>
        ) : null}
        {item.parent ? (
          <>
            <dt>{t.page.parent}</dt>
            <dd>
              <Link to="/cases/$code" params={{ code: item.parent }} className="code">
                {item.parent}
              </Link>
            </dd>
          </>
        ) : null}
        {item.children.length > 0 ? (
          <>
            <dt>{t.page.children(item.children.length)}</dt>
            <dd>
              {item.children.map((child) => (
                <div key={child.code}>
                  <Link to="/cases/$code" params={{ code: child.code }} className="code">
                    {child.code}
                  </Link>{' '}
                  {child.title}
                </div>
              ))}
            </dd>
          </>
        ) : null}
        {item.watchers.length > 0 ? (
          <>
            <dt>{t.page.watchers}</dt>
            <dd>{item.watchers.map((w) => watcherText(w, t)).join(', ')}</dd>
          </>
        ) : null}
        {item.publication ? (
          <>
            <dt>{t.page.publication}</dt>
            <dd>
              <a href={`/cong-khai/${item.publication.id}`}>{item.publication.title}</a>
            </dd>
          </>
        ) : null}
        {item.returnCount > 0 || item.reopenCount > 0 ? (
          <>
            <dt>{t.page.history}</dt>
            <dd>
              {[
                item.returnCount > 0 && t.page.returned(item.returnCount),
                item.reopenCount > 0 && t.list.reopened(item.reopenCount),
              ]
                .filter(Boolean)
                .join(', ')}
            </dd>
          </>
        ) : null}
        {item.publishWish ? (
          <>
            <dt>{t.actions.publish.label}</dt>
            <dd>{t.page.publishWish}</dd>
          </>
        ) : null}
      </dl>
    </Section>
  );
}
