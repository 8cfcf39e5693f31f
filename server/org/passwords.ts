import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's parameters (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Keyboards send the same Vietnamese letter composed or decomposed; both must open the door (NIST SP 800-63B). */
const canonical = (password: string) => password.normalize('NFKC');

/** Hash of a password in PHC form, about 30 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), COST);
}

let decoy: Promise<string> | undefined;

/**
 * Checks a password. Without a hash (no such user, no password set) the same work is done against a decoy, so that the
 * time taken does not tell which user names exist.
 */
export async function passwordMatches(hashed: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('there is no such user');
  const right = await verify(hashed ?? (await decoy), canonical(password));
  return right && hashed !== null;
}

// No 0/O, 1/l/I: it is read from a slip of paper.
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password for the first sign-in, about 81 bits: `kT7m-Qx2R-9bYd-Ws`. */
export function oneTimePassword(): string {
  const text = Array.from({ length: 14 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return text.match(/.{1,4}/g)?.join('-') ?? text;
}
