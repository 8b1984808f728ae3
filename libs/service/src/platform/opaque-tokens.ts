import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  timingSafeEqual,
} from 'node:crypto';
import { keyRef } from '@onestory/personal-data';
import type { KeyStore } from '@onestory/personal-data';

const REF = keyRef({ installation: 'tokens' });
/** The first byte of a token: which way it was sealed, and under which key. */
const SEALED_UNDER = 1;
const TAG = 16;
const LONGEST = 2_000;

/** What a token is for; it is good for nothing else. */
export type TokenUse = 'position' | 'cursor' | 'revision';

/**
 * Texts that callers carry for us and can neither read nor make up: the same text is always the same token
 * (its hash is the nonce, after RFC 5297), so that a token tells no more than that something has not changed.
 * All processes share the key, since one service's position is shown to another.
 */
export class OpaqueTokens {
  private constructor(
    private readonly macKey: Uint8Array,
    private readonly cipherKey: Uint8Array,
  ) {}

  static async with(keys: Pick<KeyStore, 'toEncrypt'>): Promise<OpaqueTokens> {
    const key = (await keys.toEncrypt([REF])).get(REF)!;
    const derived = (what: string) =>
      new Uint8Array(hkdfSync('sha256', key, '', `onestory tokens ${what}`, 32));
    return new OpaqueTokens(derived('authenticity'), derived('secrecy'));
  }

  /** Bound to its use, and to whom or what it is for: elsewhere it does not open. */
  seal(use: TokenUse, text: string, boundTo: readonly string[] = []): string {
    const tag = this.tagOf(use, text, boundTo);
    const cipher = createCipheriv('aes-256-ctr', this.cipherKey, tag);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(SEALED_UNDER), tag, sealed]).toString('base64url');
  }

  /** Undefined for whatever we did not give, or gave for something else. */
  open(use: TokenUse, token: string, boundTo: readonly string[] = []): string | undefined {
    if (token.length > LONGEST || !/^[\w-]+$/.test(token)) return undefined;
    const bytes = Buffer.from(token, 'base64url');
    if (bytes[0] !== SEALED_UNDER || bytes.length <= TAG) return undefined;
    const tag = bytes.subarray(1, 1 + TAG);
    const decipher = createDecipheriv('aes-256-ctr', this.cipherKey, tag);
    const text = Buffer.concat([decipher.update(bytes.subarray(1 + TAG)), decipher.final()]);
    const opened = text.toString('utf8');
    return timingSafeEqual(tag, this.tagOf(use, opened, boundTo)) ? opened : undefined;
  }

  private tagOf(use: TokenUse, text: string, boundTo: readonly string[]): Buffer {
    const said = JSON.stringify([use, text, ...boundTo]);
    return createHmac('sha256', this.macKey).update(said).digest().subarray(0, TAG);
  }
}
