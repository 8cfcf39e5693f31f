import { createRootRoute } from '@tanstack/react-router';
import { NotFound } from './shell/failures.tsx';
import { Root } from './shell/root.tsx';

/** Stands above every address of the desk. */
export const root = createRootRoute({ component: Root, notFoundComponent: NotFound });
