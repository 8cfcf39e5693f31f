import type { HotlineWords } from '../hotline-words.ts';

export const manual: HotlineWords['manual'] = {
  title: 'Write down a call',
  text: 'For calls taken or made on other equipment. The record is that of any call and counts for the writer.',
  direction: 'Direction',
  number: 'Citizen’s phone number',
  hidden: 'Hidden number',
  day: 'Day',
  time: 'Began at',
  minutes: 'Minutes',
  seconds: 'Seconds',
  length: 'Length of the talk',
  outcome: 'Result',
  outcomes: { answered: 'Talked', no_answer: 'No answer', busy: 'Busy', abandoned: 'Citizen hung up first' },
  disposition: 'Kind of call',
  note: 'What was said',
  caseCode: 'Case (if there is one)',
  save: 'Save call',
  saved: 'Call saved',
  makeCase: 'Make a case of this call',
  again: 'Write down another',
  done: (number, time) => `Call ${number} at ${time} saved.`,
};
