/** How the connection of the browsers' telephones is, as this browser finds it. */
export type SocketState = { state: 'trying' } | { state: 'open'; ms: number } | { state: 'failed' };

const PATIENCE_MS = 5_000;

/** A question that every SIP server answers, whoever asks; nothing of it is kept there. */
function question(): string {
  const id = Math.random().toString(36).slice(2);
  return [
    'OPTIONS sip:1022@probe.invalid SIP/2.0',
    `Via: SIP/2.0/WS probe.invalid;branch=z9hG4bK${id}`,
    'Max-Forwards: 1',
    `From: <sip:probe@probe.invalid>;tag=${id}`,
    'To: <sip:1022@probe.invalid>',
    `Call-ID: ${id}@probe.invalid`,
    'CSeq: 1 OPTIONS',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/**
 * Opens the way that a telephone takes, asks Asterisk something and lets it go: only its answer proves the whole way, an
 * open socket proves no more than our own server. Returns how to give up.
 */
export function probeSocket(url: string, tell: (found: SocketState) => void): () => void {
  const began = performance.now();
  const socket = new WebSocket(url, 'sip');
  let done = false;
  const end = (found: SocketState | null) => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    if (found) tell(found);
    socket.close();
  };
  const timer = setTimeout(() => end({ state: 'failed' }), PATIENCE_MS);
  socket.onopen = () => socket.send(question());
  socket.onmessage = () => end({ state: 'open', ms: Math.round(performance.now() - began) });
  socket.onclose = () => end({ state: 'failed' });
  return () => end(null);
}
