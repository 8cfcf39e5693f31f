import { installation } from './admin-installation.ts';
import { areas, categories, trees } from './admin-trees.ts';

/** Texts of the administration pages that are loaded with them. */
export const adminPages = { areas, categories, installation, trees };
