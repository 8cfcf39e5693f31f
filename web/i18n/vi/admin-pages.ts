import { installation } from './admin-installation.ts';

/** Texts of the administration pages that are loaded with them. */
export const adminPages = { installation };
