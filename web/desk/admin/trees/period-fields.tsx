import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import type { TreeUse } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { numberText, useLanguage } from '../../../i18n/index.ts';
import rows from '../../../ui/rows.module.css';

interface Period {
  validFrom: string;
  /** Empty = for ever. */
  validTo: string;
}

/** From when to when it may be chosen, and, once an end is named, what becomes of the cases that have it. */
export function PeriodFields(props: {
  value: Period;
  errors: Record<string, string>;
  use: TreeUse | undefined;
  onChange(period: Partial<Period>): void;
}): JSX.Element {
  const words = useAdminWords().trees;
  const language = useLanguage();
  const { value, errors, use, onChange } = props;
  const open = use?.openCases ?? 0;
  return (
    <fieldset className={rows.group}>
      <legend>{words.period}</legend>
      <div className={rows.two}>
        <TextInput
          type="date"
          label={words.validFrom}
          value={value.validFrom}
          error={errors.validFrom}
          onChange={(e) => onChange({ validFrom: e.currentTarget.value })}
          required
        />
        <TextInput
          type="date"
          label={words.validTo}
          description={words.validToHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={value.validTo}
          error={errors.validTo}
          onChange={(e) => onChange({ validTo: e.currentTarget.value })}
        />
      </div>
      {value.validTo && open > 0 ? <p role="status">{words.keepsCases(numberText(open, language))}</p> : null}
    </fieldset>
  );
}
