import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { type AreaRecord, createArea, type TreeUse, updateArea } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { now } from '../../../lib/clock.ts';
import { isoDayOf } from '../../../lib/format-time.ts';
import { fieldErrors } from '../../../lib/problem.ts';
import { Icon } from '../../../ui/icons.tsx';
import rows from '../../../ui/rows.module.css';
import { useToast } from '../../../ui/toast.tsx';
import styles from './area-form.module.css';
import { PeriodFields } from './period-fields.tsx';

type Place = AreaRecord['formerly'][number] & { key: number };

/** Adds, changes or retires a commune or ward; its code stays for ever. */
export function AreaForm(props: { area: AreaRecord | null; use: TreeUse | undefined; onDone(): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords().areas;
  const toast = useToast();
  const { area, use, onDone } = props;
  const [code, setCode] = useState(area?.code ?? '');
  const [v, setV] = useState({
    name: area?.name ?? '',
    shortName: area?.shortName ?? '',
    kind: area?.kind ?? '',
    validFrom: area?.validFrom ?? isoDayOf(now()),
    validTo: area?.validTo ?? '',
  });
  const [places, setPlaces] = useState<Place[]>((area?.formerly ?? []).map((p, key) => ({ ...p, key })));
  const save = useMutation({
    mutationFn: () => {
      const formerly = places.filter((p) => p.name.trim()).map(({ key: _, ...place }) => place);
      const body = { ...v, validTo: v.validTo || null, formerly };
      return area
        ? call(updateArea, { params: { code: area.code }, body })
        : call(createArea, { body: { code, ...body } });
    },
    onSuccess: () => {
      toast(words.saved);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const field = (key: 'name' | 'shortName' | 'kind') => ({
    label: words[key],
    value: v[key],
    error: errors[key],
    required: true,
    onChange: (e: { currentTarget: { value: string } }) => setV({ ...v, [key]: e.currentTarget.value }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput {...field('name')} data-autofocus />
        <TextInput {...field('shortName')} />
        <TextInput {...field('kind')} />
        <TextInput
          label={t.admin.units.code}
          description={words.codeHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value.toLowerCase())}
          error={errors.code}
          readOnly={area !== null}
          required
        />
      </div>
      <FormerPlaces places={places} onChange={setPlaces} />
      <PeriodFields value={v} errors={errors} use={use} onChange={(p) => setV({ ...v, ...p })} />
      {save.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {save.error.message}
        </p>
      ) : null}
      <Button type="submit" loading={save.isPending}>
        {t.common.save}
      </Button>
    </form>
  );
}

/** Names by which people still call parts of it; every search for a place knows them. */
function FormerPlaces({ places, onChange }: { places: Place[]; onChange(places: Place[]): void }): JSX.Element {
  const words = useAdminWords().areas;
  const change = (key: number, part: Partial<Place>) =>
    onChange(places.map((p) => (p.key === key ? { ...p, ...part } : p)));
  const add = () => {
    const key = Math.max(-1, ...places.map((p) => p.key)) + 1;
    onChange([...places, { key, name: '', district: '', code: '', scope: '' }]);
  };
  return (
    <fieldset className={rows.group}>
      <legend>{words.places}</legend>
      {places.map((place, i) => (
        <div key={place.key} className={styles.place}>
          <TextInput
            aria-label={words.placeName(i + 1)}
            placeholder={words.placeNamePlaceholder}
            value={place.name}
            onChange={(e) => change(place.key, { name: e.currentTarget.value })}
          />
          <TextInput
            aria-label={words.placeDistrict(i + 1)}
            placeholder={words.placeDistrictPlaceholder}
            value={place.district}
            onChange={(e) => change(place.key, { district: e.currentTarget.value })}
          />
          <TextInput
            aria-label={words.placeScope(i + 1)}
            placeholder={words.placeScopePlaceholder}
            value={place.scope}
            onChange={(e) => change(place.key, { scope: e.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.removePlace(place.name || String(i + 1))}
            onClick={() => onChange(places.filter((p) => p.key !== place.key))}
          >
            <Icon name="close" size={1} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" size="compact-md" leftSection={<Icon name="plus" size={0.875} />} onClick={add}>
          {words.addPlace}
        </Button>
      </div>
    </fieldset>
  );
}
