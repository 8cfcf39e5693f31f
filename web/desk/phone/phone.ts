/** Carries out what the machine (state.ts) decides: account, SIP, microphone, ring, windows. One per window. */

import { leaveAccount } from './account.ts';
import { microphoneState, openMicrophone, watchDevices } from './devices.ts';
import { keepLine, type LineKeeper } from './keep-line.ts';
import { joinTabs, type Tabs } from './one-tab.ts';
import { bindPhone, lineQuality, phone, type Wish } from './phone-door.ts';
import type { Quality } from './quality.ts';
import type { Session } from './sip-line.ts';
import { type Effect, type Input, type PhoneState, START, step } from './state.ts';
import { startTalk, type Talk } from './talk.ts';
import { ring } from './tones.ts';

type Message = { kind: 'state'; state: PhoneState; quality: Quality | null } | { kind: 'wish'; wish: Wish };

/** How long an answered offer may wait for its ring. */
const INVITE_MS = 10_000;

export interface RunningPhone {
  /** My call as the server tells it, after each reading. */
  server(call: PhoneState['call']): void;
  /** Whether our server stands in connection with the exchange. */
  hotline(up: boolean): void;
  /** The newest account of this person: when it is newer than ours, the telephone was opened elsewhere. */
  newest(account: number | null): void;
  stop(): void;
}

