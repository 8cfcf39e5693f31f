import type { WidgetConversation, WidgetMessage } from '../../../contract/widget.ts';
import { Refusal } from './api.ts';
import type { Unsent } from './outbox.ts';

export type StoredMessage = WidgetMessage & { conversationId: string };

export interface SenderDoor {
  /** The oldest message that waits; undefined also while another tab has the line. */
  next(): Unsent | undefined;
  conversation(): WidgetConversation | null;
  post(body: object): Promise<StoredMessage>;
  stored(item: Unsent, message: StoredMessage): void;
  /** The server will not take it, whatever one does; `problem` says why. */
  refused(item: Unsent, problem: string, code: string): Promise<void>;
}

const RETRY_MS = 3_000;

/** Empties the outbox, one message after the other in the order of typing; what fails on the way is tried again. */
export class Sender {
  readonly #door: SenderDoor;
  #sending = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(door: SenderDoor) {
    this.#door = door;
  }

  flush(): void {
    if (this.#sending) return;
    const next = this.#door.next();
    if (!next) return;
    clearTimeout(this.#retry);
    this.#sending = true;
    const again = (waitMs: number) => {
      this.#sending = false;
      if (waitMs === 0) this.flush();
      else this.#retry = setTimeout(() => this.flush(), waitMs);
    };
    this.#sendOne(next).then(again, () => again(RETRY_MS));
  }

  /** Returns how long to wait before the next one, in milliseconds. */
  async #sendOne(item: Unsent): Promise<number> {
    const conversation = this.#door.conversation();
    // After a thread that is over for good, the form has asked anew.
    const into = item.start && (conversation === null || conversation.status === 'closed') ? null : conversation?.id;
    try {
      const stored = await this.#door.post({
        clientId: item.clientId,
        text: item.text,
        attachments: item.attachments.map((file) => file.id),
        ...(item.replyTo ? { replyTo: item.replyTo } : {}),
        ...(into ? { conversationId: into } : {}),
        ...(item.start ? { start: item.start } : {}),
      });
      this.#door.stored(item, stored);
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) return RETRY_MS;
      if (error.passes) return (error.retryAfter ?? RETRY_MS / 1000) * 1000;
      await this.#door.refused(item, error.fields[0]?.message ?? error.message, error.code);
      return 0;
    }
  }
}
