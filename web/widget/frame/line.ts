import type {
  WidgetClientFrame,
  WidgetConversation,
  WidgetEvent,
  WidgetPresence,
  WidgetServerFrame,
} from '../../../contract/widget.ts';
import type { StateStore } from './state.ts';
import { joinTabs, type TabNews, type Tabs } from './tabs.ts';
import type { ThreadReader } from './thread-reader.ts';
import type { VisitorSession } from './visitor-session.ts';
import { openWire, type Wire } from './wire.ts';

interface LineDoors {
  key: string;
  state: StateStore;
  session: VisitorSession;
  reader: ThreadReader;
  /** What waits may be sent now: this tab has been given the line, or the line is back. */
  flush(): void;
  /** Another tab has put something into the outbox, or taken it out. */
  outboxChanged(): void;
}

/** What comes without being asked: over the socket to the tab that leads, and from that one to the others. */
export class Line {
  readonly #doors: LineDoors;
  #tabs: Tabs | null = null;
  #wire: Wire | null = null;
  /** This tab has the line. */
  leads = false;

  constructor(doors: LineDoors) {
    this.#doors = doors;
  }

  /** Joins the visitor's other tabs, and leads them when no other does. */
  join(): void {
    this.#tabs ??= joinTabs(
      this.#doors.key,
      (news) => this.#hear(news),
      () => {
        this.leads = true;
        this.connect();
        this.#doors.flush();
      },
    );
  }

  connect(): void {
    if (!this.leads) return;
    const { state, session, reader } = this.#doors;
    this.#wire ??= openWire({
      hello: () => ({
        token: session.token ?? '',
        conversationId: state.now.conversation?.id ?? null,
        afterSeq: state.now.thread.lastSeq,
      }),
      onFrame: (frame) => this.#frame(frame),
      onOnline: (online) => {
        state.set({ online });
        this.tell({ kind: 'live', online });
        if (online) this.#doors.flush();
      },
      onRefused: () => session.renew(),
      poll: () => reader.catchUp(),
    });
  }

  disconnect(): void {
    this.#wire?.stop();
    this.#wire = null;
  }

  tell(news: TabNews): void {
    this.#tabs?.tell(news);
  }

  send(frame: WidgetClientFrame): void {
    if (this.leads) this.#wire?.send(frame);
    else this.tell({ kind: 'frame', frame });
  }

  /** Asks the server to tell of the conversation that is shown. */
  watch(): void {
    const { conversation, thread } = this.#doors.state.now;
    if (conversation) this.#wire?.send({ t: 'watch', conversationId: conversation.id, afterSeq: thread.lastSeq });
  }

  #frame(frame: WidgetServerFrame): void {
    const { state, reader } = this.#doors;
    switch (frame.t) {
      case 'event': {
        const { conversation } = state.now;
        if (!conversation) return;
        this.tell({ kind: 'event', conversationId: conversation.id, event: frame.event });
        reader.take(frame.event);
        if (frame.event.kind === 'message') this.send({ t: 'ack', seq: frame.event.seq });
        return;
      }
      case 'typing':
        state.showTyping(frame.on, frame.ttl);
        this.tell({ kind: 'live', typing: frame.on });
        return;
      case 'presence':
        state.set({ presence: frame.presence });
        this.tell({ kind: 'live', presence: frame.presence });
        return;
      default:
    }
  }

  #hear(news: TabNews): void {
    const { state, reader } = this.#doors;
    switch (news.kind) {
      case 'event':
        if (news.conversationId === state.now.conversation?.id) reader.take(news.event as WidgetEvent);
        return;
      case 'outbox':
        this.#doors.outboxChanged();
        return;
      case 'conversation':
        reader.follow(news.conversation as WidgetConversation);
        if (this.leads) this.watch();
        void reader.catchUp();
        return;
      case 'frame':
        if (this.leads) this.#wire?.send(news.frame as WidgetClientFrame);
        return;
      case 'live':
        if (news.typing !== undefined) state.showTyping(news.typing);
        if (news.presence !== undefined) state.set({ presence: news.presence as WidgetPresence });
        if (news.online !== undefined) state.set({ online: news.online });
        if (news.readSeq !== undefined) state.set({ readSeq: Math.max(state.now.readSeq, news.readSeq) });
        return;
      case 'anew':
        reader.follow(null);
    }
  }
}
