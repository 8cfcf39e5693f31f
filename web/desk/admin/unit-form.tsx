import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { createUnit, type Unit, updateUnit } from '../../../contract/org.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { AreaPicker, UnitPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';

/** Adds a unit (`unit` null) or changes one; the code stays for ever. */
export function UnitForm({ unit, onDone }: { unit: Unit | null; onDone(): void }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const [code, setCode] = useState(unit?.code ?? '');
  const [v, setV] = useState({
    name: unit?.name ?? '',
    shortName: unit?.shortName ?? '',
    kind: unit?.kind ?? '',
    parent: unit?.parent ?? '',
    areaCode: unit?.areaCode ?? '',
    validFrom: unit?.validFrom ?? isoDayOf(now()),
    validTo: unit?.validTo ?? '',
  });
  const save = useMutation({
    mutationFn: () => {
      const body = { ...v, parent: v.parent || null, areaCode: v.areaCode || null, validTo: v.validTo || null };
      return unit
        ? call(updateUnit, { params: { code: unit.code }, body })
        : call(createUnit, { body: { code, ...body } });
    },
    onSuccess: () => {
      toast(t.admin.units.saved);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const field = (key: keyof typeof v) => ({
    value: v[key],
    error: errors[key],
    onChange: (e: { currentTarget: { value: string } }) => setV({ ...v, [key]: e.currentTarget.value }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <TextInput label={t.admin.units.name} {...field('name')} required data-autofocus />
      <div className={rows.two}>
        <TextInput label={t.admin.units.shortName} {...field('shortName')} required />
        <TextInput
          label={t.admin.units.code}
          description={t.admin.units.codeHint}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value.toLowerCase())}
          error={errors.code}
          readOnly={unit !== null}
          required
        />
        <TextInput label={t.admin.units.kind} {...field('kind')} required />
        <UnitPicker
          label={t.admin.units.parent}
          value={v.parent}
          onChange={(parent) => setV({ ...v, parent })}
          error={errors.parent}
        />
        <AreaPicker
          label={t.admin.units.area}
          value={v.areaCode}
          onChange={(areaCode) => setV({ ...v, areaCode })}
          error={errors.areaCode}
        />
        <span />
        <TextInput type="date" label={t.admin.units.validFrom} {...field('validFrom')} required />
        <TextInput type="date" label={t.admin.units.validTo} {...field('validTo')} />
      </div>
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
