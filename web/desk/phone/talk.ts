/** The sound of one talk: what is heard and where, the microphone and its substitutes, how good the line is. */

import { createStore } from '../../lib/store.ts';
import { KIND_OF } from './choose-device.ts';
import { deviceFor, openMicrophone, playOn, readDevices, soundChoices } from './devices.ts';
import { phoneNotice } from './phone-door.ts';
import { type Counted, countedOf, type Quality, quality } from './quality.ts';
import type { Session } from './sip-line.ts';

const COUNT_MS = 2_000;

export interface TalkListener {
  onQuality(word: Quality): void;
  /** The browser plays nothing until somebody touches the page. */
  onBlocked(): void;
}

export interface Talk {
  hear(stream: MediaStream): void;
  /** Tries again to play, out of a touch. */
  sound(): void;
  devicesChanged(): void;
  stop(): void;
}

/** The microphone that the talk uses now, for the level meter. */
export const talkingInto = createStore<MediaStream | null>(null);

/** Begins the sound of a talk; `microphone` is stopped with it. */
export function startTalk(session: Session, microphone: MediaStream, listener: TalkListener): Talk {
  const player = new Audio();
  player.dataset.phone = 'remote';
  let stream = microphone;
  let before: Counted | null = null;
  let missing = { microphone: deviceFor('microphone').missing, speaker: deviceFor('speaker').missing };
  talkingInto.set(stream);

  const timer = setInterval(() => void count(), COUNT_MS);
  async function count(): Promise<void> {
    const report = await session
      .connection()
      ?.getStats()
      .catch(() => null);
    const after = report ? countedOf(report as unknown as Map<string, unknown>, performance.now()) : null;
    if (before && after) listener.onQuality(quality(before, after));
    before = after;
  }

  const play = () =>
    void player.play().catch((error: DOMException) => error.name === 'NotAllowedError' && listener.onBlocked());

  async function swapMicrophone(): Promise<void> {
    const fresh = await openMicrophone().catch(() => null);
    const track = fresh?.getAudioTracks()[0];
    if (!fresh || !track) return;
    await session.swap(track);
    for (const old of stream.getTracks()) old.stop();
    stream = fresh;
    talkingInto.set(fresh);
  }

  /** Says which device went and which one stands in, or that it is back. */
  async function follow(): Promise<void> {
    const list = await readDevices();
    const now = { microphone: deviceFor('microphone').missing, speaker: deviceFor('speaker').missing };
    const ended = stream.getAudioTracks()[0]?.readyState === 'ended';
    if (ended || now.microphone !== missing.microphone) await swapMicrophone();
    await playOn(player, 'speaker');
    const gone = (['microphone', 'speaker'] as const).find((use) => now[use] && !missing[use]);
    if (gone) {
      const standard = list.find((one) => one.kind === KIND_OF[gone] && one.id === 'default');
      phoneNotice.set({ use: gone, gone: soundChoices.get()[gone]?.label ?? '', instead: standard?.label ?? null });
    }
    missing = now;
  }
  let chosen = soundChoices.get();
  const stopChoices = soundChoices.subscribe(() => {
    const fresh = soundChoices.get();
    if (fresh.microphone !== chosen.microphone || fresh.clean !== chosen.clean) void swapMicrophone();
    if (fresh.speaker !== chosen.speaker) void playOn(player, 'speaker');
    chosen = fresh;
  });

  return {
    hear(heard) {
      player.srcObject = heard;
      void playOn(player, 'speaker').then(play);
    },
    sound: play,
    devicesChanged: () => void follow(),
    stop() {
      clearInterval(timer);
      stopChoices();
      player.srcObject = null;
      for (const track of stream.getTracks()) track.stop();
      talkingInto.set(null);
    },
  };
}
