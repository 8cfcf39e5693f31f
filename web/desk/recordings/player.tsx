import { Button, NativeSelect } from '@mantine/core';
import { type JSX, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './player.module.css';
import { clockText } from './recording-times.ts';

const SPEEDS = ['1', '1.25', '1.5', '1.75', '2'];
const STEP = 5;
const JUMP = 10;

interface Props {
  callId: string;
  recordingId: string;
  /** What it is, for the label: kind, number, moment. */
  what: string;
  seconds: number | null;
  pauses: readonly { at: number; seconds: number }[];
}

/** Plays one recording: seeking without loading the whole, one to two times as fast, pauses marked, all by keyboard. */
export function RecordingPlayer({ callId, recordingId, what, seconds, pauses }: Props): JSX.Element {
  const t = useT();
  const words = useHotlineWords().player;
  const audio = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(seconds ?? 0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState('1');
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = Number(speed);
  }, [speed]);
  const go = (to: number) => {
    const sound = audio.current;
    if (!sound) return;
    sound.currentTime = Math.min(Math.max(0, to), length || 0);
    setAt(sound.currentTime);
  };
  const toggle = () => {
    const sound = audio.current;
    if (!sound) return;
    if (sound.paused) sound.play().catch(() => setFailed(true));
    else sound.pause();
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    // The list of speeds and the buttons keep their own keys; on the slider an arrow is five seconds, too.
    if (event.key === ' ' && (target.tagName === 'INPUT' || target === event.currentTarget)) {
      event.preventDefault();
      toggle();
    }
    if (target.tagName === 'SELECT') return;
    if (event.key === 'ArrowLeft') go(at - STEP);
    else if (event.key === 'ArrowRight') go(at + STEP);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be read as a form
    <div className={styles.player} role="group" aria-label={words.label(what)} onKeyDown={keys}>
      {/* biome-ignore lint/a11y/useMediaCaption: what was said on the telephone has no transcript */}
      <audio
        ref={audio}
        src={`/api/v1/calls/${callId}/recording?part=${recordingId}`}
        preload="metadata"
        onTimeUpdate={(e) => setAt(e.currentTarget.currentTime)}
        onLoadedMetadata={(e) => {
          if (Number.isFinite(e.currentTarget.duration)) setLength(e.currentTarget.duration);
          e.currentTarget.playbackRate = Number(speed);
        }}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onError={() => setFailed(true)}
      />
      <div className={styles.controls}>
        <Button
          leftSection={<Icon name={playing ? 'pause' : 'play'} size={1} />}
          onClick={toggle}
          disabled={failed}
          data-autofocus
        >
          {playing ? words.pause : words.play}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => go(at - JUMP)}>
          −{JUMP}
          <span className="sr-only"> {words.back}</span>
        </Button>
        <Button variant="default" size="compact-md" onClick={() => go(at + JUMP)}>
          +{JUMP}
          <span className="sr-only"> {words.ahead}</span>
        </Button>
        <span className={styles.time}>{words.at(clockText(at), clockText(length))}</span>
        <NativeSelect
          aria-label={words.speed}
          data={SPEEDS.map((value) => ({ value, label: `${value.replace('.', ',')}×` }))}
          value={speed}
          onChange={(e) => setSpeed(e.currentTarget.value)}
          className={styles.speed}
        />
      </div>
      <div className={styles.track}>
        <input
          type="range"
          min={0}
          max={Math.max(1, length)}
          step={STEP / 5}
          value={at}
          aria-label={words.position}
          aria-valuetext={words.at(clockText(at), clockText(length))}
          onChange={(e) => go(Number(e.currentTarget.value))}
        />
        {length > 0
          ? pauses.map((pause) => (
              <span
                key={pause.at}
                className={styles.mark}
                style={{ insetInlineStart: `${Math.min(100, (pause.at / length) * 100)}%` }}
                aria-hidden
              />
            ))
          : null}
      </div>
      {pauses.length > 0 ? (
        <p className="meta">
          {words.paused(pauses.length)}:{' '}
          {pauses.map((pause, index) => (
            <span key={pause.at}>
              {index > 0 ? '; ' : ''}
              <button type="button" className={styles.jump} onClick={() => go(pause.at)}>
                {words.pausedAt(clockText(pause.at), String(Math.round(pause.seconds)))}
              </button>
            </span>
          ))}
        </p>
      ) : null}
      {failed ? (
        <p role="alert" className={styles.failed}>
          {words.failed}{' '}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              setFailed(false);
              audio.current?.load();
            }}
          >
            {t.states.retry}
          </Button>
        </p>
      ) : null}
      <p className="meta">
        {words.logged} {words.keys}
      </p>
    </div>
  );
}
