/** Keeps the line to the exchange: borrows an account, opens the connection, borrows the next before that one ends. */
import { borrowAccount, takenOver } from './account.ts';
import { type Line, openLine, type Session } from './sip-line.ts';
import type { Input } from './state.ts';

export interface LineKeeper {
  /** @param take although another browser has the telephone */
  open(take: boolean): void;
  /** The number of the account in use; null while there is none, or the next one is on its way. */
  account(): number | null;
  /** After a refusal: with a fresh account, sooner or later. */
  renewLater(): void;
  close(politely: boolean): void;
}

export interface LineUser {
  tell(input: Extract<Input, { is: 'line' | 'line_failed' | 'taken' }>): void;
  onInvite(session: Session, headers: { callId: string | null; offerId: string | null; auto: boolean }): void;
}

/** An account is changed for the next one this long before its end. */
const EARLY_MS = 60_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** Makes the keeper; nothing happens before `open`. */
export function keepLine(user: LineUser): LineKeeper {
  let line: Line | null = null;
  let name: string | null = null;
  let number: number | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Grows with each opening and closing: an answer that comes later than that belongs to nobody.
  let turn = 0;

  async function borrow(take = false): Promise<void> {
    const mine = ++turn;
    clearTimeout(timer);
    number = null;
    const found = await borrowAccount(take);
    if (mine !== turn) return;
    if ('elsewhere' in found) return user.tell({ is: 'taken' });
    if ('trouble' in found) return user.tell({ is: 'line_failed', trouble: found.trouble });
    const { account, expiresIn } = found;
    timer = setTimeout(() => void borrow(), Math.max(expiresIn - EARLY_MS, EARLY_MS / 2));
    number = found.number;
    if (line && name === account.username) return line.renew(account.password);
    // The account is gone, so nobody needs a goodbye; and a BYE would end the talk that is to go on with the next one.
    line?.close(false);
    name = account.username;
    // Some of this is told before the line is in our hands: while it is being opened it is nobody else's.
    let opened: Line | null = null;
    const current = () => line === opened || opened === null;
    opened = openLine(account, {
      onConnecting: () => current() && user.tell({ is: 'line', line: 'connecting' }),
      onRegistered() {
        if (!current()) return;
        failures = 0;
        user.tell({ is: 'line', line: 'ready' });
      },
      onLost(refused) {
        if (!current()) return;
        if (refused) user.tell({ is: 'line_failed', trouble: 'socket_refused' });
        else user.tell({ is: 'line', line: 'lost' });
      },
      onRefused: () => void refused(opened),
      onInvite: user.onInvite,
    });
    line = opened;
  }

  /** Refused because it was opened on another computer, or because the exchange has forgotten us? */
  async function refused(by: Line | null): Promise<void> {
    if (line !== by) return;
    const elsewhere = number !== null && (await takenOver(number));
    if (line !== by) return;
    user.tell(elsewhere ? { is: 'taken' } : { is: 'line_failed', trouble: 'registration_refused' });
  }

  return {
    open: (take) => void borrow(take),
    account: () => number,
    renewLater() {
      turn++;
      clearTimeout(timer);
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++);
      timer = setTimeout(() => {
        // A new connection altogether: the old one was told no.
        line?.close(false);
        line = null;
        void borrow();
      }, wait);
    },
    close(politely) {
      turn++;
      failures = 0;
      clearTimeout(timer);
      line?.close(politely);
      line = null;
      name = null;
      number = null;
    },
  };
}
