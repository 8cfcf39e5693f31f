import { z } from 'zod';

/** The languages in which we speak to people who work here. */
export type SpokenLanguage = 'vi' | 'en';

/** One sentence for whoever reads it, in both languages: without one of them it does not compile. */
export type Said = Readonly<Record<SpokenLanguage, string>>;

/** The same where a response carries both, for the reader to choose: lists that are kept while the language changes. */
export const said = z.object({ vi: z.string(), en: z.string() }).meta({ id: 'Said' });
