import type { CSSProperties, JSX } from 'react';
import { type MenuGraph, type MenuNode, stepTitle } from '../../../contract/hotline-menu.ts';
import type { GraphFault } from '../../../contract/hotline-menu-faults.ts';
import { type HotlineWords, useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './hotline-admin.module.css';
import { type OutlineRow, outlineOf, type Way } from './menu-outline.ts';

export const STEP_ICONS: Record<MenuNode['kind'], IconName> = {
  say: 'megaphone',
  hours: 'clock',
  incident: 'alert',
  menu: 'list',
  queue: 'people',
  voicemail: 'mail',
  callback: 'recall',
  transfer: 'forward',
  hangup: 'close',
};

function wayText(way: Way, words: HotlineWords['menu']): string {
  return way.by === 'key' ? words.way.key(way.key) : words.way[way.by];
}

interface Props {
  graph: MenuGraph;
  faults: readonly GraphFault[];
  chosen: string;
  onChoose(step: string): void;
}

/** All steps in the order in which callers come to them, indented where ways part. */
export function MenuSteps({ graph, faults, chosen, onChoose }: Props): JSX.Element {
  const words = useHotlineWords().menu;
  const language = useLanguage();
  const { rows, unreached } = outlineOf(graph);
  const row = (one: OutlineRow, key: string, way: string) => {
    const node = graph.nodes[one.step];
    const faulty = faults.some((fault) => fault.node === one.step);
    return (
      <li key={key} style={{ paddingInlineStart: `${one.depth * 1.5}rem` } as CSSProperties}>
        <button
          type="button"
          className={styles.step}
          aria-pressed={one.step === chosen && !one.again}
          data-again={one.again || undefined}
          data-fault={faulty || undefined}
          disabled={one.missing}
          onClick={() => onChoose(one.step)}
        >
          <span className={styles.way}>{way}</span>
          <Icon name={node ? STEP_ICONS[node.kind] : 'unlink'} size={1} />
          <span className={styles.what}>
            {stepTitle(graph, one.step)[language]}
            {one.again ? <span className="meta"> ({words.again})</span> : null}
            {one.missing ? <span className="meta"> ({words.missing})</span> : null}
          </span>
        </button>
      </li>
    );
  };
  return (
    <Section title={words.steps} count={Object.keys(graph.nodes).length}>
      <ul className={styles.outline}>
        {rows.map((one, index) => row(one, `${index}.${one.step}`, wayText(one.way, words)))}
        {unreached.map((step) =>
          row({ step, way: { by: 'next' }, depth: 0, again: false, missing: false }, `lost.${step}`, words.unreached),
        )}
      </ul>
    </Section>
  );
}
