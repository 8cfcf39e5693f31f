import { Button, NativeSelect, Switch } from '@mantine/core';
import { type JSX, useEffect, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { choicesFor, type DeviceUse, findDevice } from './choose-device.ts';
import { canChooseOutput, chooseSound, devices, openMicrophone, readDevices, soundChoices } from './devices.ts';
import { watchLevel } from './level.ts';
import styles from './phone-menu.module.css';
import { talkingInto } from './talk.ts';
import { playTest } from './tones.ts';

/** Which microphone, which loudspeaker, which one rings; each can be tried. */
export function SoundForm(): JSX.Element {
  const t = useT();
  const words = t.phone.sound;
  const chosen = useStore(soundChoices);
  useEffect(() => void readDevices().catch(() => {}), []);
  return (
    <fieldset className={styles.sound}>
      <legend>{words.title}</legend>
      <Choose use="microphone" />
      <Level />
      {canChooseOutput() ? (
        <>
          <div className={styles.pair}>
            <Choose use="speaker" />
            <Button variant="default" onClick={() => playTest('speaker')}>
              {words.test}
            </Button>
          </div>
          <div className={styles.pair}>
            <Choose use="ring" />
            <Button variant="default" onClick={() => playTest('ring')}>
              {words.testRing}
            </Button>
          </div>
        </>
      ) : (
        <p className="meta">{words.noOutputs}</p>
      )}
      <Switch
        label={words.rings}
        checked={chosen.rings}
        onChange={(event) => chooseSound({ rings: event.currentTarget.checked })}
      />
      <Switch
        label={words.clean}
        description={words.cleanHint}
        checked={chosen.clean}
        onChange={(event) => chooseSound({ clean: event.currentTarget.checked })}
      />
    </fieldset>
  );
}

function Choose({ use }: { use: DeviceUse }): JSX.Element {
  const t = useT();
  const words = t.phone.sound;
  const chosen = useStore(soundChoices)[use];
  const list = useStore(devices);
  const choices = choicesFor(use, list);
  const { id, missing } = findDevice(use, chosen, list);
  return (
    <NativeSelect
      label={words[use]}
      value={missing ? 'missing' : id}
      data={[
        { value: '', label: words.standard },
        ...(missing && chosen ? [{ value: 'missing', label: words.missing(chosen.label) }] : []),
        ...choices.map((one, i) => ({ value: one.id, label: one.label || words.unnamed(i + 1) })),
      ]}
      onChange={(event) => {
        const picked = choices.find((one) => one.id === event.currentTarget.value);
        if (event.currentTarget.value !== 'missing')
          chooseSound({ [use]: picked ? { id: picked.id, label: picked.label } : null });
      }}
    />
  );
}

/** Whether the microphone hears anything; in a talk it shows the talk's own, otherwise one asks for it. */
function Level(): JSX.Element {
  const t = useT();
  const words = t.phone.sound;
  const talking = useStore(talkingInto);
  const { microphone, clean } = useStore(soundChoices);
  const [trying, setTrying] = useState(false);
  const [level, setLevel] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another microphone is another stream
  useEffect(() => {
    if (talking) return watchLevel(talking, setLevel);
    if (!trying) return setLevel(0);
    let stop: (() => void) | null = null;
    let over = false;
    openMicrophone().then(
      (stream) => {
        const end = () => {
          for (const track of stream.getTracks()) track.stop();
        };
        if (over) return end();
        const unwatch = watchLevel(stream, setLevel);
        stop = () => {
          unwatch();
          end();
        };
      },
      () => setTrying(false),
    );
    return () => {
      over = true;
      stop?.();
    };
  }, [talking, trying, microphone, clean]);
  return (
    <div className={styles.pair}>
      <meter
        className={styles.level}
        min={0}
        max={1}
        low={0.25}
        optimum={0.6}
        value={level}
        aria-label={words.level}
        title={words.level}
      />
      {talking ? null : (
        <Button variant="default" onClick={() => setTrying(!trying)} aria-pressed={trying}>
          {trying ? words.stopListening : words.listen}
        </Button>
      )}
    </div>
  );
}
