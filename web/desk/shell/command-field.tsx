import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, type KeyboardEvent, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { matches } from '../../lib/fold.ts';
import { readCases } from '../../lib/queries.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { can, useSession } from '../session.tsx';
import styles from './command-field.module.css';
import { navEntries } from './nav.tsx';

interface Hit {
  id: string;
  icon: IconName;
  text: string;
  aside?: string;
  go(): void;
}
const CASE_CODE = /^\s*(1022-\d{6}-\d{4,})\s*$/;
const MOST_CASES = 8;

/** One field to find a case (code, words with or without accents) or to go to a page. */
export default function CommandField({ onClose }: { onClose(): void }): JSX.Element {
  const t = useT();
  return (
    <Modal.Root opened onClose={onClose} size="40rem" yOffset="10vh">
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content aria-label={t.header.searchLabel}>
        <Modal.Body p={0}>
          <Finder onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onClose }: { onClose(): void }): JSX.Element {
  const t = useT();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useHits(text, onClose);
  const chosen = hits[Math.min(at, hits.length - 1)];
  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt((i) => Math.min(i + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt((i) => Math.max(i - 1, 0));
    else if (event.key === 'Enter') chosen?.go();
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        leftSection={<Icon name="search" />}
        placeholder={t.list.search}
        aria-label={t.header.searchLabel}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="command-hits"
        aria-activedescendant={chosen ? `hit-${chosen.id}` : undefined}
        value={text}
        onChange={(e) => {
          setText(e.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={steer}
        className={styles.field}
      />
      <div role="listbox" id="command-hits" className={styles.hits} aria-label={t.header.searchLabel}>
        {hits.map((hit) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are steered in the field
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
          <div
            key={hit.id}
            id={`hit-${hit.id}`}
            role="option"
            aria-selected={hit === chosen}
            className={styles.hit}
            onClick={hit.go}
          >
            <Icon name={hit.icon} />
            <span className={styles.text}>{hit.text}</span>
            <span className={styles.aside}>{hit.aside}</span>
          </div>
        ))}
      </div>
      {hits.length === 0 ? <p className={styles.none}>{t.common.nothingFound}</p> : null}
    </div>
  );
}

function useHits(text: string, onClose: () => void): Hit[] {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const [q] = useDebouncedValue(text.trim(), 200);
  const view = can(session, 'case.list_all') ? 'all' : 'unit';
  const found = useQuery({
    queryKey: ['cases', 'find', view, q],
    queryFn: () => readCases(view, { q }, undefined, MOST_CASES),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
  const go = (to: () => unknown) => () => {
    onClose();
    to();
  };
  const pages = [
    ...navEntries(session, t),
    ...(can(session, 'case.create')
      ? [{ icon: 'plus' as const, label: t.nav.newCase, link: { to: '/cases/new' as const } }]
      : []),
  ].filter((entry) => text.trim() === '' || matches(entry.label, text));
  const code = CASE_CODE.exec(text)?.[1];
  const cases = q.length >= 2 && text.trim() ? (found.data?.items ?? []) : [];
  return [
    ...(code && !cases.some((c) => c.code === code)
      ? [
          {
            id: code,
            icon: 'document' as const,
            text: code,
            go: go(() => navigate({ to: '/cases/$code', params: { code } })),
          },
        ]
      : []),
    ...pages.map((entry) => ({
      id: entry.label.replaceAll(' ', '-'),
      icon: entry.icon,
      text: entry.label,
      go: go(() => navigate(entry.link as { to: '/' })),
    })),
    ...cases.map((c) => ({
      id: c.code,
      icon: 'document' as const,
      text: c.title,
      aside: `${c.code} · ${t.status[c.status]}`,
      go: go(() => navigate({ to: '/cases/$code', params: { code: c.code } })),
    })),
  ];
}
