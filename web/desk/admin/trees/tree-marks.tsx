import type { JSX } from 'react';
import type { TreeUse } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { numberText, useLanguage } from '../../../i18n/index.ts';
import { now } from '../../../lib/clock.ts';
import { dayText, isoDayOf } from '../../../lib/format-time.ts';
import { Chip } from '../../../ui/marks.tsx';
import { validityOn } from './category-tree.ts';

/** Says when a record is not, or not for ever, in use; nothing for the ordinary. */
export function ValidityChip({ row }: { row: { validFrom: string; validTo: string | null } }): JSX.Element | null {
  const words = useAdminWords().trees;
  const language = useLanguage();
  const state = validityOn(row, isoDayOf(now()));
  const day = (iso: string) => dayText(`${iso}T12:00:00+07:00`, now(), language);
  if (state === 'ended')
    return (
      <Chip tone="slate" icon="power">
        {words.ended(day(row.validTo ?? ''))}
      </Chip>
    );
  if (state === 'coming')
    return (
      <Chip tone="violet" icon="calendar">
        {words.coming(day(row.validFrom))}
      </Chip>
    );
  if (row.validTo === null) return null;
  return (
    <Chip tone="amber" icon="calendar">
      {words.until(day(row.validTo))}
    </Chip>
  );
}

/** How much hangs on it; nothing while it is not known. */
export function UseText({ use }: { use: TreeUse | undefined }): JSX.Element {
  const words = useAdminWords().trees;
  const language = useLanguage();
  const n = (count: number) => numberText(count, language);
  if (!use || use.allCases + use.policies === 0) return <span className="meta">{words.unused}</span>;
  return (
    <span className="meta num">
      {words.open(n(use.openCases))} · {words.all(n(use.allCases))}
      {use.policies > 0 ? ` · ${words.policies(n(use.policies))}` : ''}
    </span>
  );
}
