import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import type { FittingIncident } from '../../../contract/incident-brief.ts';
import { useT } from '../../i18n/index.ts';
import { Chip } from '../../ui/marks.tsx';
import { Expected, Scope } from './incident-marks.tsx';
import styles from './incidents.module.css';

const SHOWN = 3;

/** What goes on, the nearest first, with the words to say; a tick has the case join it when it is registered. */
export function FittingList(props: {
  items: readonly FittingIncident[];
  chosen: number | null;
  onChoose(id: number | undefined): void;
}): JSX.Element {
  const words = useT().incidents.contact;
  const [all, setAll] = useState(false);
  const { items, chosen, onChoose } = props;
  if (items.length === 0) return <p className="meta">{words.none}</p>;
  // The chosen one never hides.
  const shown = items.filter((one, at) => all || at < SHOWN || one.id === chosen);
  return (
    <>
      <ul className={styles.fitting}>
        {shown.map((one) => (
          <li key={one.id} data-chosen={one.id === chosen || undefined}>
            <Link
              to="/incidents/$id"
              params={{ id: String(one.id) }}
              target="_blank"
              rel="noopener"
              className={styles.name}
            >
              {one.title}
            </Link>
            <span className={styles.line}>
              {one.fit === 'match' ? (
                <Chip tone="amber" icon="megaphone">
                  {words.here}
                </Chip>
              ) : null}
              <span className="meta">{one.reasons.map((reason) => words.reason[reason]).join(' · ')}</span>
            </span>
            <p className={styles.say}>
              <span className="meta">{words.tell}</span> {one.told}
            </p>
            <span className="meta">
              <Scope of={one} /> · {words.people(one.joined + 1)}
            </span>
            {one.expectedEnd ? (
              <span className="meta">
                <Expected at={one.expectedEnd} />
              </span>
            ) : null}
            <Checkbox
              label={words.join}
              aria-label={`${words.join}: ${one.title}`}
              checked={one.id === chosen}
              onChange={(e) => onChoose(e.currentTarget.checked ? one.id : undefined)}
            />
          </li>
        ))}
      </ul>
      {items.length > shown.length ? (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {words.all(items.length)}
        </button>
      ) : null}
    </>
  );
}
