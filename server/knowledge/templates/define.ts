import type { TemplateGroup } from '../../../contract/templates.ts';
import type { Said } from '../../platform/said.ts';

/** A value that stands in for `{{name}}`. */
export interface Variable {
  /** What it is, in words for the administrator. */
  meaning: string;
  /** must: has to stand in the text · may: can be left out · empty: may have no value, its line then goes away. */
  use: 'must' | 'may' | 'empty';
  /** For the preview. */
  sample: string;
}

export interface Wording {
  /** Heading or subject line; only where the template has one. */
  subject?: string;
  body: string;
}

/** A text that goes out, with the wording of the release. */
export interface Template<V extends Record<string, Variable> = Record<string, Variable>> {
  group: TemplateGroup;
  name: Said;
  /** When it is used, in words for the administrator. */
  purpose: Said;
  variables: V;
  /** A letter that a province may do without: whether it goes out until somebody decides otherwise. */
  optional?: 'on' | 'off';
  vi: Wording;
  en?: Wording;
}

/** Declares a template; exists so that the names of its variables are checked wherever it is used. */
export function template<const V extends Record<string, Variable>>(t: Template<V>): Template<V> {
  return t;
}

/** The values a template asks for: those that may be empty may be null. */
export type VarsOf<T> =
  T extends Template<infer V>
    ? { [K in keyof V as V[K]['use'] extends 'empty' ? never : K]: string } & {
        [K in keyof V as V[K]['use'] extends 'empty' ? K : never]?: string | null;
      }
    : never;

export const must = <const S extends string>(meaning: string, sample: S) => ({ meaning, use: 'must', sample }) as const;
export const may = <const S extends string>(meaning: string, sample: S) => ({ meaning, use: 'may', sample }) as const;
export const empty = <const S extends string>(meaning: string, sample: S) =>
  ({ meaning, use: 'empty', sample }) as const;
