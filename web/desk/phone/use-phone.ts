import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from '../../lib/store.ts';
import { currentCallsQuery, foremost } from './call-queries.ts';
import { phone } from './phone-door.ts';
import { phaseOf } from './state.ts';

/** The phone, its phase, and the call in the foreground. */
export function usePhone() {
  const state = useStore(phone);
  const data = useQuery(currentCallsQuery).data;
  return { state, phase: phaseOf(state), call: foremost(data?.calls ?? []), readAt: data?.readAt ?? 0 };
}

/** “3:07”, “1:02:45”: as a telephone shows it. Pure. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Seconds since the server said `base`, counted on by this computer's steady clock; `down`: the other way, not below 0. */
export function useTicking(base: number, readAt: number, down = false): number {
  const compute = () => base + ((down ? -1 : 1) * (performance.now() - readAt)) / 1000;
  const [value, setValue] = useState(compute);
  useEffect(() => {
    const tick = () => setValue(base + ((down ? -1 : 1) * (performance.now() - readAt)) / 1000);
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [base, readAt, down]);
  return Math.max(0, value);
}
