import type { CSSProperties, JSX } from 'react';
import type { CaseView, Turn } from '../../../contract/cases.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { workingText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './journey.module.css';
import { type Back, journeyStops, type Stop } from './journey-stops.ts';

/** The travel line: four numbered stops, time held at each, where the case is, and each return drawn back. */
export function Journey({ stops: journey, turn }: { stops: CaseView['journey']; turn: Turn }): JSX.Element {
  const t = useT();
  const { stops, backs } = journeyStops(journey, turn === 'nobody');
  return (
    <section className={styles.journey} aria-label={t.journey.label}>
      <ol className={styles.line}>
        {stops.map((stop) => (
          <StopMark key={stop.level} stop={stop} />
        ))}
      </ol>
      {backs.map((back) => (
        <BackArrow key={`${back.from}${back.to}`} back={back} />
      ))}
    </section>
  );
}

function StopMark({ stop }: { stop: Stop }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  return (
    <li className={styles.stop} data-state={stop.state} aria-current={stop.state === 'here' ? 'step' : undefined}>
      <span className={styles.dot}>{stop.level}</span>
      <span className={styles.name}>{stop.unit && stop.level === 2 ? stop.unit : t.levelName[stop.level]}</span>
      {stop.state === 'ahead' ? (
        <span className="sr-only">{t.journey.notYet}</span>
      ) : (
        <span className={styles.held} title={t.journey.held(workingText(stop.minutes, language))}>
          {workingText(stop.minutes, language)}
          {stop.state === 'here' ? <strong>{t.journey.here}</strong> : null}
        </span>
      )}
    </li>
  );
}

/** An arrow under the line from the higher stop to the lower one. Stops stand in the middle of four equal columns. */
function BackArrow({ back }: { back: Back }): JSX.Element {
  const t = useT();
  const style = { '--to': back.to, '--span': back.from - back.to } as CSSProperties;
  return (
    <div
      className={styles.back}
      style={style}
      role="img"
      aria-label={t.journey.backFrom(back.from, back.to, back.count)}
    >
      <span aria-hidden>
        <Icon name="return" size={0.8125} /> {t.journey.back(back.count)}
      </span>
    </div>
  );
}
