import type { WidgetLanguage } from '../../../contract/widget.ts';
import type { SignedIdentity } from '../protocol.ts';
import { ask, Refusal } from './api.ts';
import type { Session } from './state.ts';
import { keep, kept } from './storage.ts';

interface SessionOf {
  key: string;
  language: WidgetLanguage;
  opened(session: Session): void;
}

/** The visitor's session at the server: one token, shared by his tabs, and the calls in his name. */
export class VisitorSession {
  readonly #of: SessionOf;
  #token: string | null = null;
  #opening: Promise<void> | null = null;
  page: object = {};
  identity: SignedIdentity | null = null;

  constructor(of: SessionOf) {
    this.#of = of;
  }

  get #tokenName(): string {
    return `td1022:${this.#of.key}:token`;
  }

  /** Always the newest one: another tab may have been given it. */
  get token(): string | null {
    return kept(this.#tokenName) ?? this.#token;
  }

  /** Opens or resumes the session; whoever asks meanwhile waits for the same answer. */
  open(): Promise<void> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    const resume = this.token;
    const session = await ask<Session>('POST', '/sessions', null, {
      key: this.#of.key,
      locale: this.#of.language,
      page: this.page,
      ...(resume ? { resume } : {}),
      ...(this.identity ? { identity: this.identity } : {}),
    });
    this.#token = session.sessionToken;
    keep(this.#tokenName, session.sessionToken);
    this.#of.opened(session);
  }

  /** After the server has refused the token: takes what another tab was given meanwhile, else asks for a new one. */
  async renew(): Promise<void> {
    if (this.token === this.#token) await this.open();
    else this.#token = this.token;
  }

  forget(): void {
    keep(this.#tokenName, null);
    this.#token = null;
  }

  /** A call in the visitor's name; a token that has ended is replaced once. */
  async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const used = this.token;
    try {
      return await ask<T>(method, path, used, body);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      if (this.token === used) await this.open();
      return ask<T>(method, path, this.token, body);
    }
  }
}
