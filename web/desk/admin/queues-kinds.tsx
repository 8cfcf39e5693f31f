import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { PresenceReason } from '../../../contract/routing.ts';
import { type KindView, putKind, putReason, putRoutingSettings } from '../../../contract/routing-admin.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import styles from '../routing/routing.module.css';

/** Saves, says so, reads again; a refusal is said in words. */
function useSave(save: () => Promise<unknown>, onSaved: () => void) {
  const t = useT();
  const toast = useToast();
  return useMutation({
    mutationFn: save,
    onSuccess: () => {
      toast(t.routing.admin.saved);
      onSaved();
    },
    onError: (error) => toast(error.message),
  });
}

/** What each kind of work asks of a person. */
export function KindsTable({ kinds, onSaved }: { kinds: readonly KindView[]; onSaved(): void }): JSX.Element {
  const t = useT();
  const words = t.routing.admin;
  const heads = [
    words.weight,
    words.priority,
    words.ageing,
    words.offerSeconds,
    words.keep,
    words.exclusive,
    words.yields,
  ];
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.kinds}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">{t.common.save}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <KindRow key={JSON.stringify(kind)} kind={kind} onSaved={onSaved} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KindRow({ kind, onSaved }: { kind: KindView; onSaved(): void }): JSX.Element {
  const t = useT();
  const words = t.routing.admin;
  const [value, setValue] = useState(kind);
  const name = t.routing.kind[kind.kind];
  const { kind: code, ...body } = value;
  const save = useSave(() => call(putKind, { params: { kind: code }, body }), onSaved);
  const number = (key: 'weight' | 'priority' | 'ageingSeconds' | 'offerSeconds' | 'keepSeconds', label: string) => (
    <td>
      <TextInput
        type="number"
        w="6.5rem"
        aria-label={`${name}: ${label}`}
        value={value[key] ?? ''}
        onChange={(e) => {
          const typed = e.currentTarget.value;
          setValue({ ...value, [key]: typed === '' && key === 'keepSeconds' ? null : Number(typed) });
        }}
      />
    </td>
  );
  const check = (key: 'exclusive' | 'yields', label: string) => (
    <td>
      <Checkbox
        aria-label={`${name}: ${label}`}
        checked={value[key]}
        onChange={(e) => setValue({ ...value, [key]: e.currentTarget.checked })}
      />
    </td>
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      {number('weight', words.weight)}
      {number('priority', words.priority)}
      {number('ageingSeconds', words.ageing)}
      {number('offerSeconds', words.offerSeconds)}
      {number('keepSeconds', words.keep)}
      {check('exclusive', words.exclusive)}
      {check('yields', words.yields)}
      <td>
        <Button
          size="compact-md"
          disabled={JSON.stringify(value) === JSON.stringify(kind)}
          loading={save.isPending}
          onClick={() => save.mutate()}
          aria-label={`${t.common.save}: ${name}`}
        >
          {t.common.save}
        </Button>
      </td>
    </tr>
  );
}

const CODE_OF = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);

/** Reasons of absence: rename, close, add. */
export function ReasonList({ reasons, onSaved }: { reasons: readonly PresenceReason[]; onSaved(): void }): JSX.Element {
  const fresh: PresenceReason = {
    code: '',
    name: '',
    nameEn: '',
    state: 'away',
    sort: 80,
    active: true,
    system: false,
  };
  return (
    <ul className={rows.rows}>
      {[...reasons, fresh].map((reason) => (
        <ReasonRow key={JSON.stringify(reason)} reason={reason} onSaved={onSaved} />
      ))}
    </ul>
  );
}

function ReasonRow({ reason, onSaved }: { reason: PresenceReason; onSaved(): void }): JSX.Element {
  const t = useT();
  const words = t.routing.admin;
  const [value, setValue] = useState(reason);
  const { code, system: _system, ...body } = value;
  const isNew = reason.code === '';
  const save = useSave(() => call(putReason, { params: { code: code || CODE_OF(value.name) }, body }), onSaved);
  const label = isNew ? words.addReason : reason.name;
  return (
    <li className={rows.row}>
      <TextInput
        aria-label={`${words.reasonName}: ${label}`}
        placeholder={isNew ? words.addReason : undefined}
        value={value.name}
        onChange={(e) => setValue({ ...value, name: e.currentTarget.value })}
      />
      <TextInput
        aria-label={`${words.reasonNameEn}: ${label}`}
        placeholder={words.reasonNameEn}
        value={value.nameEn}
        onChange={(e) => setValue({ ...value, nameEn: e.currentTarget.value })}
      />
      <NativeSelect
        aria-label={`${words.reasonState}: ${label}`}
        disabled={reason.system}
        data={(['away', 'busy'] as const).map((state) => ({ value: state, label: t.routing.presence.state[state] }))}
        value={value.state}
        onChange={(e) => setValue({ ...value, state: e.currentTarget.value as PresenceReason['state'] })}
      />
      {reason.system ? (
        <span className="meta">{words.system}</span>
      ) : (
        <Checkbox
          label={words.enabled}
          aria-label={`${words.enabled}: ${label}`}
          checked={value.active}
          onChange={(e) => setValue({ ...value, active: e.currentTarget.checked })}
        />
      )}
      <Button
        size="compact-md"
        disabled={JSON.stringify(value) === JSON.stringify(reason)}
        loading={save.isPending}
        onClick={() => save.mutate()}
        aria-label={`${t.common.save}: ${label}`}
      >
        {t.common.save}
      </Button>
    </li>
  );
}

export function SettingsForm(props: {
  settings: { offlineAfterSeconds: number; missedLimit: number };
  onSaved(): void;
}): JSX.Element {
  const t = useT();
  const words = t.routing.admin;
  const [offline, setOffline] = useState(String(props.settings.offlineAfterSeconds));
  const [missed, setMissed] = useState(String(props.settings.missedLimit));
  const body = { offlineAfterSeconds: Number(offline), missedLimit: Number(missed) };
  const save = useSave(() => call(putRoutingSettings, { body }), props.onSaved);
  return (
    <div className={rows.form}>
      <div className={rows.two}>
        <TextInput
          type="number"
          label={words.offlineAfter}
          value={offline}
          onChange={(e) => setOffline(e.currentTarget.value)}
        />
        <TextInput
          type="number"
          label={words.missed}
          value={missed}
          onChange={(e) => setMissed(e.currentTarget.value)}
        />
      </div>
      <div>
        <Button
          size="compact-md"
          loading={save.isPending}
          onClick={() => save.mutate()}
          aria-label={`${t.common.save}: ${words.settings}`}
        >
          {t.common.save}
        </Button>
      </div>
    </div>
  );
}
