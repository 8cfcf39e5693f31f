import type { LetterWords } from './letter-vi.ts';

export const letterEn: LetterWords = {
  status: {
    received: 'Received',
    in_progress: 'Being handled',
    waiting_for_you: 'Waiting for your reply',
    answer_coming: 'Done, the answer is on its way',
    answered: 'Answered',
    declined: 'Outside our scope, guidance given',
    merged: 'Handled together with other reports',
  },
  title: 'Your report',
  code: 'Case code',
  dear: 'Dear Sir or Madam,',
  opening: (at) => `At ${at} the 1022 line received the following report from you.`,
  reopened: 'As you asked, your report is being looked at again.',
  state: {
    received: 'Your report has been recorded and is being looked at by the 1022 centre.',
    in_progress: 'Your report is being handled by the office in charge.',
    waiting_for_you: 'To go on, we need to know a little more from you:',
    answer_coming: 'The matter has been dealt with; the answer is signed and will reach you shortly.',
    answered: '',
    declined: 'This matter is outside the scope of the 1022 line. Our guidance:',
    merged:
      'Several people reported the same matter, so the reports are handled together and answered at the same time.',
  },
  due: (at) => `You will have an answer by ${at} at the latest.`,
  extended: (first, now) =>
    `The answer was first due by ${first}. The matter needs more time, so this has been moved to ${now}. We ask for your patience.`,
  overdue: (at) =>
    `The answer was due by ${at}, which has passed. We apologise for the delay; the matter is being pressed.`,
  until: (at) =>
    `Please answer before ${at}, right below or by replying to our mail. Meanwhile the time for handling stands still.`,
  untilByPhone: (at) =>
    `Please call 1022 and give the case code to answer before ${at}. Meanwhile the time for handling stands still.`,
  reply: 'Your reply',
  replySend: 'Send reply',
  replyThanks: 'We have your reply. The handling goes on.',
  answerBy: (agency, at) => (agency ? `${agency} answered on ${at}:` : `The 1022 centre answered on ${at}:`),
  late: 'This answer came later than promised. We apologise.',
  regards: 'Yours faithfully,',
  photos: (n) => (n === 1 ? 'With 1 file you sent.' : `With ${n} files you sent.`),
  place: 'Place',
  rate: 'Are you satisfied with the result?',
  yes: 'Satisfied',
  no: 'Not satisfied',
  rateReason: 'What made you satisfied or not?',
  rateSend: 'Send rating',
  rated: (satisfied) => (satisfied ? 'You rated: satisfied.' : 'You rated: not satisfied.'),
  rateThanks: 'Thank you for your rating.',
  reopen: 'Ask for another look',
  reopenHint: (until) => `If the matter is not settled or the answer is not right. You can ask until ${until}.`,
  reopenReason: 'What has not been settled?',
  reopenSend: 'Send request',
  reopenThanks: 'We have your request. The report is looked at afresh, with a new date for the answer.',
  reopenOver: (at) =>
    `The time to ask for another look ended at ${at}. If the matter persists, please send a new report.`,
  leave: 'Close this report',
  print: 'Print this letter',
  chooseRating: 'Please choose satisfied or not satisfied.',
};
