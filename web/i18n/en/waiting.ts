import type { waiting as vietnamese } from '../vi/waiting.ts';

export const waiting: typeof vietnamese = {
  title: 'Waiting',
  text: 'Everything that waits for somebody: where, in whose hands; give it to another or take it. Each move keeps a reason.',
  kind: {
    unattended: 'Cases nobody attends to',
    overdue: 'Overdue cases',
    conversation: 'Conversations waiting for us',
    call: 'Calls waiting',
    offer: 'Work being offered',
    callback: 'Calls that we owe',
  },
  kindLabel: 'Kind',
  unitLabel: 'Unit',
  unitHint: 'For cases only; everything else waits at the switchboard.',
  all: 'All',
  none: 'Nothing is waiting.',
  notAtUnits: 'This waits at the switchboard, not at a unit.',
  switchboard: 'Switchboard',
  with: (name) => `held by ${name}`,
  noOfficer: 'no officer yet',
  noSubject: 'no subject',
  open: 'Open the call-backs',
  recall: 'Take back to the switchboard, I see to it',
  notNow: 'This case cannot be given to another or taken back just now; open it to remind or to see why.',
};
