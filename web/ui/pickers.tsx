import { type ComboboxItem, MultiSelect, type OptionsFilter, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type ReactNode, useMemo } from 'react';
import { useLanguage, useT } from '../i18n/index.ts';
import { matches } from '../lib/fold.ts';
import { areasQuery, categoriesQuery, unitsQuery } from '../lib/queries.ts';

interface PickerProps {
  label?: ReactNode;
  /** Instead of a visible label, where a table or a group already names it. */
  ariaLabel?: string;
  value: string;
  onChange(code: string): void;
  error?: string;
  description?: string;
  required?: boolean;
  placeholder?: string;
  /** Names the field to whoever listens for the focus above it. */
  'data-field'?: string;
}

/** Words that find an option besides its label: short names, former names. */
type Findable = ComboboxItem & { also?: string };
const SHOWN = 60;

/** What matches by its own name stands before what matches by a former or a short one. */
const foldedFilter: OptionsFilter = ({ options, search }) => {
  const all = options as Findable[];
  if (search.trim() === '') return all.slice(0, SHOWN);
  const byName = all.filter((o) => matches(o.label, search));
  const byOther = all.filter((o) => !byName.includes(o) && matches(`${o.label} ${o.also ?? ''}`, search));
  return [...byName, ...byOther].slice(0, SHOWN);
};

function Picker({ data, ariaLabel, ...props }: PickerProps & { data: Findable[] }): JSX.Element {
  const t = useT();
  return (
    <Select
      aria-label={ariaLabel}
      {...props}
      data={data}
      value={props.value || null}
      onChange={(code) => props.onChange(code ?? '')}
      searchable
      openOnFocus={false}
      onFocus={(e) => e.currentTarget.select()}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': t.common.clear }}
      nothingFoundMessage={t.common.nothingFound}
      filter={foldedFilter}
      maxDropdownHeight={320}
    />
  );
}

function useUnitOptions(only?: (routingRole: boolean) => boolean): Findable[] {
  const { data } = useQuery(unitsQuery);
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter((u) => only?.(u.routingRole) ?? true)
        .map((u) => ({ value: u.code, label: u.name, also: `${u.shortName} ${u.code.replaceAll('-', ' ')}` })),
    [data, only],
  );
}

const realUnit = (routingRole: boolean) => !routingRole;

/** One unit, found by name, short name or code, accents or none. Routing roles (“UBND cấp xã”) cannot be chosen. */
export function UnitPicker(props: PickerProps): JSX.Element {
  const t = useT();
  return <Picker placeholder={t.actionForm.field.pickUnit} {...props} data={useUnitOptions(realUnit)} />;
}

type Several = Omit<PickerProps, 'value' | 'onChange'> & { value: string[]; onChange(codes: string[]): void };

function PickSeveral({ data, ariaLabel, placeholder, ...props }: Several & { data: Findable[] }): JSX.Element {
  const t = useT();
  return (
    <MultiSelect
      aria-label={ariaLabel}
      placeholder={props.value.length > 0 ? undefined : placeholder}
      {...props}
      data={data}
      searchable
      openOnFocus={false}
      hidePickedOptions
      nothingFoundMessage={t.common.nothingFound}
      filter={foldedFilter}
      maxDropdownHeight={320}
    />
  );
}

/** Several units. */
export function UnitsPicker(props: Several): JSX.Element {
  const t = useT();
  return <PickSeveral placeholder={t.actionForm.field.pickUnit} {...props} data={useUnitOptions(realUnit)} />;
}

/** One category; children are shown with their parent's name. */
export function CategoryPicker(props: PickerProps): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(categoriesQuery);
  const options = useMemo(() => {
    const items = data?.items ?? [];
    const name = (c: (typeof items)[number]) => (language === 'vi' ? c.name : c.nameEn || c.name);
    const byCode = new Map(items.map((c) => [c.code, c]));
    return items.map((c) => {
      const parent = c.parent ? byCode.get(c.parent) : undefined;
      return {
        value: c.code,
        label: parent ? `${name(c)} (${name(parent)})` : name(c),
        also: c.code.replaceAll('-', ' '),
      };
    });
  }, [data, language]);
  return <Picker placeholder={t.actionForm.field.pickCategory} {...props} data={options} />;
}

function useAreaOptions(): Findable[] {
  const { data } = useQuery(areasQuery);
  return useMemo(
    () => (data?.items ?? []).map((a) => ({ value: a.code, label: a.name, also: a.formerly.join(' ') })),
    [data],
  );
}

/** One commune or ward; also found by the names it had before the merger. */
export function AreaPicker(props: PickerProps): JSX.Element {
  const t = useT();
  return <Picker placeholder={t.actionForm.field.pickArea} {...props} data={useAreaOptions()} />;
}

/** Several communes or wards. */
export function AreasPicker(props: Several): JSX.Element {
  const t = useT();
  return <PickSeveral placeholder={t.actionForm.field.pickArea} {...props} data={useAreaOptions()} />;
}
