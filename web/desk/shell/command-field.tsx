import { Modal, TextInput } from '@mantine/core';
import { type JSX, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './command-field.module.css';
import { HIT_GROUPS, type Hit } from './command-hit.ts';
import { useSearch } from './command-search.ts';
import { useCommands } from './commands.ts';

/** One field for everything: cases, citizens and conversations that one may see, pages, actions of the open case, display. */
export default function CommandField({ onClose }: { onClose(): void }): JSX.Element {
  const t = useT();
  const [before] = useState(() => document.activeElement as HTMLElement | null);
  const close = () => {
    onClose();
    requestAnimationFrame(() => before?.isConnected && before.focus());
  };
  const take = (hit: Hit) => {
    if (hit.takesFocus) onClose();
    else close();
    hit.go();
  };
  return (
    <Modal.Root opened onClose={close} size="40rem" yOffset="10vh" returnFocus={false}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content aria-label={t.header.searchLabel}>
        <Modal.Body p={0}>
          <Finder onTake={take} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onTake }: { onTake(hit: Hit): void }): JSX.Element {
  const t = useT();
  const words = t.keys.palette;
  const [text, setText] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const commands = useCommands(text);
  const search = useSearch(text);
  const all = [...commands, ...search.hits];
  const groups = HIT_GROUPS.map((group) => ({ group, hits: all.filter((hit) => hit.group === group) })).filter(
    ({ hits }) => hits.length > 0,
  );
  const hits = groups.flatMap((one) => one.hits);
  // By its name and not its place: what the server finds later must not slip under the finger that presses Enter.
  const at = Math.max(
    0,
    hits.findIndex((hit) => hit.id === chosenId),
  );
  const chosen = hits[at];
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setChosenId(hits[(at + 1) % hits.length]?.id ?? null);
    else if (event.key === 'ArrowUp') setChosenId(hits[(at - 1 + hits.length) % hits.length]?.id ?? null);
    else if (event.key === 'Enter') chosen && onTake(chosen);
    else return;
    event.preventDefault();
  };
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosenId) list.current?.querySelector(`#hit-${chosenId}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  const status = search.searching ? words.searching : hits.length === 0 ? words.none(text.trim()) : null;
  return (
    <div>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        leftSection={<Icon name="search" />}
        placeholder={words.placeholder}
        aria-label={t.header.searchLabel}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={hits.length > 0}
        aria-controls="command-hits"
        aria-activedescendant={chosen ? `hit-${chosen.id}` : undefined}
        autoComplete="off"
        value={text}
        onChange={(e) => {
          setText(e.currentTarget.value);
          setChosenId(null);
        }}
        onKeyDown={steer}
        className={styles.field}
      />
      <div
        role="listbox"
        id="command-hits"
        className={styles.hits}
        aria-label={t.header.searchLabel}
        aria-busy={search.searching}
        ref={list}
      >
        {groups.map((one) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a list box
          <div key={one.group} role="group" aria-labelledby={`hits-${one.group}`}>
            <div id={`hits-${one.group}`} className={styles.group} role="presentation">
              {words[one.group]}
            </div>
            {one.hits.map((hit) => (
              <Option key={hit.id} hit={hit} chosen={hit === chosen} onTake={onTake} />
            ))}
          </div>
        ))}
      </div>
      <p className={styles.none} role="status">
        {status ?? <span className="sr-only">{words.found(hits.length)}</span>}
        {search.failed ? <span>{words.failed}</span> : null}
        {status || search.failed ? null : <span aria-hidden>{words.hint}</span>}
      </p>
    </div>
  );
}

function Option({ hit, chosen, onTake }: { hit: Hit; chosen: boolean; onTake(hit: Hit): void }): JSX.Element {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are steered in the field
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
    <div id={`hit-${hit.id}`} role="option" aria-selected={chosen} className={styles.hit} onClick={() => onTake(hit)}>
      <Icon name={hit.icon} />
      <span className={styles.text}>{hit.text}</span>
      <span className={styles.aside}>{hit.aside}</span>
    </div>
  );
}
