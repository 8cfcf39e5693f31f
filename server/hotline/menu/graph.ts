import type { MenuGraph } from '../../../contract/hotline-menu.ts';

export {
  type MenuGraph,
  type MenuNode,
  menuGraph,
  menuNode,
  targetsOf,
} from '../../../contract/hotline-menu.ts';
export { faultsOf, type GraphFault, type KnownThings } from '../../../contract/hotline-menu-faults.ts';

/** The menu that a new installation begins with. */
export const FIRST_MENU: MenuGraph = {
  start: 'greeting',
  nodes: {
    greeting: { kind: 'say', sounds: ['greeting'], next: 'incident' },
    incident: { kind: 'incident', sounds: ['incident'], next: 'hours' },
    hours: { kind: 'hours', calendar: null, open: 'menu', closed: 'closed' },
    menu: {
      kind: 'menu',
      sounds: ['menu'],
      keys: { '1': 'procedures', '2': 'report', '3': 'result', '0': 'agent', '*': 'repeat' },
      timeoutSeconds: 6,
      attempts: 3,
      otherwise: 'agent',
    },
    procedures: { kind: 'queue', queue: null, skills: [], topic: 'Hỏi thông tin, thủ tục' },
    report: { kind: 'queue', queue: null, skills: [], topic: 'Phản ánh hiện trường' },
    result: { kind: 'queue', queue: null, skills: [], topic: 'Hỏi kết quả xử lý' },
    agent: { kind: 'queue', queue: null, skills: [], topic: 'Gặp tổng đài viên' },
    closed: { kind: 'voicemail', sounds: ['emergency', 'after-hours'] },
  },
};
