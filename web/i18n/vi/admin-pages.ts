import { audit } from './admin-audit.ts';
import { installation } from './admin-installation.ts';
import { deputies, roles, sessions, user } from './admin-people.ts';
import { system } from './admin-system.ts';
import { areas, categories, trees } from './admin-trees.ts';

/** Texts of the administration pages that are loaded with them. */
export const adminPages = { areas, audit, categories, deputies, installation, roles, sessions, system, trees, user };
