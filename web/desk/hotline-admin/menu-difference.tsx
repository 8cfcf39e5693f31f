import type { JSX } from 'react';
import type { HotlineMenuView } from '../../../contract/hotline-admin.ts';
import { type MenuGraph, stepTitle } from '../../../contract/hotline-menu.ts';
import { menuDifference } from '../../../contract/hotline-menu-diff.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import styles from './hotline-admin.module.css';

/** How two menus differ, in the words of the editor. */
export function MenuDifferenceView(props: { before: MenuGraph; after: MenuGraph; view: HotlineMenuView }): JSX.Element {
  const words = useHotlineWords().menu;
  const language = useLanguage();
  const { before, after, view } = props;
  const found = menuDifference(before, after);
  if (found.length === 0) return <p className="meta">{words.same}</p>;
  const nameOf = (field: string) =>
    field.startsWith('keys.') ? words.field.key(field.slice(5)) : (words.fieldName[field] ?? field);
  const shownValue = (field: string, value: string, graph: MenuGraph) => {
    if (value === '') return words.empty;
    if (field.startsWith('keys.') || ['next', 'open', 'closed', 'otherwise', 'start'].includes(field))
      return value === 'repeat' ? words.field.repeat : stepTitle(graph, value)[language];
    if (field === 'sounds')
      return value
        .split(', ')
        .map((name) => view.sounds.find((one) => one.name === name)?.title ?? name)
        .join(', ');
    if (field === 'queue') return view.queues.find((one) => one.code === value)?.name ?? value;
    if (field === 'calendar') return view.calendars.find((one) => one.code === value)?.name ?? value;
    return value;
  };
  const kind = { added: words.added, removed: words.removed, changed: words.changed };
  return (
    <ul className={styles.difference}>
      {found.map((one) => (
        <li key={one.step + one.kind + one.title}>
          <strong>
            {kind[one.kind]}: {stepTitle(one.kind === 'removed' ? before : after, one.step)[language]}
          </strong>
          {one.fields.length > 0 ? (
            <div className={styles.scroll}>
              <table>
                <thead>
                  <tr>
                    <td />
                    <th scope="col">{words.from}</th>
                    <th scope="col">{words.to}</th>
                  </tr>
                </thead>
                <tbody>
                  {one.fields.map((field) => (
                    <tr key={field.name}>
                      <th scope="row">{nameOf(field.name)}</th>
                      <td>{shownValue(field.name, field.before, before)}</td>
                      <td>{shownValue(field.name, field.after, after)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
