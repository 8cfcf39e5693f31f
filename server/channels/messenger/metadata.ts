const OURS = /^1022:(\d{1,15})$/;

/** What is put into `message.metadata`, so that the echo tells which request it belongs to. */
export function metadataOf(sendId: number): string {
  return `1022:${sendId}`;
}

/** The request that an echo belongs to, or null when the mark is not ours. */
export function sendIdOf(metadata: string | null): number | null {
  const id = OURS.exec(metadata ?? '')?.[1];
  return id === undefined ? null : Number(id);
}
