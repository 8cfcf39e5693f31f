/** The languages in which we speak to people who work here. */
export type SpokenLanguage = 'vi' | 'en';

/** One sentence for whoever reads it, in both languages: without one of them it does not compile. */
export type Said = Readonly<Record<SpokenLanguage, string>>;
