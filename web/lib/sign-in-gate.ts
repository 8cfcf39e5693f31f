import { createStore } from './store.ts';

/**
 * When the session ends under somebody's hands, requests wait here while a dialog over the page asks for the password;
 * afterwards they are sent again, and nothing typed is lost. `waiting` is null while nobody has to sign in.
 */
export interface Gate {
  pass(): void;
  giveUp(): void;
}

export const signInGate = createStore<Gate | null>(null);
let pending: Promise<boolean> | null = null;

/** Resolves to true once the person has signed in again, to false when they gave up. */
export function askSignIn(): Promise<boolean> {
  pending ??= new Promise<boolean>((resolve) => {
    const end = (passed: boolean) => {
      pending = null;
      signInGate.set(null);
      resolve(passed);
    };
    signInGate.set({ pass: () => end(true), giveUp: () => end(false) });
  });
  return pending;
}
