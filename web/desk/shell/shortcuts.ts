/**
 * Every key of the desk, once: the help sheet is made of this, `useKeys` accepts no other key, and shortcuts.test.ts
 * compares it with the files that listen to keys. `at` names those files, below web/.
 */
export const SHORTCUTS = [
  { id: 'search', scope: 'everywhere', keys: ['mod+k', '/'], at: ['desk/shell/shell.tsx'] },
  { id: 'newCase', scope: 'everywhere', keys: ['n'], at: ['desk/shell/shell.tsx'] },
  { id: 'notices', scope: 'everywhere', keys: ['b'], at: ['desk/notices/bell.tsx'] },
  { id: 'undo', scope: 'everywhere', keys: ['mod+z'], at: ['desk/case/use-undo.ts'] },
  {
    id: 'close',
    scope: 'everywhere',
    keys: ['Escape'],
    at: [
      'desk/queue/queue-page.tsx',
      'desk/days/day-page.tsx',
      'desk/conversations/conversations-page.tsx',
      'desk/case/action-bar.tsx',
      'desk/sign/reject-form.tsx',
    ],
  },
  { id: 'help', scope: 'everywhere', keys: ['?'], at: ['desk/shell/shell.tsx'] },
  { id: 'hits', scope: 'palette', keys: ['ArrowDown', 'ArrowUp'], at: ['desk/shell/command-field.tsx'] },
  { id: 'takeHit', scope: 'palette', keys: ['Enter'], at: ['desk/shell/command-field.tsx'] },
  {
    id: 'step',
    scope: 'lists',
    keys: ['j', 'k'],
    at: ['desk/queue/queue-page.tsx', 'desk/days/day-page.tsx', 'desk/conversations/conversations-page.tsx'],
  },
  { id: 'rows', scope: 'lists', keys: ['ArrowDown', 'ArrowUp'], at: ['ui/long-list.tsx'] },
  { id: 'pages', scope: 'lists', keys: ['PageDown', 'PageUp'], at: ['ui/long-list.tsx'] },
  { id: 'ends', scope: 'lists', keys: ['Home', 'End'], at: ['ui/long-list.tsx'] },
  // Enter on a link is the browser's own.
  { id: 'open', scope: 'lists', keys: ['Enter'], at: [] },
  { id: 'pick', scope: 'lists', keys: ['x'], at: ['desk/queue/case-rows.tsx'] },
  { id: 'extend', scope: 'lists', keys: ['shift+ArrowDown', 'shift+ArrowUp'], at: ['desk/queue/case-rows.tsx'] },
  { id: 'filter', scope: 'lists', keys: ['Enter'], at: ['desk/queue/filters.tsx'] },
  { id: 'nextTask', scope: 'day', keys: ['n'], at: ['desk/days/day-page.tsx'] },
  { id: 'main', scope: 'case', keys: ['mod+Enter'], at: ['desk/case/action-bar.tsx', 'desk/sign/sign-card.tsx'] },
  { id: 'menu', scope: 'case', keys: ['.'], at: ['desk/case/action-bar.tsx'] },
  {
    id: 'send',
    scope: 'case',
    keys: ['mod+Enter'],
    at: ['desk/case/action-panel.tsx', 'desk/campaigns/answer-form.tsx'],
  },
  { id: 'register', scope: 'contact', keys: ['mod+Enter'], at: ['desk/contact/workspace.tsx'] },
  { id: 'registerNext', scope: 'contact', keys: ['mod+shift+Enter'], at: ['desk/contact/workspace.tsx'] },
  { id: 'reply', scope: 'conversations', keys: ['mod+Enter'], at: ['desk/conversations/note-box.tsx'] },
  { id: 'makeCase', scope: 'conversations', keys: ['n'], at: ['desk/conversations/conversation-pane.tsx'] },
  { id: 'takeOffer', scope: 'offers', keys: ['alt+KeyA'], at: ['desk/routing/offer-cards.tsx'] },
  { id: 'leaveOffer', scope: 'offers', keys: ['alt+KeyX'], at: ['desk/routing/offer-cards.tsx'] },
  { id: 'otherFile', scope: 'viewer', keys: ['ArrowLeft', 'ArrowRight'], at: ['ui/file-viewer.tsx'] },
  { id: 'larger', scope: 'viewer', keys: ['+', '='], at: ['ui/file-viewer.tsx'] },
  { id: 'smaller', scope: 'viewer', keys: ['-'], at: ['ui/file-viewer.tsx'] },
  { id: 'fit', scope: 'viewer', keys: ['0'], at: ['ui/file-viewer.tsx'] },
  { id: 'closeFile', scope: 'viewer', keys: ['Escape'], at: ['ui/file-viewer.tsx'] },
  { id: 'play', scope: 'player', keys: [' '], at: ['desk/recordings/player.tsx'] },
  { id: 'seek', scope: 'player', keys: ['ArrowLeft', 'ArrowRight'], at: ['desk/recordings/player.tsx'] },
  { id: 'answerCall', scope: 'phone', keys: ['alt+KeyA'], at: ['desk/phone/ring-card.tsx'] },
  { id: 'declineCall', scope: 'phone', keys: ['alt+KeyX'], at: ['desk/phone/ring-card.tsx'] },
  { id: 'holdCall', scope: 'phone', keys: ['alt+KeyG'], at: ['desk/phone/call-tools.tsx'] },
  { id: 'muteCall', scope: 'phone', keys: ['alt+KeyM'], at: ['desk/phone/call-tools.tsx'] },
  { id: 'hangUp', scope: 'phone', keys: ['alt+KeyK'], at: ['desk/phone/call-tools.tsx'] },
  { id: 'walkNotices', scope: 'notices', keys: ['ArrowDown', 'ArrowUp'], at: ['desk/notices/notice-list.tsx'] },
  {
    id: 'days',
    scope: 'calendar',
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    at: ['desk/admin/calendar-year.tsx'],
  },
  { id: 'months', scope: 'calendar', keys: ['PageUp', 'PageDown'], at: ['desk/admin/calendar-year.tsx'] },
  { id: 'week', scope: 'calendar', keys: ['Home', 'End'], at: ['desk/admin/calendar-year.tsx'] },
  { id: 'editDay', scope: 'calendar', keys: ['Enter'], at: ['desk/admin/calendar-year.tsx'] },
] as const;

export type Shortcut = (typeof SHORTCUTS)[number];
/** What a page may bind with `useKeys`: a key without an entry above does not compile. */
export type ShortcutKey = Shortcut['keys'][number];

const NAMES: Record<string, string> = {
  shift: 'Shift',
  alt: 'Alt',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  Escape: 'Esc',
  ' ': 'Space',
};

/** A key as it is printed on the keyboard: `mod+k` → `Ctrl K`, on a Mac `⌘ K`. */
export function keyText(key: string, mac: boolean): string {
  return (key.length > 1 ? key.split('+') : [key])
    .map((part) => {
      if (part === 'mod') return mac ? '⌘' : 'Ctrl';
      return NAMES[part] ?? (part.startsWith('Key') ? part.slice(3) : part.length === 1 ? part.toUpperCase() : part);
    })
    .join(' ');
}
