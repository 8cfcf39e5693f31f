/**
 * The whole state space of the workflow: every combination of status, level and facts that can be reached from a
 * registration, walked with every action and stance. What depends on other people or on the form of the moment is not
 * part of a state; it is tried both ways at each step.
 */

import type { Status } from '../../contract/cases.ts';
import { outcomes } from '../../scripts/workflow-space.ts';
import { ENDED, type Facts, RULES, STANCES, type Stance, type TransitionName } from '../../server/cases/index.ts';

/** Facts that are chosen anew at each step. */
type Moment =
  | 'leaderPostFilled'
  | 'directsToLeadUnit'
  | 'actorIsDrafter'
  | 'unattended'
  | 'mustCall'
  | 'publishable'
  | 'hasChildren'
  | 'orderOfProvince';
export type State = Omit<Facts, Moment>;
export const ACTIONS = Object.keys(RULES) as TransitionName[];

const START: State = {
  status: 'received',
  level: 1,
  returnCount: 0,
  byDirective: false,
  resumeStatus: null,
  resumeLevel: null,
  resolvedLevel: null,
  reopenable: false,
  extensionOpen: false,
  extensionBeyond: false,
  opinionOpen: false,
  rated: false,
  directiveOpen: false,
  reportWaits: false,
  hasParent: false,
  answered: false,
  published: false,
};

export interface Edge {
  from: State;
  action: TransitionName;
  stance: Stance;
  /** What had to be supposed of the moment. */
  supposed: Partial<Facts>;
  to: State;
}

export const keyOf = (s: State) => JSON.stringify(s);

/** The states after an accepted action, with the consequences that the commands write (each is proved there). */
function after(state: State, action: TransitionName, to: { status: Status; level: number }): State[] {
  const next: State = { ...state, ...to };
  const loose = { extensionOpen: false, extensionBeyond: false, directiveOpen: false, reportWaits: false };
  const back = { resumeStatus: null, resumeLevel: null };
  if (to.status === 'received' || to.status === 'escalated' || to.status === 'merged')
    Object.assign(next, { byDirective: false });
  switch (action) {
    case 'return':
      next.returnCount = Math.min(2, state.returnCount + 1);
      if (to.status === 'received') next.opinionOpen = false;
      break;
    case 'recall':
      Object.assign(next, loose, { opinionOpen: false });
      break;
    case 'direct':
      Object.assign(next, { byDirective: true, directiveOpen: true, reportWaits: false });
      break;
    case 'report_directive':
      Object.assign(next, { directiveOpen: false, reportWaits: true });
      break;
    case 'accept_report':
      next.reportWaits = false;
      break;
    case 'send_back_report':
      Object.assign(next, { directiveOpen: true, reportWaits: false });
      break;
    case 'request_info':
      Object.assign(next, { resumeStatus: state.status, resumeLevel: state.level });
      break;
    case 'merge':
      Object.assign(next, {
        resumeStatus: state.status,
        resumeLevel: state.level,
        hasParent: true,
        opinionOpen: false,
      });
      break;
    case 'citizen_replied':
    case 'resume':
      Object.assign(next, back);
      break;
    case 'unmerge':
      Object.assign(next, back, { hasParent: false });
      break;
    case 'request_extension':
      return [false, true].map((extensionBeyond) => ({ ...next, extensionOpen: true, extensionBeyond }));
    case 'grant':
    case 'refuse':
      Object.assign(next, { extensionOpen: false, extensionBeyond: false });
      break;
    case 'consult':
      next.opinionOpen = true;
      break;
    case 'give_opinion':
      next.opinionOpen = false;
      break;
    case 'approve':
    case 'answer_at_level':
      Object.assign(next, loose, { opinionOpen: false, answered: true });
      next.resolvedLevel = Math.max(to.level, state.resolvedLevel ?? 1);
      break;
    case 'answer':
      Object.assign(next, { answered: true, resolvedLevel: Math.max(1, state.resolvedLevel ?? 1) });
      break;
    case 'follow_parent':
      Object.assign(next, { answered: true, resolvedLevel: 1, reopenable: to.status === 'merged' });
      break;
    case 'deliver':
      next.reopenable = true;
      break;
    case 'reopen':
      Object.assign(next, back, {
        reopenable: false,
        returnCount: 0,
        answered: false,
        hasParent: false,
        published: false,
      });
      break;
    case 'rate':
      next.rated = true;
      break;
    case 'publish':
      next.published = true;
      break;
    case 'unpublish':
      next.published = false;
      break;
  }
  if (ENDED.includes(to.status) && !ENDED.includes(state.status)) Object.assign(next, loose);
  if (to.status === 'closed') next.reopenable = true;
  return [next];
}

/** Walks all of it. */
export function explore(): { states: Map<string, State>; edges: Edge[] } {
  const states = new Map([[keyOf(START), START]]);
  const edges: Edge[] = [];
  const queue = [START];
  for (let state = queue.pop(); state; state = queue.pop()) {
    for (const action of ACTIONS) {
      for (const stance of STANCES) {
        for (const { facts, verdict } of outcomes(action, stance, state)) {
          if (!verdict.ok) continue;
          for (const to of after(state, action, verdict.move)) {
            edges.push({ from: state, action, stance, supposed: facts, to });
            if (states.has(keyOf(to))) continue;
            states.set(keyOf(to), to);
            queue.push(to);
          }
        }
      }
    }
  }
  return { states, edges };
}
