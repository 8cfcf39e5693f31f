import type { Command } from '../engine.ts';
import type { TransitionName } from '../workflow.ts';
import * as ask from './ask.ts';
import * as close from './close.ts';
import * as draft from './draft.ts';
import { forward } from './forward.ts';
import * as leadUp from './lead-up.ts';
import * as remark from './remark.ts';
import * as take from './take.ts';

/**
 * The command of each transition: the engine's table of contents. A rule of the workflow without a command here is
 * not offered to anybody (`merge`, `publish` and `unpublish` come with their own screens).
 */
export const COMMANDS: Partial<Record<TransitionName, Command<object>>> = {
  answer: close.answer,
  decline: close.decline,
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
  reject_draft: draft.rejectDraft,
  approve: draft.approve,
  request_extension: ask.requestExtension,
  grant: ask.grant,
  refuse: ask.refuse,
  escalate: leadUp.escalate,
  direct: leadUp.direct,
  answer_at_level: leadUp.answerAtLevel,
  deliver: close.deliver,
  reopen: close.reopen,
  rate: close.rate,
  note: remark.note,
  attach: remark.attach,
  relabel: remark.relabel,
};
