import type { AdminWords } from '../admin-pages.ts';
import { installation } from './admin-installation.ts';
import { areas, categories, trees } from './admin-trees.ts';

export const adminPages: AdminWords = { areas, categories, installation, trees };
