import type { AdminWords } from '../admin-pages.ts';
import { installation } from './admin-installation.ts';
import { deputies, roles, sessions, user } from './admin-people.ts';
import { areas, categories, trees } from './admin-trees.ts';

export const adminPages: AdminWords = { areas, categories, deputies, installation, roles, sessions, trees, user };
