import type { AdminWords } from '../admin-pages.ts';
import { installation } from './admin-installation.ts';

export const adminPages: AdminWords = { installation };
