import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from './errors.ts';

/** Encrypts secrets at rest (AES-256-GCM) and makes keyed tokens. */
export interface SecretBox {
  /** Returns `v1.<nonce>.<ciphertext+tag>`, base64url. `purpose` is bound to the result as associated data. */
  seal(plain: string, purpose: string): string;
  /** @throws AppError `bad_setting` when the key is another one or the text was changed. */
  open(sealed: string, purpose: string): string;
  /** HMAC-SHA256 over purpose and text, for tokens that only this installation can make. */
  mac(purpose: string, text: string): Buffer;
}

export function createSecretBox(keyHex: string): SecretBox {
  const key = Buffer.from(keyHex, 'hex');
  return {
    seal(plain, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${nonce.toString('base64url')}.${body.toString('base64url')}`;
    },
    open(sealed, purpose) {
      try {
        const [, nonce, text] = sealed.split('.');
        const body = Buffer.from(text ?? '', 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce ?? '', 'base64url')).setAAD(
          Buffer.from(purpose),
        );
        decipher.setAuthTag(body.subarray(-16));
        return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AppError('bad_setting', {
          detail: {
            vi: `A stored secret (${purpose}) cannot be read: SECRET_KEY is not the one it was encrypted with. Restore the old key or enter the secret again.`,
            en: `A stored secret (${purpose}) cannot be read: SECRET_KEY is not the one it was encrypted with. Restore the old key or enter the secret again.`,
          },
          cause,
        });
      }
    },
    mac: (purpose, text) => createHmac('sha256', key).update(`${purpose}\n${text}`).digest(),
  };
}

/** The installation's key: SECRET_KEY, else `DATA_DIR/secret.key` (created on first start, readable by the owner only). */
export function loadSecretKey(dataDir: string, fromSettings: string | null): string {
  if (fromSettings) return fromSettings;
  const file = join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
