const RATE = 16_000;

/**
 * Any sound that this browser can decode (mp3, m4a, ogg …) as WAV of one channel and 16 kHz, so that the server needs
 * no program for its format. Returns the file itself where the browser cannot decode it: the server says what is wrong.
 */
export async function toWav(file: File): Promise<File> {
  try {
    const bytes = await file.arrayBuffer();
    const heard = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
    const target = new OfflineAudioContext(1, Math.max(1, Math.ceil(heard.duration * RATE)), RATE);
    const source = target.createBufferSource();
    source.buffer = heard;
    source.connect(target.destination);
    source.start();
    const samples = (await target.startRendering()).getChannelData(0);
    return new File([wavOf(samples)], `${file.name.replace(/\.[^.]*$/, '')}.wav`, { type: 'audio/wav' });
  } catch {
    return file;
  }
}

/** 16-bit samples behind a WAV header. */
export function wavOf(samples: Float32Array, rate = RATE): ArrayBuffer {
  const bytes = new ArrayBuffer(44 + samples.length * 2);
  const view = new DataView(bytes);
  const word = (at: number, text: string) => {
    for (let i = 0; i < text.length; i += 1) view.setUint8(at + i, text.charCodeAt(i));
  };
  word(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, i) => {
    view.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  });
  return bytes;
}
