/** What the outside world was promised during a crash test: every contact, its mark, and the code it was given. */
import type { Api } from '../e2e/support/people.ts';

interface Contact {
  /** Unique words in the content, by which the case is found again. */
  mark: string;
  key: string;
  /** Codes that a 201 named; all must be the same. */
  codes: Set<string>;
  attempts: number;
}

export interface Ledger {
  /** Sends new contacts one after another until told to end; what failed is tried again with the same key. */
  write(send: (mark: string, key: string) => Promise<{ status: number; body: { code?: string } }>): Promise<void>;
  stop(): void;
  resume(): void;
  contacts(): Contact[];
}

/** @param name begins every mark and key of this ledger */
export function openLedger(name: string): Ledger {
  const contacts: Contact[] = [];
  let stopped = false;
  return {
    async write(send) {
      while (!stopped) {
        let contact = contacts.find((one) => one.codes.size === 0);
        if (!contact) {
          const mark = `${name}-${contacts.length + 1}-dau`;
          contact = { mark, key: mark, codes: new Set(), attempts: 0 };
          contacts.push(contact);
        }
        await tryOnce(contact, send);
        // Now and then a client that was answered asks again, because its user pressed twice.
        if (!stopped && contact.codes.size > 0 && contacts.length % 5 === 0) await tryOnce(contact, send);
      }
    },
    stop() {
      stopped = true;
    },
    resume() {
      stopped = false;
    },
    contacts: () => contacts,
  };
}

async function tryOnce(contact: Contact, send: Parameters<Ledger['write']>[0]): Promise<void> {
  contact.attempts += 1;
  try {
    const answer = await send(contact.mark, contact.key);
    if (answer.status === 201 && answer.body.code) contact.codes.add(answer.body.code);
    else if (answer.status < 500)
      throw new Unexpected(`${contact.mark}: ${answer.status} ${JSON.stringify(answer.body)}`);
  } catch (error) {
    if (error instanceof Unexpected) throw error;
    // The server died under the request, which is what this is about: ask again later.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

class Unexpected extends Error {}

/** Code → title of every case, read page by page over the API. */
export async function allCases(agent: Api): Promise<{ code: string; title: string; channel: string }[]> {
  const found: { code: string; title: string; channel: string }[] = [];
  for (let cursor = ''; ; ) {
    const page = await agent.get(`/cases?view=all&sort=newest&limit=200${cursor}`);
    if (page.status !== 200) throw new Error(`${page.status} ${JSON.stringify(page.body)}`);
    found.push(...page.body.items);
    if (!page.body.nextCursor) return found;
    cursor = `&cursor=${encodeURIComponent(page.body.nextCursor)}`;
  }
}
