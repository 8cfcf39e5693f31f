import type { OffsetClock } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import { installationFact, setInstallationFact } from './installation.ts';

const KEY = 'clock_offset';
const LOOK_MS = 1_000;

/**
 * Keeps the clock of this process at the offset of the installation. Only a demonstration's clock can move, so only
 * there is the offset looked up again every second.
 * @returns the way to end it
 */
export async function watchClockOffset(
  db: Db,
  clock: OffsetClock,
  { demo, log }: { demo: boolean; log: Logger },
): Promise<() => void> {
  if (!demo) return () => {};
  const look = async () => {
    const offset = await installationFact(db, KEY);
    if (typeof offset === 'number') clock.setOffset(offset);
  };
  await look();
  const timer = setInterval(() => {
    look().catch((err) => log.warn({ err }, 'the offset of the clock could not be read'));
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Moves the time of a demonstration forward for all its processes (each follows within a second).
 * @param by an ISO 8601 duration such as `PT2H` or `P3D` (a day is 24 hours)
 * @returns the new time
 * @throws AppError `not_now` outside a demonstration, `bad_input` for what is no duration or leads back
 */
export async function advanceClock(db: Db, clock: OffsetClock, by: string): Promise<Date> {
  if ((await installationFact(db, 'demo')) !== true) {
    throw new AppError('not_now', {
      detail: {
        vi: 'Chỉ bản trình diễn mới dời được đồng hồ (the clock moves in a demonstration installation only).',
        en: 'The clock moves in a demonstration installation only.',
      },
    });
  }
  const milliseconds = durationOf(by);
  const before = await installationFact(db, KEY);
  const offset = (typeof before === 'number' ? before : 0) + milliseconds;
  await setInstallationFact(db, KEY, offset);
  clock.setOffset(offset);
  return clock.now();
}

function durationOf(text: string): number {
  let milliseconds: number;
  try {
    milliseconds = Temporal.Duration.from(text).total({ unit: 'milliseconds', relativeTo: '2026-01-01' });
  } catch (cause) {
    throw new AppError('bad_input', {
      detail: {
        vi: `Không hiểu khoảng thời gian ${JSON.stringify(text)} (expected an ISO 8601 duration such as PT2H or P3D).`,
        en: `Cannot read the duration ${JSON.stringify(text)}: expected an ISO 8601 duration such as PT2H or P3D.`,
      },
      cause,
    });
  }
  if (milliseconds <= 0)
    throw new AppError('bad_input', {
      detail: { vi: 'Đồng hồ chỉ đi tới (the clock only moves forward).', en: 'The clock only moves forward.' },
    });
  return Math.round(milliseconds);
}
