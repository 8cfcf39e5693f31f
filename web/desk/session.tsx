import { useSuspenseQuery } from '@tanstack/react-query';
import type { SessionView } from '../../contract/session.ts';
import { sessionQuery } from '../lib/queries.ts';

export { can, holds, type Permission, signs } from './rights.ts';

/** Who sits here. Only below the guard in shell/root.tsx, which has loaded the session. */
export function useSession(): SessionView {
  return useSuspenseQuery(sessionQuery).data;
}
