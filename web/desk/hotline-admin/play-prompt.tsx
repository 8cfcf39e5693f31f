import { Button } from '@mantine/core';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';

/** Only one prompt speaks at a time. */
let speaking: HTMLAudioElement | null = null;

/** Plays a prompt as callers hear it; pressed again it stops. */
export function PlayPrompt(props: { name: string; title: string; small?: boolean }): JSX.Element {
  const words = useHotlineWords().prompts;
  const toast = useToast();
  const [on, setOn] = useState(false);
  const audio = useRef<HTMLAudioElement | null>(null);
  useEffect(() => () => audio.current?.pause(), []);
  const play = () => {
    if (on) {
      audio.current?.pause();
      setOn(false);
      return;
    }
    speaking?.pause();
    const sound = new Audio(`/api/v1/hotline/prompts/${encodeURIComponent(props.name)}/audio`);
    audio.current = sound;
    speaking = sound;
    sound.onended = () => setOn(false);
    sound.onpause = () => setOn(false);
    sound.onerror = () => {
      setOn(false);
      toast(words.cannotPlay);
    };
    setOn(true);
    sound.play().catch(() => setOn(false));
  };
  return (
    <Button
      variant="default"
      size={props.small ? 'compact-sm' : 'compact-md'}
      leftSection={<Icon name={on ? 'pause' : 'play'} size={0.875} />}
      aria-label={on ? words.stop(props.title) : words.play(props.title)}
      onClick={play}
    >
      {on ? words.pause : words.listen}
    </Button>
  );
}
