import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/index.ts';
import { currentCallsQuery } from './call-queries.ts';
import type { Trouble } from './state.ts';

/** What stands in the way, in words; a telephone that is open elsewhere with the name of that browser. */
export function useTroubleText(trouble: Trouble): string {
  const t = useT();
  const device = useQuery({ ...currentCallsQuery, enabled: trouble === 'taken_elsewhere' }).data?.phone.device;
  return trouble === 'taken_elsewhere' && device ? t.phone.openAt(device) : t.phone.trouble[trouble];
}
