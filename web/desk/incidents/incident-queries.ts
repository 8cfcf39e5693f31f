import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { listIncidentSounds } from '../../../contract/incident-sounds.ts';
import {
  changeIncident,
  declareIncident,
  endIncident,
  getIncident,
  type IncidentState,
  listIncidents,
  suggestIncidents,
} from '../../../contract/incidents.ts';
import { call } from '../../lib/api.ts';
import { createUnanswered } from '../../lib/unanswered.ts';

/** New cases come without an event of ours: how often suggestions are looked for. */
const LOOK_MS = 60_000;
/** While a voice is being made. */
const MAKING_MS = 2_000;

/** Incidents that go on, or those that ended, page by page. */
export const incidentsQuery = (state: IncidentState) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', state],
    queryFn: ({ pageParam }) => call(listIncidents, { query: { state, cursor: pageParam } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['incidents', 'one', id],
    queryFn: () => call(getIncident, { params: { id } }),
  });

/** Whether callers hear of the incidents that go on. */
export const soundsQuery = queryOptions({
  queryKey: ['incidents', 'sounds'],
  queryFn: () => call(listIncidentSounds, {}),
  refetchInterval: (query) => (query.state.data?.items.some((one) => one.state === 'making') ? MAKING_MS : false),
});

export const suggestionsQuery = queryOptions({
  queryKey: ['incidents', 'suggestions'],
  queryFn: () => call(suggestIncidents, {}),
  refetchInterval: LOOK_MS,
});

export const renewIncidents = (client: QueryClient) => client.invalidateQueries({ queryKey: ['incidents'] });

const unanswered = createUnanswered();

type Body<E extends { body?: unknown }> = E extends { body?: infer B }
  ? B extends { _zod: { input: infer I } }
    ? I
    : never
  : never;

/** Writes go under a key, so that pressing again after a lost answer does it once. */
export const sendDeclare = (body: Body<typeof declareIncident>) =>
  unanswered.send(JSON.stringify(['declare', body]), (idempotencyKey) =>
    call(declareIncident, { body, idempotencyKey }),
  );

export const sendChange = (id: number, body: Body<typeof changeIncident>) =>
  unanswered.send(JSON.stringify(['change', id, body]), (idempotencyKey) =>
    call(changeIncident, { params: { id }, body, idempotencyKey }),
  );

export const sendEnd = (id: number, body: Body<typeof endIncident>) =>
  unanswered.send(JSON.stringify(['end', id, body]), (idempotencyKey) =>
    call(endIncident, { params: { id }, body, idempotencyKey }),
  );
