import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import rows from '../../ui/rows.module.css';
import styles from './channels.module.css';
import { NUMBERS, type ZaloValues } from './zalo-values.ts';

interface Props {
  values: ZaloValues;
  onChange(part: Partial<ZaloValues>): void;
  errors: Record<string, string>;
}

/** Limits of Zalo and the points on which its documents differ: rarely touched, so folded away. */
export function ZaloDoubtful({ values, onChange, errors }: Props): JSX.Element {
  const words = useT().channels.zalo;
  const text = (name: 'apiUrl' | 'oauthUrl') => (
    <TextInput
      label={words[name]}
      type="url"
      value={values[name]}
      onChange={(e) => onChange({ [name]: e.currentTarget.value.trim() })}
      error={errors[`settings.${name}`]}
    />
  );
  return (
    <details className={rows.group}>
      <summary>{words.more}</summary>
      <div className={styles.more}>
        <p className="meta">{words.moreText}</p>
        <div className={rows.two}>
          {NUMBERS.map((name) => (
            <TextInput
              key={name}
              label={words[name]}
              inputMode="numeric"
              value={values[name]}
              onChange={(e) => onChange({ [name]: e.currentTarget.value.trim() })}
              error={errors[`settings.${name}`]}
            />
          ))}
          <NativeSelect
            label={words.macFirstTerm}
            data={(['either', 'app_id', 'oa_id'] as const).map((value) => ({ value, label: words.macFirst[value] }))}
            value={values.macFirstTerm}
            onChange={(e) => onChange({ macFirstTerm: e.currentTarget.value as ZaloValues['macFirstTerm'] })}
          />
          <NativeSelect
            label={words.macKey}
            data={(['oa_secret', 'app_secret'] as const).map((value) => ({ value, label: words.macKeys[value] }))}
            value={values.macKey}
            onChange={(e) => onChange({ macKey: e.currentTarget.value as ZaloValues['macKey'] })}
          />
          {text('apiUrl')}
          {text('oauthUrl')}
        </div>
        <Textarea
          label={words.mediaHosts}
          description={words.mediaHostsHint}
          value={values.mediaHosts}
          onChange={(e) => onChange({ mediaHosts: e.currentTarget.value })}
          error={errors['settings.mediaHosts']}
          autosize
          minRows={3}
        />
        <Checkbox
          label={words.sendLate}
          checked={values.sendLate}
          onChange={(e) => onChange({ sendLate: e.currentTarget.checked })}
        />
        <Checkbox
          label={words.appSecretProof}
          checked={values.appSecretProof}
          onChange={(e) => onChange({ appSecretProof: e.currentTarget.checked })}
        />
      </div>
    </details>
  );
}
