import type { ComboboxStringGroupData } from '@mantine/core';
import type { ChangeEvent } from 'react';
import { type MenuGraph, type MenuNode, STEP_NAMES, stepTitle } from '../../../contract/hotline-menu.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import { freeKey, freshNode } from './menu-outline.ts';

const KINDS: MenuNode['kind'][] = [
  'say',
  'menu',
  'hours',
  'incident',
  'queue',
  'voicemail',
  'callback',
  'transfer',
  'hangup',
];
const NEW = 'new:';

export interface Targets {
  /** Where a step may lead: every step, and a new one of each kind, made and opened when it is chosen. */
  field(
    value: string,
    lead: (to: string) => MenuNode,
    extra?: { value: string; label: string }[],
  ): { data: ComboboxStringGroupData; value: string; onChange(event: ChangeEvent<HTMLSelectElement>): void };
}

/** Choices for “leads to” of one step. */
export function useTargets(
  graph: MenuGraph,
  step: string,
  onChange: (graph: MenuGraph) => void,
  onChoose: (step: string) => void,
): Targets {
  const words = useHotlineWords().menu;
  const language = useLanguage();
  const steps = Object.keys(graph.nodes).filter((one) => one !== step);
  const names = steps.map((one) => stepTitle(graph, one)[language]);
  return {
    field(value, lead, extra = []) {
      const known = value === '' || steps.includes(value) || extra.some((one) => one.value === value);
      return {
        data: [
          ...extra,
          ...(known
            ? []
            : [{ value, label: value === step ? stepTitle(graph, step)[language] : `${value} (${words.missing})` }]),
          {
            group: words.existing,
            items: steps.map((one, i) => ({
              value: one,
              // Two steps of one name are told apart by their keys.
              label: names.filter((name) => name === names[i]).length > 1 ? `${names[i]} (${one})` : (names[i] ?? one),
            })),
          },
          {
            group: words.newStep,
            items: KINDS.map((kind) => ({ value: NEW + kind, label: `+ ${STEP_NAMES[kind][language]}` })),
          },
        ],
        value,
        onChange(event) {
          const to = event.currentTarget.value;
          if (!to.startsWith(NEW)) {
            onChange({ ...graph, nodes: { ...graph.nodes, [step]: lead(to) } });
            return;
          }
          const kind = to.slice(NEW.length) as MenuNode['kind'];
          const key = freeKey(graph, kind);
          const end = Object.entries(graph.nodes).find(([, node]) => node.kind === 'queue')?.[0] ?? graph.start;
          onChange({ ...graph, nodes: { ...graph.nodes, [step]: lead(key), [key]: freshNode(kind, end) } });
          onChoose(key);
        },
      };
    },
  };
}
