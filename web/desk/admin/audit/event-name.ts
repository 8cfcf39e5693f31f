import { useCallback } from 'react';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';

/** What an event is called on screen, by its type; the type itself for one without a name. */
export function useEventName(): (type: string) => string {
  const { events } = useT();
  const { kind } = useAdminWords().audit;
  return useCallback(
    (type: string) => {
      const ofCase = events.title[type.slice(5) as keyof typeof events.title];
      return (type.startsWith('case.') ? ofCase : (events.other[type] ?? kind[type])) ?? type;
    },
    [events, kind],
  );
}
