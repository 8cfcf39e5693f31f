/**
 * `widget.js`: one line in the page of any site. Draws the button; the window itself is loaded when it is first opened
 * (or when a conversation runs already). Touches nothing of the page but one element at its end.
 */
import type { LauncherConfig } from '../../../contract/widget.ts';
import { type FromFrame, type SignedIdentity, type ToFrame, unwrap, wrap } from '../protocol.ts';
import { inkOn, LOOK } from './look.ts';
import { memoryOf } from './memory.ts';

const WORDS = {
  vi: {
    chat: 'Trò chuyện',
    open: 'Mở trò chuyện',
    close: 'Đóng trò chuyện',
    unread: (n: number) => `${n} tin chưa đọc`,
    news: (n: number) => `Có ${n} tin nhắn mới`,
  },
  en: {
    chat: 'Chat',
    open: 'Open chat',
    close: 'Close chat',
    unread: (n: number) => `${n} unread`,
    news: (n: number) => (n === 1 ? '1 new message' : `${n} new messages`),
  },
};

interface Page {
  Tongdai1022?: object;
}

const script = document.currentScript as HTMLScriptElement | null;
const key = script?.dataset.widgetKey;
const page = window as Page;
if (script && key && !page.Tongdai1022) {
  // Claimed at once: the script twice in one page makes one button.
  page.Tongdai1022 = {};
  start(new URL(script.src).origin, key, script).catch((error: unknown) => console.warn('1022:', error));
}

async function start(server: string, siteKey: string, tag: HTMLScriptElement): Promise<void> {
  const answer = await fetch(`${server}/api/v1/widget/sites/${siteKey}`, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`chat is not available on ${location.origin} (${answer.status})`);
  const config = (await answer.json()) as LauncherConfig;
  const language = (tag.dataset.lang ?? document.documentElement.lang).startsWith('en') ? 'en' : 'vi';
  const words = WORDS[language];
  const memory = memoryOf(siteKey);

  const host = document.createElement('tongdai-1022');
  host.dataset.side = tag.dataset.side === 'left' || tag.dataset.side === 'right' ? tag.dataset.side : config.side;
  const root = host.attachShadow({ mode: 'open' });
  // A style sheet made by script passes every content security policy; an element with text would not.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);
  root.adoptedStyleSheets = [sheet];
  host.style.setProperty('--brand', config.colour);
  host.style.setProperty('--on', inkOn(config.colour));

  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  button.append(picture(), label(config.label[language] ?? words.chat));
  const badge = document.createElement('b');
  badge.hidden = true;
  badge.setAttribute('aria-hidden', 'true');
  button.append(badge);
  const said = document.createElement('div');
  said.className = 'said';
  said.setAttribute('role', 'status');
  root.append(button, said);

  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let lends = false;
  let shown = false;
  let unread = 0;
  let identity: SignedIdentity | null = null;

  const isSmall = () => matchMedia('(max-width: 480px), (max-height: 480px)').matches;
  const tell = (message: ToFrame) => {
    if (ready) frame?.contentWindow?.postMessage(wrap(message), server);
  };
  const draw = () => {
    const news = unread > 0 && !shown;
    button.setAttribute('aria-expanded', String(shown));
    button.setAttribute(
      'aria-label',
      shown ? words.close : news ? `${words.open}, ${words.unread(unread)}` : words.open,
    );
    badge.hidden = !news;
    badge.textContent = String(unread);
    button.hidden = shown;
  };
  const load = () => {
    if (frame) return;
    frame = document.createElement('iframe');
    frame.id = 'window';
    frame.title = config.label[language] ?? words.chat;
    frame.hidden = true;
    frame.allow = 'clipboard-write';
    // The window must know for whom it speaks before it says a word.
    frame.src = `${server}/w/${siteKey}?lang=${language}#${encodeURIComponent(location.origin)}`;
    root.append(frame);
    button.setAttribute('aria-controls', 'window');
  };
  const show = (on: boolean) => {
    if (on) load();
    if (!frame || shown === on) return;
    shown = on;
    frame.hidden = !on;
    draw();
    tell({ type: 'shown', on, small: isSmall() });
    if (on) frame.focus();
    else button.focus();
  };

  addEventListener('message', (event) => {
    if (event.origin !== server || !frame || event.source !== frame.contentWindow) return;
    const message = unwrap<FromFrame>(event.data, ['ready', 'close', 'unread', 'keep']);
    if (message?.type === 'ready') {
      ready = true;
      lends = !message.lasting;
      tell({
        type: 'hello',
        identity,
        kept: lends ? memory.lent() : {},
        page: { url: location.origin + location.pathname, title: document.title.slice(0, 500), referrer: '' },
        small: isSmall(),
      });
      tell({ type: 'shown', on: shown, small: isSmall() });
    } else if (message?.type === 'close') show(false);
    else if (message?.type === 'keep' && lends) memory.lend(message.name, message.value);
    else if (message?.type === 'unread' && Number.isSafeInteger(message.count)) {
      if (message.count > unread && !shown) said.textContent = words.news(message.count);
      unread = message.count;
      memory.setTalking(message.talking);
      draw();
    }
  });
  memory.onChange((name, value) => lends && tell({ type: 'kept', name, value }));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && shown && event.target === host) show(false);
  });
  button.addEventListener('click', () => show(true));

  page.Tongdai1022 = Object.freeze({
    open: () => show(true),
    close: () => show(false),
    /** Who is signed in at this site, signed by its server; null when nobody is any more. */
    identify(who: SignedIdentity | null) {
      identity = who;
      tell({ type: 'identity', identity });
    },
  });
  draw();
  document.body.append(host);
  // A conversation runs: its news must reach the button although the window is shut.
  if (memory.isTalking()) load();
  dispatchEvent(new Event('tongdai1022:ready'));
}

function picture(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M4 5h16v11h-8l-5 4v-4H4z');
  svg.append(path);
  return svg;
}

function label(text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}