/** Starts the phone of this window. */
export function startPhone(): RunningPhone {
  let state: PhoneState = START;
  let remote: { state: PhoneState; quality: Quality | null } | null = null;
  let session: Session | null = null;
  let next: Session | null = null;
  let talk: Talk | null = null;
  let late: ReturnType<typeof setTimeout> | undefined;
  // The person asked for it here: another browser is not asked.
  let claim = false;

  const line: LineKeeper = keepLine({
    tell,
    onInvite(incoming, headers) {
      next = incoming;
      tell({ is: 'invite', ...headers });
      // Refused or taken over: what is still `next` has become nobody's.
      next = null;
    },
  });

  const tabs: Tabs<Message> = joinTabs<Message>({
    onMine(mine) {
      remote = null;
      tell({ is: 'tab', mine });
    },
    onGreeting: () => tabs.holds() && publish(),
    onMessage(message) {
      if (message.kind === 'state') {
        if (tabs.holds()) return;
        remote = message;
        show();
      } else if (state.tab === 'mine' || (tabs.holds() && message.wish.is === 'answer')) wish(message.wish);
    },
  });

  function tell(input: Input): void {
    const done = step(state, input);
    const changed = done.state !== state;
    state = done.state;
    for (const effect of done.effects) run(effect);
    if (changed) show();
  }

  function show(): void {
    if (state.tab === 'other' && remote) {
      phone.set({ ...remote.state, tab: 'other', call: state.call });
      lineQuality.set(remote.quality);
    } else phone.set(state);
    if (tabs.holds()) publish();
  }
  const publish = () => tabs.send({ kind: 'state', state, quality: lineQuality.get() });

  /** The leg that was, forgotten without a word to the other side. */
  function dropSession(): void {
    endTalk();
    session?.drop();
    session = null;
  }

  function run(effect: Effect): void {
    switch (effect.do) {
      case 'open':
        line.open(claim);
        claim = false;
        break;
      case 'close':
        dropSession();
        line.close(false);
        break;
      case 'renew':
        line.renewLater();
        break;
      case 'ring':
        if (effect.on && next) adopt(next);
        ring(effect.on);
        break;
      case 'answer':
        clearTimeout(late);
        if (next) adopt(next);
        void answer();
        break;
      case 'await_invite':
        clearTimeout(late);
        late = setTimeout(() => tell({ is: 'answer_late' }), INVITE_MS);
        break;
      case 'refuse':
        next?.refuse();
        break;
      case 'decline':
        session?.refuse();
        break;
      case 'replace':
        dropSession();
        break;
      case 'hang_up':
        session?.hangUp();
        break;
      case 'mute':
        session?.setMuted(effect.on);
    }
  }

  function adopt(incoming: Session): void {
    session = incoming;
    incoming.listen({
      onConfirmed: () => session === incoming && tell({ is: 'confirmed' }),
      onOver() {
        if (session !== incoming) return;
        session = null;
        endTalk();
        tell({ is: 'leg_over' });
      },
      onSound: (stream) => talk?.hear(stream),
      onConnection(ice) {
        if (session !== incoming) return;
        if (ice === 'connected' || ice === 'completed') tell({ is: 'media', flows: true });
        if (ice === 'disconnected' || ice === 'failed') tell({ is: 'media', flows: false });
        if (ice === 'failed') incoming.restart();
      },
    });
  }

  async function answer(): Promise<void> {
    const mine = session;
    if (!mine) return;
    try {
      const microphone = await openMicrophone();
      if (session !== mine) {
        for (const track of microphone.getTracks()) track.stop();
        return;
      }
      talk = startTalk(mine, microphone, {
        onQuality(word) {
          lineQuality.set(word);
          publish();
        },
        onBlocked: () => tell({ is: 'trouble', trouble: 'sound_blocked' }),
      });
      mine.answer(microphone);
    } catch (error) {
      const name = (error as DOMException).name;
      session = null;
      mine.refuse();
      const trouble =
        name === 'NotAllowedError'
          ? 'microphone_denied'
          : name === 'NotFoundError'
            ? 'microphone_none'
            : 'microphone_busy';
      tell({ is: 'leg_over', trouble });
      void checkMicrophone();
    }
  }

  function endTalk(): void {
    talk?.stop();
    talk = null;
    lineQuality.set(null);
  }

  function wish(asked: Wish): void {
    if (asked.is === 'take_here') {
      claim = true;
      tabs.take();
    } else if (asked.is === 'answer' && state.trouble === 'taken_elsewhere') {
      // Answered here although the telephone is on another computer: it comes here, and the offer rings once more.
      claim = true;
      tabs.take();
      tell(asked);
    } else if (asked.is === 'allow_microphone') void allowMicrophone();
    else if (asked.is === 'calm') tell(asked);
    else if (state.tab !== 'mine') tabs.send({ kind: 'wish', wish: asked });
    else if (asked.is === 'digits') session?.digits(asked.digits);
    else if (asked.is === 'sound') {
      talk?.sound();
      tell({ is: 'calm' });
    } else tell(asked);
  }

  async function checkMicrophone(): Promise<void> {
    tell({ is: 'mic', mic: await microphoneState().catch(() => 'none' as const) });
  }
  /** Asks the person; whatever he says, the permission then stands as it stands. */
  async function allowMicrophone(): Promise<void> {
    const stream = await openMicrophone().catch(() => null);
    for (const track of stream?.getTracks() ?? []) track.stop();
    await checkMicrophone();
  }

  const unbind = bindPhone(wish);
  const unwatch = watchDevices(() => {
    void checkMicrophone();
    talk?.devicesChanged();
  });
  // Leaving the page in a talk loses its sound: the browser asks first.
  const warn = (event: BeforeUnloadEvent) => {
    if (session && state.leg?.at !== 'ringing') event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  const leave = () => {
    const account = line.account();
    if (session && account !== null) leaveAccount(account);
  };
  window.addEventListener('pagehide', leave);
  void checkMicrophone();

  return {
    server: (call) => tell({ is: 'server', call }),
    hotline: (up) => tell({ is: 'hotline', up }),
    newest(account) {
      const mine = line.account();
      if (account !== null && mine !== null && account > mine) tell({ is: 'taken' });
    },
    stop() {
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('pagehide', leave);
      unbind();
      unwatch();
      clearTimeout(late);
      ring(false);
      endTalk();
      tabs.leave();
      line.close(session === null);
      phone.set(START);
    },
  };
}
