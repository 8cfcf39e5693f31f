import { parseArgs } from 'node:util';
import { CASE_TYPES, type CaseType, URGENCIES, type Urgency } from '../../contract/cases.ts';
import { unitByCode } from '../org/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import type { Said } from '../platform/said.ts';
import { parseInstant } from './parse-instant.ts';
import { dueFor } from './queries.ts';

export const DEADLINE_USAGE =
  '1022 deadline --from <ISO time> --type <type> --urgency <urgency> [--unit <code>] [--json]';

export interface DeadlineAnswer {
  /** ISO 8601 with +07:00. */
  dueAt: string;
  explanation: string[];
}

/**
 * `1022 deadline`: what a case registered at `--from` would be due, from the same function that sets due dates.
 * @param args what stands after `deadline` on the command line; `--json` is the caller's affair and accepted here
 * @throws AppError `bad_input` naming the option, what was found and what is expected
 */
export async function runDeadline(db: Db, args: readonly string[]): Promise<DeadlineAnswer> {
  const options = parseOptions(args);
  const from = parseInstant(required(options.from, 'from'));
  const type = oneOf<CaseType>(required(options.type, 'type'), 'type', CASE_TYPES);
  const urgency = oneOf<Urgency>(required(options.urgency, 'urgency'), 'urgency', URGENCIES);
  const unitId = options.unit === undefined ? null : await unitIdOf(db, options.unit);
  const { dueAt, explanation } = await dueFor(db, { type, urgency, unitId, stage: 'handle', from });
  return { dueAt: isoLocal(dueAt), explanation: explanation.map((line) => line.vi) };
}

/** The answer for people: the explanation, whose last line is the due date. */
export function deadlineText(answer: DeadlineAnswer): string {
  return answer.explanation.join('\n');
}

function parseOptions(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = { from: text, type: text, urgency: text, unit: text, json: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    throw badInput(
      {
        vi: `${(cause as Error).message.split('\n')[0]}\n${DEADLINE_USAGE}`,
        en: `${(cause as Error).message.split('\n')[0]}\n${DEADLINE_USAGE}`,
      },
      cause,
    );
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '')
    throw badInput({
      vi: `Thiếu --${name} (missing).\n${DEADLINE_USAGE}`,
      en: `--${name} is missing.\n${DEADLINE_USAGE}`,
    });
  return value;
}

function oneOf<T extends string>(value: string, name: string, values: readonly T[]): T {
  const found = values.find((v) => v === value);
  if (found === undefined) {
    throw badInput({
      vi: `--${name}: ${JSON.stringify(value)} không có trong danh sách (expected one of): ${values.join(', ')}`,
      en: `--${name}: ${JSON.stringify(value)} is not one of: ${values.join(', ')}`,
    });
  }
  return found;
}

async function unitIdOf(db: Db, code: string): Promise<number> {
  const unit = await unitByCode(db, code);
  if (!unit)
    throw badInput({
      vi: `--unit: không có đơn vị ${JSON.stringify(code)} (no unit has this code).`,
      en: `--unit: no unit has the code ${JSON.stringify(code)}.`,
    });
  return unit.id;
}

function badInput(detail: Said, cause?: unknown): AppError {
  return new AppError('bad_input', { detail, cause });
}
