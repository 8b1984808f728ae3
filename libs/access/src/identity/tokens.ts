import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose';
import { isUuid, milliseconds, realTime } from '@onestory/kernel';
import type { StoryClock } from '@onestory/kernel';
import type { Actor } from '../deciding/actor.js';
import { issuerKeys, KeysUnavailable } from './issuer-keys.js';
import type { Register } from '../register/register.js';

/** Why a token was not accepted: for logs and counters, never for the caller. */
export type NotSignedInReason =
  | 'no-token'
  | 'malformed'
  | 'algorithm'
  | 'unknown-key'
  | 'signature'
  | 'type'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'claims'
  | 'not-in-register';

/** The one answer to every token that is not good: 401, always the same words. */
export class NotSignedIn extends Error {
  constructor(readonly reason: NotSignedInReason) {
    super('Sign in and try again.');
    this.name = 'NotSignedIn';
  }
}

export interface TokenSettings {
  /** Exactly the `iss` of our tokens. */
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys; or what finds the key of a token; or the keys themselves. */
  readonly keys: URL | JWTVerifyGetKey | JSONWebKeySet;
  /** Tokens live in the story: `iat`, `nbf` and `exp` are judged by its clock. */
  readonly clock: StoryClock;
}

/** A good token says who it is for and nothing else that we believe. */
interface SignedIn {
  readonly sub: string;
}

/** @throws NotSignedIn where the token is not good; KeysUnavailable where nobody can tell now. */
export type TokenVerifier = (token: string) => Promise<SignedIn>;

const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
const LARGEST_TOKEN = 8_192;
/** Seconds by which an issuer's clock may differ from ours. */
const TOLERANCE = 60;

/** Bearer tokens after RFC 9068. */
export const tokenVerifier = (settings: TokenSettings): TokenVerifier => {
  const keys = keysOf(settings);
  const known = new GoodTokens();
  return async (token) => {
    if (token.length > LARGEST_TOKEN) throw new NotSignedIn('malformed');
    const now = milliseconds(settings.clock.now());
    const sub = known.at(now, token);
    if (sub !== undefined) return { sub };
    const claims = await claimsOf(token, keys, settings, now);
    if (!isUuid(claims.sub)) throw new NotSignedIn('claims');
    // jose judges iat only together with a greatest age; one from the future is as bad as a bad nbf.
    if (!claims.iat || claims.iat * 1000 > now + TOLERANCE * 1000)
      throw new NotSignedIn('not-yet-valid');
    known.add(token, { ...claims, sub: claims.sub });
    return { sub: claims.sub };
  };
};

interface GoodToken {
  readonly sub: string;
  readonly from: number;
  readonly until: number;
  readonly checkedAt: number;
}

const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 1_000;

/**
 * Tokens that were good a moment ago: whoever opens a page asks several times with the same one, and checking
 * a signature costs more than the rest of signing in. Their times are judged at each request; an issuer's
 * key that was withdrawn counts for a minute of real time more.
 */
class GoodTokens {
  private readonly tokens = new Map<string, GoodToken>();

  at(now: number, token: string): string | undefined {
    const known = this.tokens.get(token);
    if (!known) return undefined;
    const isFresh = realTime.monotonic() - known.checkedAt < REMEMBERED_MS;
    if (isFresh && now >= known.from && now < known.until) return known.sub;
    this.tokens.delete(token);
    return undefined;
  }

  add(token: string, { sub, iat, nbf = 0, exp = 0 }: JWTPayload & { readonly sub: string }): void {
    const [oldest] = this.tokens.keys();
    if (this.tokens.size >= MOST_REMEMBERED) this.tokens.delete(oldest!);
    this.tokens.set(token, {
      sub,
      from: (Math.max(iat ?? 0, nbf) - TOLERANCE) * 1000,
      until: (exp + TOLERANCE) * 1000,
      checkedAt: realTime.monotonic(),
    });
  }
}

const keysOf = ({ keys }: TokenSettings): JWTVerifyGetKey => {
  if (keys instanceof URL) return issuerKeys(keys);
  return typeof keys === 'function' ? keys : createLocalJWKSet(keys);
};

const claimsOf = async (
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience }: TokenSettings,
  now: number,
) => {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      typ: 'at+jwt',
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: TOLERANCE,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    throw error instanceof KeysUnavailable ? error : new NotSignedIn(reasonOf(error));
  }
};

const BY_CLAIM: Readonly<Record<string, NotSignedInReason>> = {
  typ: 'type',
  iss: 'issuer',
  aud: 'audience',
  nbf: 'not-yet-valid',
};

const MALFORMED = [errors.JWSInvalid, errors.JWTInvalid, errors.JOSENotSupported];

const reasonOf = (error: unknown): NotSignedInReason => {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return BY_CLAIM[error.claim] ?? 'claims';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknown-key';
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'unknown-key';
  if (MALFORMED.some((kind) => error instanceof kind)) return 'malformed';
  return 'signature';
};

/** The token of an `Authorization: Bearer` header. @throws NotSignedIn */
export const bearerToken = (authorization: string | undefined): string => {
  const token = /^Bearer ([A-Za-z0-9_.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw new NotSignedIn('no-token');
  return token;
};

/**
 * From an Authorization header to the actor of the register, with the roles of the story's day.
 * @throws NotSignedIn, also for a good token of somebody without a role on that day; KeysUnavailable
 */
export const signIn =
  (verify: TokenVerifier, register: Register, clock: StoryClock) =>
  async (authorization: string | undefined): Promise<Actor> => {
    const { sub } = await verify(bearerToken(authorization));
    const actor = register.actor(sub, clock.now());
    if (!actor) throw new NotSignedIn('not-in-register');
    return actor;
  };
