import type { z } from 'zod';

/** A kind of event: its name `noun.verb_past` and the shape of its data (ids and changed fields only). */
export interface EventDefinition<T = unknown> {
  readonly type: string;
  readonly schema: z.ZodType<T>;
}

const definitions = new Map<string, EventDefinition>();

/** Declares an event once; a second declaration of the same name is a programming error. */
export function defineEvent<T>(type: string, schema: z.ZodType<T>): EventDefinition<T> {
  if (definitions.has(type)) throw new Error(`event ${type} is defined twice`);
  const definition = { type, schema };
  definitions.set(type, definition as EventDefinition);
  return definition;
}

/** Every declared event, for the boot check and the documentation. */
export function eventDefinitions(): ReadonlyMap<string, EventDefinition> {
  return definitions;
}
