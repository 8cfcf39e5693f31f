/** How long things may take: policies, due dates and what is left of them. */
export { DEADLINE_USAGE, type DeadlineAnswer, deadlineText, runDeadline } from './cli-deadline.ts';
export { seedDeadlinePolicies } from './commands/seed-deadline-policies.ts';
export {
  type DeadlineBook,
  type DueAnswer,
  type DueQuestion,
  deadlineBook,
  type SubstanceAnswer,
  type SubstanceQuestion,
} from './deadline-book.ts';
export { parseInstant } from './parse-instant.ts';
export { choosePolicy, computeDue, type DeadlinePolicy, type Due, STAGES, type Stage, type Warning } from './policy.ts';
export { deadlinesWith, dueFor, forgetDeadlines, loadDeadlines } from './queries.ts';
export { referencePolicies } from './reference.ts';
export { type Remaining, remaining } from './remaining.ts';
export { registerPolicies } from './routes.ts';
export type { Extension, Pause } from './substance.ts';
