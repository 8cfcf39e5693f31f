import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listUsers, type User } from '../../../../contract/org.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';

const TYPING_MS = 200;

/** One account among all, found on the server by name or user name. For administrators. */
export function UserPicker(props: {
  label: string;
  description?: string;
  value: string;
  onChange(username: string): void;
  /** User name that makes no sense here. */
  without?: string;
  /** People who have left can be chosen, too: for looking back. */
  former?: boolean;
  error?: string | undefined;
  required?: boolean;
}): JSX.Element {
  const t = useT();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), TYPING_MS);
  const [chosen, setChosen] = useState<User | null>(null);
  // Chosen by somebody else than this field: by the address, or by a touch on a name.
  const given = useQuery({
    queryKey: ['users', 'pick', props.value],
    queryFn: () => call(listUsers, { query: { q: props.value, limit: 30 } }),
    enabled: props.value !== '' && chosen?.username !== props.value,
  });
  const own = chosen?.username === props.value ? chosen : given.data?.items.find((u) => u.username === props.value);
  // What stands in the field after choosing is the label, not a search.
  const asked = own && q === labelOf(own) ? '' : q;
  const found = useQuery({
    queryKey: ['users', 'pick', asked],
    queryFn: () => call(listUsers, { query: { q: asked || undefined, limit: 30 } }),
    placeholderData: keepPreviousData,
  });
  const items = (found.data?.items ?? []).filter(
    (u) => (props.former || !u.disabledAt) && u.username !== props.without,
  );
  const all = own && !items.some((u) => u.username === own.username) ? [own, ...items] : items;
  return (
    <Select
      label={props.label}
      description={props.description}
      data={all.map((u) => ({ value: u.username, label: labelOf(u) }))}
      value={props.value || null}
      onChange={(username) => {
        setChosen(all.find((u) => u.username === username) ?? null);
        props.onChange(username ?? '');
      }}
      searchValue={text}
      onSearchChange={setText}
      // The server has found them, without accents.
      filter={({ options }) => options}
      error={props.error}
      required={props.required ?? false}
      searchable
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': t.common.clear }}
      nothingFoundMessage={t.common.nothingFound}
      maxDropdownHeight={320}
    />
  );
}

const labelOf = (u: User) => `${u.displayName} (${u.username})`;
