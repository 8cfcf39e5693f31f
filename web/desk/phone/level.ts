/** How loud a stream is, ten times a second, 0…1 on a scale that follows the ear. Returns the stop. */
export function watchLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(stream);
  const meter = context.createAnalyser();
  meter.fftSize = 1024;
  source.connect(meter);
  const wave = new Float32Array(meter.fftSize);
  const timer = setInterval(() => {
    meter.getFloatTimeDomainData(wave);
    onLevel(loudness(wave));
  }, 100);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}

/** The quietest level that still shows, in decibels below full scale. */
const FLOOR_DB = -60;

/** Root mean square as a share of the scale from −60 dB to 0 dB. Pure. */
export function loudness(wave: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < wave.length; i++) sum += (wave[i] as number) ** 2;
  const rms = Math.sqrt(sum / Math.max(1, wave.length));
  if (rms === 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(rms)) / FLOOR_DB));
}
