/**
 * One window of a browser is the phone. Who holds the lock is it; the others mirror what it shows and pass on what is
 * pressed in them. The window that has it keeps it until it closes or somebody asks for it elsewhere: a case opened in
 * a second window must not cost a running call.
 */
const NAME = '1022.phone';

export interface Tabs<M> {
  /** Makes this window the phone, whoever has it now. */
  take(): void;
  /** This window has the lock, though the telephone itself may be open on another computer. */
  holds(): boolean;
  send(message: M): void;
  leave(): void;
}

export interface TabListener<M> {
  /** This window became the phone, or learned that another one is. */
  onMine(mine: boolean): void;
  onMessage(message: M): void;
  /** Another window has just come and wants to know where things stand. */
  onGreeting(): void;
}

type Wire<M> = { kind: 'greeting' } | { kind: 'message'; message: M };

/** Joins the windows of this browser. Needs a secure context, as the microphone does. */
export function joinTabs<M>(listener: TabListener<M>): Tabs<M> {
  const channel = new BroadcastChannel(NAME);
  let waiting: AbortController | null = null;
  let release: (() => void) | null = null;
  let left = false;

  channel.onmessage = (event: MessageEvent<Wire<M>>) => {
    if (event.data.kind === 'greeting') listener.onGreeting();
    else listener.onMessage(event.data.message);
  };

  function hold(): Promise<void> {
    listener.onMine(true);
    return new Promise((resolve) => {
      release = resolve;
    });
  }

  /** Stands in line behind the window that has it: when that one closes, the phone goes on here. */
  function queue(): void {
    if (left) return;
    const controller = new AbortController();
    waiting = controller;
    navigator.locks
      .request(NAME, { signal: controller.signal }, () => {
        if (waiting === controller) waiting = null;
        return left ? undefined : hold();
      })
      .catch(() => (controller.signal.aborted ? undefined : lost()));
  }

  function lost(): void {
    release = null;
    if (left) return;
    listener.onMine(false);
    queue();
  }

  navigator.locks
    .request(NAME, { ifAvailable: true }, (lock) => {
      if (left) return undefined;
      if (lock) return hold();
      listener.onMine(false);
      queue();
      return undefined;
    })
    .catch(lost);
  post({ kind: 'greeting' });

  function post(wire: Wire<M>): void {
    if (!left) channel.postMessage(wire);
  }

  return {
    take() {
      if (left) return;
      // It is here already, but was opened on another computer: taken back.
      if (release) return listener.onMine(true);
      waiting?.abort();
      waiting = null;
      navigator.locks.request(NAME, { steal: true }, () => (left ? undefined : hold())).catch(lost);
    },
    holds: () => release !== null,
    send: (message) => post({ kind: 'message', message }),
    leave() {
      left = true;
      waiting?.abort();
      release?.();
      channel.close();
    },
  };
}
