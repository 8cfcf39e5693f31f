import { Autocomplete, Button, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import type { HotlineMenuView } from '../../../contract/hotline-admin.ts';
import { type MenuGraph, type MenuNode, STEP_NAMES, stepTitle } from '../../../contract/hotline-menu.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import rows from '../../ui/rows.module.css';
import styles from './hotline-admin.module.css';
import { KeysField } from './keys-field.tsx';
import { STEP_ICONS } from './menu-steps.tsx';
import { useTargets } from './use-targets.ts';

/** Numbers that callers of 1022 are most often handed on to. */
const EMERGENCY = ['111', '112', '113', '114', '115'] as const;
type Emergency = (typeof EMERGENCY)[number];

interface Props {
  graph: MenuGraph;
  step: string;
  view: HotlineMenuView;
  onChange(graph: MenuGraph): void;
  onChoose(step: string): void;
}

/** One step with what its kind needs; every change goes into the draft at once. */
export function StepForm({ graph, step, view, onChange, onChoose }: Props): JSX.Element | null {
  const words = useHotlineWords().menu;
  const language = useLanguage();
  const node = graph.nodes[step];
  const targets = useTargets(graph, step, onChange, onChoose);
  if (!node) return null;
  const put = (part: Record<string, unknown>) =>
    onChange({ ...graph, nodes: { ...graph.nodes, [step]: { ...node, ...part } as MenuNode } });
  const remove = () => {
    const { [step]: _gone, ...nodes } = graph.nodes;
    onChange({ ...graph, nodes });
    onChoose(graph.start);
  };
  const sounds = 'sounds' in node ? node.sounds : null;
  return (
    <section className={styles.detail} aria-label={words.step(stepTitle(graph, step)[language])}>
      <div>
        <h2>
          <Icon name={STEP_ICONS[node.kind]} size={1} /> {STEP_NAMES[node.kind][language]}
        </h2>
        <p className="meta">{words.kindText[node.kind]}</p>
      </div>
      <TextInput
        label={words.field.title}
        description={words.field.titleHint}
        maxLength={80}
        value={node.title ?? ''}
        onChange={(e) => put({ title: e.currentTarget.value || undefined })}
      />
      {sounds ? <SoundsField sounds={sounds} view={view} onChange={(value) => put({ sounds: value })} /> : null}
      {node.kind === 'say' || node.kind === 'incident' ? (
        <NativeSelect label={words.field.next} {...targets.field(node.next, (to) => ({ ...node, next: to }))} />
      ) : null}
      {node.kind === 'hours' ? (
        <>
          <NativeSelect
            label={words.field.calendar}
            data={[
              { value: '', label: words.field.always },
              ...view.calendars.map((one) => ({ value: one.code, label: one.name })),
            ]}
            value={node.calendar ?? ''}
            onChange={(e) => put({ calendar: e.currentTarget.value || null })}
          />
          <NativeSelect label={words.field.open} {...targets.field(node.open, (to) => ({ ...node, open: to }))} />
          <NativeSelect label={words.field.closed} {...targets.field(node.closed, (to) => ({ ...node, closed: to }))} />
        </>
      ) : null}
      {node.kind === 'menu' ? (
        <>
          <KeysField node={node} targets={targets} onChange={put} />
          <div className={rows.two}>
            <NumberField
              label={words.field.timeoutSeconds}
              value={node.timeoutSeconds}
              min={2}
              max={30}
              onChange={(n) => put({ timeoutSeconds: n })}
            />
            <NumberField
              label={words.field.attempts}
              value={node.attempts}
              min={1}
              max={5}
              onChange={(n) => put({ attempts: n })}
            />
          </div>
          <NativeSelect
            label={words.field.otherwise}
            {...targets.field(node.otherwise, (to) => ({ ...node, otherwise: to }))}
          />
        </>
      ) : null}
      {node.kind === 'queue' ? (
        <>
          <NativeSelect
            label={words.field.queue}
            data={[
              { value: '', label: words.field.anyQueue },
              ...view.queues.map((one) => ({ value: one.code, label: one.name })),
            ]}
            value={node.queue ?? ''}
            onChange={(e) => put({ queue: e.currentTarget.value || null })}
          />
          <TextInput
            label={words.field.topic}
            maxLength={100}
            value={node.topic}
            onChange={(e) => put({ topic: e.currentTarget.value })}
          />
          <TagsInput
            label={words.field.skills}
            data={view.skills}
            value={[...node.skills]}
            onChange={(skills) => put({ skills })}
          />
        </>
      ) : null}
      {node.kind === 'transfer' ? (
        <Autocomplete
          label={words.field.number}
          description={words.field.numberHint}
          inputMode="tel"
          data={[...EMERGENCY]}
          renderOption={({ option }) => `${option.value} · ${words.emergency[option.value as Emergency]}`}
          value={node.number}
          onChange={(number) => put({ number: number.replaceAll(/[^\d+]/g, '') })}
        />
      ) : null}
      <div className={rows.tools}>
        {step === graph.start ? (
          <p className="meta">{words.startsHere}</p>
        ) : (
          <>
            <Button variant="default" size="compact-md" onClick={() => onChange({ ...graph, start: step })}>
              {words.makeStart}
            </Button>
            <Button variant="default" size="compact-md" onClick={remove}>
              {words.remove}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function SoundsField(props: {
  sounds: readonly string[];
  view: HotlineMenuView;
  onChange(sounds: string[]): void;
}): JSX.Element {
  const words = useHotlineWords().menu;
  const { sounds, view } = props;
  return (
    <>
      <MultiSelect
        label={words.field.sounds}
        data={view.sounds.map((one) => ({ value: one.name, label: one.title }))}
        searchable
        hidePickedOptions
        maxValues={10}
        value={[...sounds]}
        onChange={props.onChange}
      />
      {sounds.map((name) => {
        const text = view.sounds.find((one) => one.name === name)?.text;
        return text ? (
          <p key={name} className={styles.quote}>
            {text}
          </p>
        ) : null;
      })}
    </>
  );
}

function NumberField(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange(n: number): void;
}): JSX.Element {
  const { label, value, min, max } = props;
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      label={label}
      min={min}
      max={max}
      value={value}
      onChange={(e) => {
        const n = Math.round(Number(e.currentTarget.value));
        if (e.currentTarget.value !== '') props.onChange(Math.min(max, Math.max(min, n)));
      }}
    />
  );
}
