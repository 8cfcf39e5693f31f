import { z } from 'zod';
import { INCIDENT_ENDS } from '../../../contract/incidents.ts';
import { defineEvent } from '../../platform/events/index.ts';

const incidentId = z.number().int();

/** Facts about incidents, each on the case that carries it and told to whoever sees that case. Never the words. */
export const incidentDeclared = defineEvent('incident.declared', z.object({ incidentId }));
export const incidentChanged = defineEvent(
  'incident.changed',
  z.object({ incidentId, fields: z.array(z.string()), version: z.number().int() }),
);
export const incidentEnded = defineEvent(
  'incident.ended',
  z.object({ incidentId, why: z.enum(INCIDENT_ENDS), reason: z.string().nullable() }),
);
export const incidentPolicyChanged = defineEvent(
  'incident.policy_changed',
  z.object({ from: z.number().int(), hours: z.number().int() }),
);
