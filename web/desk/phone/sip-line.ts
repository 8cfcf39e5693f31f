import { UA, WebSocketInterface } from 'jssip';

/** The account that the server lends for a while (POST /me/phone). */
export interface Account {
  uri: string;
  username: string;
  password: string;
  wsUrl: string;
  iceServers: RTCIceServer[];
}

export interface LineListener {
  onConnecting(): void;
  onRegistered(): void;
  /** The connection is gone; talks go on. `refused`: it has never stood since it was opened. */
  onLost(refused: boolean): void;
  /** The exchange does not take us (wrong or expired secret, account gone). */
  onRefused(): void;
  onInvite(session: Session, headers: { callId: string | null; offerId: string | null; auto: boolean }): void;
}

type InviteEvent = {
  originator: string;
  session: RingSession;
  request: { getHeader(name: string): string | undefined };
};
type RingSession = InstanceType<typeof UA> extends { call(...args: never[]): infer S } ? S : never;

export interface SessionListener {
  onConfirmed(): void;
  /** @param reached whether it had been a talk */
  onOver(cause: string): void;
  onSound(stream: MediaStream): void;
  onConnection(state: RTCIceConnectionState): void;
}

export interface Session {
  listen(listener: SessionListener): void;
  answer(microphone: MediaStream): void;
  refuse(): void;
  /** Ends the talk for both; the server is told by SIP. */
  hangUp(): void;
  /** Forgets it without a word to the other side. */
  drop(): void;
  connection(): RTCPeerConnection | null;
  /** Puts another microphone in the place of the present one. */
  swap(track: MediaStreamTrack): Promise<void>;
  setMuted(on: boolean): void;
  digits(text: string): void;
  /** Looks for a way for the sound anew. */
  restart(): void;
}

/** Seconds between tries to reach the exchange again: at once for a blink, slower for a long break. */
const RECOVERY = { connection_recovery_min_interval: 2, connection_recovery_max_interval: 20 };
/** Long enough for the server to decide when a ring ends. Seconds. */
const RING_SECONDS = 180;
/** How long further ways for the sound are waited for once there is one. JsSIP itself would wait for the last. */
const GATHER_MS = 500;

/** Opens the SIP connection and registers. The only file that knows JsSIP. */
export function openLine(account: Account, listener: LineListener) {
  const socket = new WebSocketInterface(account.wsUrl);
  const agent = new UA({
    sockets: [socket],
    uri: account.uri,
    authorization_user: account.username,
    password: account.password,
    register: true,
    register_expires: 120,
    session_timers: false,
    no_answer_timeout: RING_SECONDS,
    user_agent: 'hotline-1022-desk',
    ...RECOVERY,
  });
  let stood = false;
  agent.on('connecting', () => listener.onConnecting());
  agent.on('connected', () => {
    stood = true;
  });
  agent.on('disconnected', () => listener.onLost(!stood));
  agent.on('registered', () => listener.onRegistered());
  agent.on('registrationFailed', ({ response }) => {
    // Without an answer the connection broke, and that is told by itself.
    if (response) listener.onRefused();
  });
  agent.on('newRTCSession', ((event: InviteEvent) => {
    const { originator, session, request } = event;
    if (originator !== 'remote') return;
    const header = (name: string) => request.getHeader(name)?.trim() || null;
    listener.onInvite(wrap(session, account.iceServers), {
      callId: header('X-HC-Call-Id'),
      offerId: header('X-HC-Offer-Id'),
      auto: header('X-HC-Auto-Answer') !== null,
    });
  }) as never);
  agent.start();
  return {
    /** A fresh secret for the same name: registers again with it. */
    renew(password: string) {
      agent.set('password', password);
      agent.register();
    },
    again: () => agent.register(),
    /** Politely when nothing runs; otherwise the connection is cut first, so that no BYE ends a citizen's call. */
    close(politely: boolean) {
      if (!politely) socket.disconnect();
      agent.removeAllListeners();
      agent.stop();
    },
  };
}
export type Line = ReturnType<typeof openLine>;

function wrap(session: RingSession, iceServers: RTCIceServer[]): Session {
  let listener: SessionListener | null = null;
  let over = false;
  const end = ({ cause }: { cause: string }) => {
    if (over) return;
    over = true;
    listener?.onOver(cause);
  };
  session.on('ended', end);
  session.on('failed', end);
  session.on('confirmed', () => listener?.onConfirmed());
  session.on('peerconnection', ({ peerconnection }) => {
    peerconnection.addEventListener('track', ({ track, streams }) =>
      listener?.onSound(streams[0] ?? new MediaStream([track])),
    );
    peerconnection.addEventListener('iceconnectionstatechange', () =>
      listener?.onConnection(peerconnection.iceConnectionState),
    );
  });
  let gathering = false;
  session.on('icecandidate', ({ ready }) => {
    if (!gathering) setTimeout(ready, GATHER_MS);
    gathering = true;
  });
  const connection = () => (session.connection as RTCPeerConnection | undefined) ?? null;
  const sender = () =>
    connection()
      ?.getSenders()
      .find((one) => one.track?.kind === 'audio') ?? null;
  const finish = (options?: { status_code: number }) => {
    try {
      session.terminate(options);
    } catch {
      // It has ended by itself in the same moment.
      end({ cause: 'gone' });
    }
  };
  return {
    listen(next) {
      listener = next;
    },
    answer: (microphone) =>
      session.answer({ mediaStream: microphone, pcConfig: { iceServers, bundlePolicy: 'max-bundle' } }),
    refuse: () => finish({ status_code: 486 }),
    hangUp: () => finish(),
    drop() {
      over = true;
      connection()?.close();
    },
    connection,
    async swap(track) {
      const found = sender();
      track.enabled = found?.track?.enabled ?? true;
      await found?.replaceTrack(track);
    },
    // Through JsSIP: a re-INVITE would otherwise open the microphone again.
    setMuted: (on) => (on ? session.mute({ audio: true }) : session.unmute({ audio: true })),
    // RFC 4733 inside the sound, as the exchange expects; JsSIP's own way would be SIP INFO.
    digits: (text) => sender()?.dtmf?.insertDTMF(text, 160, 80),
    restart: () => session.renegotiate({ rtcOfferConstraints: { iceRestart: true } }),
  };
}
