import { sql } from 'kysely';
import type { CampaignQuestion } from '../../contract/campaigns.ts';
import type { Db } from '../platform/db/index.ts';

export interface QuestionSummary {
  key: string;
  answered: number;
  counts: { answer: string; count: number }[];
  mean: number | null;
  words: string[];
}

/** Words shown per question of the kind `text`, the newest first. */
const WORDS = 50;

/** The answers of a campaign, counted per question; options that nobody chose count nought. */
export async function summaryOf(
  db: Db,
  campaignId: number,
  questions: readonly CampaignQuestion[],
): Promise<QuestionSummary[]> {
  const { rows } = await sql<{
    key: string;
    answer: string;
    count: number;
  }>`select a.key, v.answer, count(*)::int as count
    from campaign_contacts c, jsonb_each(c.answers) a, lateral (select jsonb_array_elements_text(
      case when jsonb_typeof(a.value) = 'array' then a.value else jsonb_build_array(a.value) end) as answer) v
    where c.campaign_id = ${campaignId} and c.state = 'answered' and a.key = any(${questions.filter((q) => q.kind !== 'text').map((q) => q.key)})
    group by 1, 2`.execute(db);
  const { rows: people } = await sql<{ key: string; people: number }>`select a.key, count(*)::int as people
    from campaign_contacts c, jsonb_object_keys(c.answers) a(key) where c.campaign_id = ${campaignId} and c.state = 'answered' group by 1`.execute(
    db,
  );
  const answered = new Map(people.map((row) => [row.key, row.people]));
  const words = await wordsOf(
    db,
    campaignId,
    questions.filter((q) => q.kind === 'text').map((q) => q.key),
  );
  return questions.map((question) => {
    const given = new Map(rows.filter((row) => row.key === question.key).map((row) => [row.answer, row.count]));
    const options = question.kind === 'scale' ? ['1', '2', '3', '4', '5'] : question.options;
    // Answers to an option that was worded anew since are not lost.
    const all = question.kind === 'text' ? [] : [...new Set([...options, ...given.keys()])];
    const counts = all.map((answer) => ({ answer, count: given.get(answer) ?? 0 }));
    const sum = counts.reduce((total, one) => total + Number(one.answer) * one.count, 0);
    const people = answered.get(question.key) ?? 0;
    return {
      key: question.key,
      answered: people,
      counts,
      mean: question.kind === 'scale' && people > 0 ? Math.round((sum / people) * 100) / 100 : null,
      words: words.get(question.key) ?? [],
    };
  });
}

async function wordsOf(db: Db, campaignId: number, keys: readonly string[]): Promise<Map<string, string[]>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{
    key: string;
    words: string[];
  }>`select k.key, array(select c.answers->>k.key from campaign_contacts c
      where c.campaign_id = ${campaignId} and c.state = 'answered' and c.answers ? k.key order by c.done_at desc limit ${WORDS}) as words
    from unnest(${keys}::text[]) k(key)`.execute(db);
  return new Map(rows.map((row) => [row.key, row.words]));
}
