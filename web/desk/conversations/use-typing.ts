import { useEffect, useRef } from 'react';
import { typeInConversation } from '../../../contract/conversations.ts';
import { call } from '../../lib/api.ts';

const TYPING_MS = 3_000;

/** Tells the channel at most every three seconds that somebody types, and once when he has stopped. */
export function useTyping(id: string, able: boolean): (on: boolean) => void {
  const last = useRef(0);
  const stop = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (on: boolean) => void call(typeInConversation, { params: { id }, body: { on } }).catch(() => {});
  useEffect(() => () => clearTimeout(stop.current), []);
  return (on) => {
    if (!able) return;
    clearTimeout(stop.current);
    const now = performance.now();
    if (!on) {
      if (last.current > 0) tell(false);
      last.current = 0;
      return;
    }
    if (last.current === 0 || now - last.current > TYPING_MS) {
      last.current = now;
      tell(true);
    }
    stop.current = setTimeout(() => {
      last.current = 0;
      tell(false);
    }, 2 * TYPING_MS);
  };
}
