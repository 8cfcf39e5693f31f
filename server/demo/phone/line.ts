/** A service by which the citizen of the demonstration can write: Zalo, Facebook … */
export interface PhoneLine {
  /** In addresses: `zalo`, `messenger`. */
  readonly kind: string;
  /** On the page: `Zalo`. */
  readonly name: string;
  people(): { id: string; name: string }[];
  addPerson(name: string): { id: string; name: string };
  /** Oldest first; null when there is no such person. Looking at it marks what came as seen. */
  thread(personId: string): PhoneMessage[] | null;
  /** Writes as this person; resolves when our side has taken it (or not: it is sent again later). */
  write(personId: string, content: PhoneContent): Promise<void>;
  /** A picture or file of the thread, by what `PhoneMessage.file` says. */
  file(key: string): { bytes: Buffer; type: string } | null;
}

export interface PhoneMessage {
  id: string;
  mine: boolean;
  /** Milliseconds since 1970. */
  at: number;
  text: string;
  picture: string | null;
  file: { key: string; name: string } | null;
}

export interface PhoneContent {
  text: string;
  /** A JPEG or PNG. */
  picture: Buffer | null;
}
