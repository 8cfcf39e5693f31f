/** What a page hears in its calls, as samples: the proof that sound arrives at the agent. */
import type { Page } from '../../e2e/support/browser.ts';

/** Before the first call: keeps what every connection of the page receives, 8,000 samples a second. */
export async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(LISTEN);
  await page.evaluate(LISTEN);
}

/** Wraps the browser's connections; the desk itself knows nothing of it. */
const LISTEN = `(() => {
  if (window.heard) return;
  window.heard = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...given) {
      super(...given);
      this.addEventListener('track', ({ track }) => {
        const context = new AudioContext({ sampleRate: 8000 });
        const source = context.createMediaStreamSource(new MediaStream([track]));
        const tap = context.createScriptProcessor(2048, 1, 1);
        tap.onaudioprocess = ({ inputBuffer }) => window.heard.push(inputBuffer.getChannelData(0).slice());
        source.connect(tap).connect(context.destination);
      });
    }
  };
})()`;

/** All that was heard so far, as a WAV as test/support/telephony/sound.ts reads it. */
export async function heardIn(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const parts = (window as unknown as { heard: Float32Array[] }).heard;
    const samples = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) for (const one of part) samples[at++] = Math.max(-1, Math.min(1, one)) * 32_767;
    const bytes = new Uint8Array(samples.buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
    return btoa(text);
  });
  return Buffer.concat([Buffer.alloc(12), Buffer.from('data\0\0\0\0'), Buffer.from(base64, 'base64')]);
}

/** The page as a telephone of which one asks what it hears. */
export const earOf = (page: Page) => ({ heard: () => heardIn(page) });
