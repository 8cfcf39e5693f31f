import type { Selectable } from 'kysely';
import type { Campaign, CampaignAnswers, CampaignContact, CampaignQuestion } from '../../contract/campaigns.ts';
import { nationalPhone } from '../citizens/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Campaigns } from '../platform/db/index.ts';
import { isWithinHours } from './hours.ts';
import type { ContactRow, Progress } from './queries.ts';

/** A campaign as JSON. `due`: somebody could be called now. */
export function presentCampaign(
  row: Selectable<Campaigns>,
  progress: Progress & { due: boolean },
  now: Date,
): Campaign {
  const { due, ...figures } = progress;
  return {
    id: String(row.id),
    version: row.version,
    name: row.name,
    kind: row.kind,
    intro: row.intro,
    questions: row.questions as unknown as CampaignQuestion[],
    source: row.source,
    sourceDays: row.source_days,
    sampleSize: row.sample_size,
    daily: row.daily,
    maxAttempts: row.max_attempts,
    retryMinutes: row.retry_minutes,
    quietDays: row.quiet_days,
    fromTime: row.from_time.slice(0, 5),
    toTime: row.to_time.slice(0, 5),
    state: row.state,
    createdAt: isoLocal(row.created_at),
    startedAt: row.started_at && isoLocal(row.started_at),
    endedAt: row.ended_at && isoLocal(row.ended_at),
    progress: figures,
    callable:
      row.state !== 'running' ? 'not_running' : !isWithinHours(row, now) ? 'outside_hours' : due ? 'yes' : 'nobody_due',
  };
}

/** One person of a campaign as JSON. */
export function presentContact(row: ContactRow): CampaignContact {
  return {
    id: String(row.id),
    campaignId: String(row.campaign_id),
    phone: nationalPhone(row.phone),
    name: row.name,
    caseCode: row.case_code,
    caseTitle: row.case_title,
    citizenId: row.citizen_id === null ? null : String(row.citizen_id),
    state: row.state,
    attempts: row.attempts,
    nextAt: isoLocal(row.next_at),
    answers: row.answers as CampaignAnswers | null,
    note: row.note,
    doneAt: row.done_at && isoLocal(row.done_at),
    doneBy: row.done_by_name,
    lastResult: row.last_result,
  };
}
