/**
 * What a call is for: a call-back that the caller chose instead of waiting, a call that nobody took, an answer to a
 * conversation, a question back, the result of a case, a case not taken with guidance, and whatever else.
 */
export const CALLBACK_KINDS = ['kept', 'missed', 'reply', 'question', 'answer', 'declined', 'other'] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];
