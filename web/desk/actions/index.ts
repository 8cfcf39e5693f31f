import type { ActionName } from '../../../contract/actions.ts';
import { accept } from './accept.tsx';
import { acceptReport } from './accept-report.tsx';
import { answer } from './answer.tsx';
import { answerAtLevel } from './answer-at-level.tsx';
import { approve } from './approve.tsx';
import { assign } from './assign.tsx';
import { citizenReplied } from './citizen-replied.tsx';
import { consult } from './consult.tsx';
import { decline } from './decline.tsx';
import { deliver } from './deliver.tsx';
import type { DeskAction } from './desk-action.ts';
import { direct } from './direct.tsx';
import { escalate } from './escalate.tsx';
import { forward } from './forward.tsx';
import { giveOpinion } from './give-opinion.tsx';
import { grant } from './grant.tsx';
import { merge } from './merge.tsx';
import { note } from './note.tsx';
import { publish } from './publish.tsx';
import { recall } from './recall.tsx';
import { refuse } from './refuse.tsx';
import { rejectDraft } from './reject-draft.tsx';
import { relabel } from './relabel.tsx';
import { reopen } from './reopen.tsx';
import { reportDirective } from './report-directive.tsx';
import { requestExtension } from './request-extension.tsx';
import { requestInfo } from './request-info.tsx';
import { giveBack } from './return.tsx';
import { sendBackReport } from './send-back-report.tsx';
import { submit } from './submit.tsx';
import { unmerge } from './unmerge.tsx';
import { unpublish } from './unpublish.tsx';
import { withdrawDraft } from './withdraw-draft.tsx';

/**
 * Every action of the contract with its form. The order is the order of the menu and never changes, so that the hand
 * learns it. An action of the contract that is missing here does not compile.
 */
export const DESK_ACTIONS: Record<ActionName, DeskAction> = {
  accept,
  forward,
  answer,
  submit,
  approve,
  deliver,
  direct,
  answer_at_level: answerAtLevel,
  accept_report: acceptReport,
  send_back_report: sendBackReport,
  report_directive: reportDirective,
  give_opinion: giveOpinion,
  assign,
  consult,
  request_info: requestInfo,
  citizen_replied: citizenReplied,
  request_extension: requestExtension,
  grant,
  refuse,
  reject_draft: rejectDraft,
  withdraw_draft: withdrawDraft,
  escalate,
  return: giveBack,
  recall,
  reopen,
  publish,
  unpublish,
  note,
  relabel,
  merge,
  unmerge,
  decline,
};

const ORDER = Object.keys(DESK_ACTIONS) as ActionName[];

/** Sorts offers into the fixed order of the menu. */
export function inMenuOrder<T extends { action: ActionName }>(offers: readonly T[]): T[] {
  return [...offers].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
}
