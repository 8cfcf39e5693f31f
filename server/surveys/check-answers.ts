import type { CampaignAnswers, CampaignQuestion } from '../../contract/campaigns.ts';
import { invalidField } from '../platform/errors.ts';

/**
 * The answers in the form that their questions ask for; anything else is refused by the question's name.
 * @throws AppError `invalid`: an answer that is no option, a required one that is missing, an unknown question
 */
export function checkAnswers(questions: readonly CampaignQuestion[], answers: CampaignAnswers): CampaignAnswers {
  const known = new Map(questions.map((question) => [question.key, question]));
  for (const key of Object.keys(answers))
    if (!known.has(key))
      throw invalidField(`answers.${key}`, {
        vi: 'Không có câu hỏi này trong kịch bản.',
        en: 'The script has no such question.',
      });
  const checked: CampaignAnswers = {};
  for (const question of questions) {
    const path = `answers.${question.key}`;
    const given = answers[question.key];
    const empty = given === undefined || given === '' || (Array.isArray(given) && given.length === 0);
    if (empty) {
      if (question.required)
        throw invalidField(
          path,
          { vi: `Chưa có câu trả lời: ${question.text}`, en: `Not answered yet: ${question.text}` },
          'required',
        );
      continue;
    }
    if (!fits(question, given))
      throw invalidField(path, {
        vi: `Câu trả lời không đúng kiểu: ${question.text}`,
        en: `The answer is of the wrong kind: ${question.text}`,
      });
    checked[question.key] = typeof given === 'string' ? given.normalize('NFC').trim() : given;
  }
  return checked;
}

function fits(question: CampaignQuestion, given: string | number | string[]): boolean {
  switch (question.kind) {
    case 'scale':
      return typeof given === 'number';
    case 'text':
      return typeof given === 'string';
    case 'choice':
      return typeof given === 'string' && question.options.includes(given);
    case 'choices':
      return (
        Array.isArray(given) &&
        new Set(given).size === given.length &&
        given.every((one) => question.options.includes(one))
      );
  }
}
