/** Letters to citizens, in the wording that an administrator may have given them (server/knowledge/templates). */
import { renderTemplate } from '../knowledge/index.ts';
import type { Db } from '../platform/db/index.ts';

export interface TextContext {
  province: string;
  code: string;
  lookupUrl: string | null;
}

/** Who answers when no unit signed. */
const CENTRE = 'Tổng đài 1022';

const common = (c: TextContext) => ({ province: c.province, caseCode: c.code, lookupUrl: c.lookupUrl });

/** Acknowledgement with the code and the look-up secret. */
export async function acknowledgementText(
  db: Db,
  c: TextContext,
  secret: string,
  title: string,
  due: string | null,
): Promise<string> {
  return (await renderTemplate(db, 'citizen.acknowledgement', { ...common(c), secret, title, due })).text;
}

export async function infoRequestText(db: Db, c: TextContext, question: string, until: string): Promise<string> {
  return (await renderTemplate(db, 'citizen.info_request', { ...common(c), question, until })).text;
}

/** The answer that somebody signed for: which agency answers, and whose words these are. */
export async function answerText(db: Db, c: TextContext, answer: string, agency: string | null): Promise<string> {
  return (await renderTemplate(db, 'citizen.answer', { ...common(c), answer, agency: agency ?? CENTRE })).text;
}

export async function declineText(db: Db, c: TextContext, guidance: string): Promise<string> {
  return (await renderTemplate(db, 'citizen.declined', { ...common(c), guidance })).text;
}

/** Honest about more time: the new date, the one announced before, and why. */
export async function extendedText(
  db: Db,
  c: TextContext,
  { due, before, reason }: { due: string; before: string | null; reason: string | null },
): Promise<string> {
  return (await renderTemplate(db, 'citizen.extended', { ...common(c), due, before, reason })).text;
}

/** Which agency the case has gone to; optional (server/knowledge: off until the province wants it). */
export async function forwardedText(db: Db, c: TextContext, agency: string, due: string | null): Promise<string> {
  return (await renderTemplate(db, 'citizen.forwarded', { ...common(c), agency, due })).text;
}

export async function reopenedText(db: Db, c: TextContext, due: string | null): Promise<string> {
  return (await renderTemplate(db, 'citizen.reopened', { ...common(c), due })).text;
}

/** Satisfied or not, on the page where the case is looked up. */
export async function surveyText(db: Db, c: TextContext, surveyUrl: string): Promise<string> {
  return (await renderTemplate(db, 'citizen.survey', { ...common(c), surveyUrl })).text;
}

/** The report is dealt with together with one that came before. */
export async function mergedText(db: Db, c: TextContext): Promise<string> {
  return (await renderTemplate(db, 'citizen.merged', common(c))).text;
}
