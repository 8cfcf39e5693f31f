import type { ComponentType } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import type { IconName } from '../../ui/icons.tsx';

export interface FormProps<V> {
  values: V;
  set(change: Partial<V>): void;
  /** Field path → message, from the server's 422 or from a missing required field. */
  errors: Record<string, string>;
  item: CaseView;
  /** The same form for several cases, of which `item` is one: nothing in it may belong to one alone. */
  many?: boolean;
}

/** One thing a person may do with a case, as the desk shows it. The server decides when it is offered. */
export interface DeskAction<V extends object = object> {
  icon: IconName;
  /** A letter that works while the menu of actions is open. */
  shortcut: string;
  danger?: boolean;
  /** Empty form; the server's `initial` values are laid over it. */
  start: V;
  required: readonly (keyof V & string)[];
  Form: ComponentType<FormProps<V>> | null;
  /** False when what was chosen in the form makes the announced effects untrue; they are then not shown. */
  effectsHold?(values: V, initial: Record<string, unknown>): boolean;
  /** Turns the server's `initial` values into form values where the two differ. */
  fromInitial?(initial: Record<string, unknown>, item: CaseView): Partial<V>;
  /** What goes over the wire; by default the values without empty texts. */
  toBody?(values: V): Record<string, unknown>;
}

/** Declares an action; exists so that the values of form, `start` and `required` are checked against each other. */
export function deskAction<V extends object>(action: DeskAction<V>): DeskAction {
  return action as unknown as DeskAction;
}

/** Leaves out what was not filled in, so that the server sees “not given” and not “empty”. */
export function withoutEmpty(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== '' && v !== undefined && v !== null));
}

/** Two answers to one question stand side by side; everything else is one main button and a menu. */
export const PAIRS: Partial<Record<ActionName, ActionName>> = {
  approve: 'reject_draft',
  grant: 'refuse',
  accept_report: 'send_back_report',
};
