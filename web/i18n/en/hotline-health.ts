import type { HotlineWords } from '../hotline-words.ts';

export const health: HotlineWords['health'] = {
  title: 'Health of the telephone',
  text: 'Looks again every 15 seconds.',
  allWell: 'All is well',
  troubles: (n) => `${n} to look at`,
  off: 'The telephone is not in use',
  state: { good: 'Good', watch: 'Look', bad: 'Broken', off: 'Not in use' },
  line: {
    link: 'Connection to Asterisk',
    asterisk: 'Asterisk',
    trunk: 'Trunk',
    browsers: 'Telephones in browsers (WebSocket)',
    phones: 'Agents’ telephones',
    calls: 'Calls',
    disk: 'Space for recordings',
    lost: 'Lost recordings',
    messages: 'Messages during maintenance',
    prompts: 'Prompts',
    incidents: 'Incidents',
    orders: 'Refused orders',
  },
  since: (when) => `since ${when}`,
  whatToDo: 'What to do',
  socket: {
    trying: 'Trying from this browser…',
    good: (ms) => `This browser can connect (${ms} ms).`,
    bad: 'This browser cannot connect.',
    advice:
      'With a proxy in front, allow WebSocket upgrades at /api/v1/phone/ws; the page must be opened by https to use the microphone.',
  },
  tryAgain: 'Look again',
};
