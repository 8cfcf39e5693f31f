/** @jsxImportSource preact */
/** The window. It speaks only to the page that shows it, and only when that page is on the list of its site. */
import { render } from 'preact';
import type { WidgetLanguage } from '../../../contract/widget-words.ts';
import { inkOn } from '../loader/look.ts';
import { type FromFrame, type ToFrame, unwrap, wrap } from '../protocol.ts';
import { Engine } from './engine.ts';
import './frame.css';
import './chat.css';
import { Chat } from './chat.tsx';
import { outboxName } from './outbox.ts';
import { allowed } from './parent-origin.ts';
import { borrow, hearKept, isLasting } from './storage.ts';
import { unreadAfter } from './thread.ts';

interface Boot {
  key: string;
  origins: string[];
  colour: string;
  language: WidgetLanguage;
  title: string;
}

const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as Boot;
const root = document.documentElement;
root.style.setProperty('--brand', boot.colour);
root.style.setProperty('--on-brand', inkOn(boot.colour));

const engine = new Engine(boot);
const alone = window.parent === window;
/** The browser delivers a message only where the parent really is of this origin. */
const parentOrigin = alone ? null : allowed(decodeURIComponent(location.hash.slice(1)), boot.origins, location.origin);
let shown = alone;

const tell = (message: FromFrame) => {
  if (parentOrigin !== null) window.parent.postMessage(wrap(message), parentOrigin);
};
const draw = (small: boolean) =>
  render(
    <Chat
      engine={engine}
      language={boot.language}
      title={boot.title}
      shown={shown}
      modal={small}
      onClose={alone ? null : () => tell({ type: 'close' })}
    />,
    document.getElementById('chat') as HTMLElement,
  );

// The browser may show another tab's storage here only after that tab's word on the channel has come.
addEventListener('storage', ({ key }) => {
  if (key?.startsWith(outboxName(boot.key))) engine.outboxChanged();
});

if (alone) {
  draw(false);
  void engine.start({ url: location.origin }, null);
} else if (parentOrigin !== null) {
  draw(false);
  addEventListener('message', (event) => {
    if (event.origin !== parentOrigin || event.source !== window.parent) return;
    const message = unwrap<ToFrame>(event.data, ['hello', 'shown', 'identity', 'kept']);
    if (message?.type === 'hello') {
      borrow(message.kept, (name, value) => tell({ type: 'keep', name, value }));
      void engine.start(message.page, message.identity);
    } else if (message?.type === 'kept') {
      hearKept(message.name, message.value);
      engine.outboxChanged();
    } else if (message?.type === 'identity') void engine.identify(message.identity);
    else if (message?.type === 'shown') {
      shown = message.on;
      draw(message.small);
    }
  });
  let told = '';
  engine.subscribe(() => {
    const { thread, readSeq, conversation } = engine.state;
    const count = unreadAfter(thread, readSeq);
    const talking = conversation?.status === 'open';
    if (engine.state.phase !== 'ready' || told === `${count} ${talking}`) return;
    told = `${count} ${talking}`;
    tell({ type: 'unread', count, talking });
  });
  tell({ type: 'ready', lasting: isLasting() });
}
