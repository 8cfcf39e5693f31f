import { createHash, randomBytes, randomInt } from 'node:crypto';

// Crockford-like: no 0/O, 1/I/L, so that a secret can be read over the phone.
const SPOKEN = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A random secret that people can read aloud; 6 characters hold about 29 bits (look-ups are rate-limited). */
export function spokenSecret(length = 6): string {
  return Array.from({ length }, () => SPOKEN[randomInt(SPOKEN.length)]).join('');
}

/** An unguessable token for sessions, API tokens and public ids (URL-safe, 24 bytes by default). */
export function randomToken(bytes = 24): string {
  return randomBytes(bytes).toString('base64url');
}

/** SHA-256 of a secret, for keeping it without keeping it. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
