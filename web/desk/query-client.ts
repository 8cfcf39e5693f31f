import { createQueryClient } from '../lib/queries.ts';

/** What was read from the server, for the whole desk; apart from the components, so that addresses can begin to read. */
export const queryClient = createQueryClient();
