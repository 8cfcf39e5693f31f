/** What we read of ARI's objects and events (Asterisk 22 rest-api); fields that we do not use are left out. */

export interface AriChannel {
  id: string;
  name: string;
  state: string;
  /** SIP Call-ID */
  protocol_id?: string;
  caller: { name: string; number: string };
  connected: { name: string; number: string };
  dialplan?: { context: string; exten: string; app_name?: string; app_data?: string };
  creationtime: string;
  channelvars?: Record<string, string>;
}

export interface AriBridge {
  id: string;
  name: string;
  bridge_type: string;
  channels: string[];
}

export interface AriRecording {
  name: string;
  format: string;
  state: string;
  /** seconds */
  duration?: number;
  cause?: string;
  target_uri?: string;
}

export interface AriEndpoint {
  technology: string;
  resource: string;
  state?: 'online' | 'offline' | 'unknown';
  channel_ids: string[];
}

interface Base {
  application: string;
  timestamp: string;
}

export type AriEvent = Base &
  (
    | { type: 'StasisStart'; args: string[]; channel: AriChannel; replace_channel?: AriChannel }
    | { type: 'StasisEnd'; channel: AriChannel }
    | { type: 'ChannelStateChange'; channel: AriChannel }
    | { type: 'ChannelDestroyed'; channel: AriChannel; cause: number; cause_txt: string; tech_cause?: number }
    | { type: 'ChannelHangupRequest'; channel: AriChannel; cause?: number; soft?: boolean }
    | { type: 'ChannelDtmfReceived'; channel: AriChannel; digit: string; duration_ms: number }
    | { type: 'Dial'; caller?: AriChannel; peer: AriChannel; dialstatus: string }
    | { type: 'PlaybackStarted' | 'PlaybackFinished'; playback: { id: string; target_uri: string; state: string } }
    | { type: 'RecordingStarted' | 'RecordingFinished' | 'RecordingFailed'; recording: AriRecording }
    | { type: 'BridgeDestroyed' | 'BridgeCreated'; bridge: AriBridge }
    | { type: 'ChannelEnteredBridge' | 'ChannelLeftBridge'; bridge: AriBridge; channel: AriChannel }
    | { type: 'ChannelHold' | 'ChannelUnhold'; channel: AriChannel }
    | { type: 'EndpointStateChange'; endpoint: AriEndpoint }
    | { type: 'ContactStatusChange'; endpoint: AriEndpoint; contact_info: { contact_status: string; aor: string } }
    | { type: 'ApplicationReplaced' }
  );

/** Of one kind. */
export type AriEventOf<T extends AriEvent['type']> = Extract<AriEvent, { type: T }>;
