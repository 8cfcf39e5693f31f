import type { AdminWords } from '../admin-pages.ts';
import { audit } from './admin-audit.ts';
import { installation } from './admin-installation.ts';
import { deputies, roles, sessions, user } from './admin-people.ts';
import { system } from './admin-system.ts';
import { areas, categories, trees } from './admin-trees.ts';

export const adminPages: AdminWords = {
  areas,
  audit,
  categories,
  deputies,
  installation,
  roles,
  sessions,
  system,
  trees,
  user,
};
