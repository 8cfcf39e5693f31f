import { Button, Checkbox } from '@mantine/core';
import { type JSX, useState } from 'react';
import type { HotlineMenuView } from '../../../contract/hotline-admin.ts';
import type { MenuGraph } from '../../../contract/hotline-menu.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import rows from '../../ui/rows.module.css';
import styles from './hotline-admin.module.css';
import { PlayPrompt } from './play-prompt.tsx';
import { beginWalk, type Walk, type WalkLine, walkOn } from './walk.ts';

const PAD = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** A call on the screen: the same steps as on the line, with hours and announcements as one sets them. */
export function MenuPreview({ graph, view }: { graph: MenuGraph; view: HotlineMenuView }): JSX.Element {
  const words = useHotlineWords().menu;
  const [open, setOpen] = useState(() => new Set(view.calendars.filter((one) => one.open).map((one) => one.code)));
  const [announcing, setAnnouncing] = useState(view.announced.length > 0);
  const [walk, setWalk] = useState<Walk | null>(null);
  const used = view.calendars.filter((one) =>
    Object.values(graph.nodes).some((node) => node.kind === 'hours' && node.calendar === one.code),
  );
  const facts = {
    isOpen: (code: string | null) => code === null || open.has(code),
    incidentAnnounced: announcing,
    incidentSounds: view.announced,
  };
  const toggle = (code: string, on: boolean) => {
    const next = new Set(open);
    if (on) next.add(code);
    else next.delete(code);
    setOpen(next);
  };
  return (
    <>
      <p className="meta">{words.previewText}</p>
      <div className={styles.checks}>
        {used.map((one) => (
          <Checkbox
            key={one.code}
            label={words.inHours(one.name)}
            checked={open.has(one.code)}
            onChange={(e) => toggle(one.code, e.currentTarget.checked)}
          />
        ))}
        <Checkbox
          label={words.announcing}
          checked={announcing}
          onChange={(e) => setAnnouncing(e.currentTarget.checked)}
        />
      </div>
      <div className={rows.tools}>
        <Button onClick={() => setWalk(beginWalk(graph, facts))}>{walk ? words.callAgain : words.call}</Button>
      </div>
      {walk ? (
        <div className={styles.phone}>
          <ol className={styles.log} aria-live="polite">
            {walk.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
              <Line key={index} line={line} view={view} />
            ))}
          </ol>
          <div className={styles.pad}>
            {PAD.map((key) => (
              <Button
                key={key}
                variant="default"
                aria-label={words.press(key)}
                disabled={!walk.listening}
                onClick={() => setWalk(walkOn(graph, walk, { kind: 'digit', digit: key }, facts))}
              >
                {key}
              </Button>
            ))}
            <Button
              variant="default"
              disabled={!walk.listening}
              onClick={() => setWalk(walkOn(graph, walk, { kind: 'timeout' }, facts))}
            >
              {words.pressNothing}
            </Button>
          </div>
        </div>
      ) : null}
    </>
  );
}

function Line({ line, view }: { line: WalkLine; view: HotlineMenuView }): JSX.Element {
  const words = useHotlineWords().menu;
  if (line.kind === 'pressed') return <li data-caller>{words.pressed(line.key)}</li>;
  if (line.kind === 'silent') return <li data-caller>{words.silent}</li>;
  if (line.kind === 'says') {
    const prompt = view.sounds.find((one) => one.name === line.sound);
    return (
      <li>
        <span>“{prompt?.text ?? line.sound}”</span>
        {prompt ? <PlayPrompt name={prompt.name} title={prompt.title} small /> : null}
      </li>
    );
  }
  if (line.kind === 'waits') return <li className="meta">{words.waits}</li>;
  const queue = view.queues.find((one) => one.code === line.queue)?.name ?? words.field.anyQueue;
  const text = {
    queue: words.end.queue(queue, line.topic ?? ''),
    voicemail: words.end.voicemail,
    callback: words.end.callback,
    transfer: words.end.transfer(line.number ?? ''),
    hangup: words.end.hangup,
  }[line.end];
  return (
    <li>
      <strong>→ {text}</strong>
    </li>
  );
}
