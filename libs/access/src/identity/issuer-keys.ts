import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors } from 'jose';
import type { FetchImplementation, JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { realTime } from '@onestory/kernel';
import type { RealTime } from '@onestory/kernel';

/** `unreachable`: no connection; `status`: not 200; `unreadable`: not keys. */
export type KeysUnavailableCode = 'unreachable' | 'timeout' | 'status' | 'unreadable';

/** Nobody can be told from anybody else just now: the token may be good. The code is for the log. */
export class KeysUnavailable extends Error {
  constructor(readonly code: KeysUnavailableCode) {
    super('The keys of the issuer cannot be read now.');
    this.name = 'KeysUnavailable';
  }
}

export interface IssuerKeysPorts {
  readonly fetch?: FetchImplementation;
  readonly time?: RealTime;
}

const TIMEOUT_MS = 3_000;
const FETCHED_FOR_MS = 600_000;
/** Anybody can send a token with a key id of their own making; jose asks no more often when all is well. */
const UNKNOWN_KEY_PAUSE_MS = 30_000;
/** And we no more often than this when it is not. */
const FAILURE_PAUSE_MS = 1_000;

/**
 * The keys that an issuer publishes, fetched when a token asks for them and cached on real time.
 * @throws KeysUnavailable
 */
export const issuerKeys = (url: URL, ports: IssuerKeysPorts = {}): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: FETCHED_FOR_MS,
    cooldownDuration: UNKNOWN_KEY_PAUSE_MS,
    [customFetch]: withPause(ports),
  });
  return (header, token) => keys(header, token).catch(blameIssuer);
};

/** What a token can be blamed for goes on as it is; the rest, as a key that cannot be imported, is the issuer's. */
const blameIssuer = (error: unknown): never => {
  if (OF_THE_TOKEN.some((kind) => error instanceof kind)) throw error;
  throw error instanceof KeysUnavailable ? error : new KeysUnavailable('unreadable');
};

const OF_THE_TOKEN = [
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSENotSupported,
];

/** jose pauses after a success only: without this each request would ask again while the issuer is down. */
const withPause = (ports: IssuerKeysPorts): FetchImplementation => {
  const { fetch = globalThis.fetch, time = realTime } = ports;
  let failed: { readonly error: KeysUnavailable; readonly at: number } | undefined;
  return async (url, options) => {
    if (failed && time.monotonic() - failed.at < FAILURE_PAUSE_MS) throw failed.error;
    try {
      const keys = await readKeys(await fetch(url, options));
      failed = undefined;
      return Response.json(keys);
    } catch (error) {
      failed = { error: unavailableFor(error), at: time.monotonic() };
      throw failed.error;
    }
  };
};

const readKeys = async (response: Response): Promise<JSONWebKeySet> => {
  if (response.status !== 200) throw new KeysUnavailable('status');
  const keys = (await response.json()) as JSONWebKeySet;
  createLocalJWKSet(keys); // throws where these are no keys
  return keys;
};

const unavailableFor = (error: unknown): KeysUnavailable => {
  if (error instanceof KeysUnavailable) return error;
  const { name } = error as { readonly name?: unknown };
  return new KeysUnavailable(BY_NAME.get(name) ?? 'unreachable');
};

const BY_NAME: ReadonlyMap<unknown, KeysUnavailableCode> = new Map([
  ['TimeoutError', 'timeout'],
  ['SyntaxError', 'unreadable'],
  ['JWKSInvalid', 'unreadable'],
]);
