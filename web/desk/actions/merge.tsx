import { Radio, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/index.ts';
import { caseQuery } from '../../lib/queries.ts';
import { incidentsQuery } from '../incidents/incident-queries.ts';
import { can, useSession } from '../session.tsx';
import { deskAction } from './desk-action.ts';

/** Incidents that go on are offered by name; everything else by its code. */
const OFFERED = 5;

export const merge = deskAction<{ into: string }>({
  icon: 'merge',
  shortcut: 'm',
  start: { into: '' },
  required: ['into'],
  Form: function MergeForm({ values, set, errors, item }) {
    const t = useT();
    const whole = /^1022-\d{6}-\d{4,}$/.test(values.into) && values.into !== item.code;
    const reads = can(useSession(), 'incident.read');
    const open = useInfiniteQuery({ ...incidentsQuery('open'), enabled: reads }).data?.pages[0]?.items ?? [];
    const offered = open.filter((one) => one.case.code !== item.code).slice(0, OFFERED);
    const parent = useQuery({ ...caseQuery(values.into), enabled: whole, retry: false });
    return (
      <>
        {offered.length > 0 ? (
          <Radio.Group label={t.incidents.pick} value={values.into} onChange={(into) => set({ into })}>
            {offered.map((one) => (
              <Radio key={one.id} value={one.case.code} label={one.title} description={one.case.code} my={6} />
            ))}
          </Radio.Group>
        ) : null}
        <TextInput
          label={t.actionForm.field.into}
          placeholder="1022-261123-0412"
          value={values.into}
          onChange={(e) => set({ into: e.currentTarget.value.trim() })}
          error={errors.into ?? (whole && parent.isError ? t.actionForm.noSuchCase : undefined)}
          description={
            parent.data ? [parent.data.title, parent.data.place?.text].filter(Boolean).join(' · ') : undefined
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          withAsterisk
          data-autofocus
        />
      </>
    );
  },
});
