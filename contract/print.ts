import { z } from 'zod';

/**
 * The papers that a case can be printed as: `transfer`, the slip by which it goes to a unit (before that, the record of
 * its receipt), and `answer`, the signed answer.
 */
export const PRINT_KINDS = ['transfer', 'answer'] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

export const printQuery = z.object({ kind: z.enum(PRINT_KINDS).default('transfer') });

/** The address of the PDF, in full. */
export function printAddress(code: string, kind: PrintKind): string {
  return `/api/v1/cases/${encodeURIComponent(code)}/print?kind=${kind}`;
}
