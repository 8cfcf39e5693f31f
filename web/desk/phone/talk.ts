/** The sound of one talk: what is heard and where, the microphone and its substitutes, how good the line is. */

import { createStore } from '../../lib/store.ts';
import { followDevices, KIND_OF, type TalkDevices } from './choose-device.ts';
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
  let counted: Counted | null = null;
  const present = (): TalkDevices => ({
    microphone: deviceFor('microphone').missing,
    speaker: deviceFor('speaker').missing,
    ended: stream.getAudioTracks()[0]?.readyState === 'ended',
  });
  let before = present();
  let over = false;
  talkingInto.set(stream);
  listenForEnd();

  const timer = setInterval(() => void count(), COUNT_MS);
  async function count(): Promise<void> {
    const report = await session
      .connection()
      ?.getStats()
      .catch(() => null);
    const after = report ? countedOf(report as unknown as Map<string, unknown>, performance.now()) : null;
    if (counted && after) listener.onQuality(quality(counted, after));
    counted = after;
  }

  const play = () =>
    void player.play().catch((error: DOMException) => error.name === 'NotAllowedError' && listener.onBlocked());

  async function swapMicrophone(): Promise<void> {
    const fresh = await openMicrophone().catch(() => null);
    const track = fresh?.getAudioTracks()[0];
    if (!fresh || !track) return;
    if (over) return track.stop();
    await session.swap(track);
    for (const old of stream.getTracks()) old.stop();
    stream = fresh;
    talkingInto.set(fresh);
    listenForEnd();
  }

  /** Some browsers end the sound of an unplugged microphone before they tell that devices have changed, some after it. */
  function listenForEnd(): void {
    stream.getAudioTracks()[0]?.addEventListener('ended', () => void follow());
  }

  /** Says which device went and which one stands in, or that it is back. */
  async function follow(): Promise<void> {
    const list = await readDevices();
    if (over) return;
    const now = present();
    const { reopen, gone } = followDevices(before, now);
    before = now;
    const name = soundChoices.get()[gone ?? 'speaker']?.label ?? stream.getAudioTracks()[0]?.label ?? '';
    if (reopen) await swapMicrophone();
    before = present();
    await playOn(player, 'speaker');
    if (!gone || over) return;
    const standard = list.find((one) => one.kind === KIND_OF[gone] && one.id === 'default')?.label ?? null;
    phoneNotice.set({
      use: gone,
      gone: name,
      instead:
        gone === 'microphone' ? (before.ended ? null : (stream.getAudioTracks()[0]?.label ?? standard)) : standard,
    });
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
      over = true;
      clearInterval(timer);
      stopChoices();
      player.srcObject = null;
      for (const track of stream.getTracks()) track.stop();
      talkingInto.set(null);
    },
  };
}
