import type { Command } from '../engine.ts';
import type { TransitionName } from '../workflow.ts';
import * as ask from './ask.ts';
import * as close from './close.ts';
import { acceptReport, reportDirective, sendBackReport } from './directives.ts';
import * as draft from './draft.ts';
import * as extension from './extension.ts';
import { forward } from './forward.ts';
import * as leadUp from './lead-up.ts';
import * as merging from './merge.ts';
import * as publishing from './publish.ts';
import * as remark from './remark.ts';
import * as take from './take.ts';

/** The command of each transition: the engine's table of contents. A rule without a command does not compile. */
export const COMMANDS: Record<TransitionName, Command<object>> = {
  answer: close.answer,
  decline: close.decline,
  merge: merging.merge,
  unmerge: merging.unmerge,
  follow_parent: merging.followParent,
  forward,
  recall: take.recall,
  accept: take.accept,
  assign: take.assign,
  return: take.giveBack,
  consult: ask.consult,
  give_opinion: ask.giveOpinion,
  request_info: ask.requestInfo,
  citizen_replied: ask.citizenReplied,
  resume: ask.resumeWork,
  submit: draft.submit,
  withdraw_draft: draft.withdrawDraft,
  reject_draft: draft.rejectDraft,
  approve: draft.approve,
  request_extension: extension.requestExtension,
  grant: extension.grant,
  refuse: extension.refuse,
  escalate: leadUp.escalate,
  direct: leadUp.direct,
  report_directive: reportDirective,
  accept_report: acceptReport,
  send_back_report: sendBackReport,
  answer_at_level: leadUp.answerAtLevel,
  deliver: close.deliver,
  reopen: close.reopen,
  rate: close.rate,
  publish: publishing.publish,
  unpublish: publishing.unpublish,
  note: remark.note,
  attach: remark.attach,
  relabel: remark.relabel,
};
