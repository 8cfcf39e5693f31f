/** A random name that nobody else has. `crypto.randomUUID` exists over https only; a first installation may lack that. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
