import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { registerFromFolder } from '@onestory/access';
import type { Register } from '@onestory/access';
import { PostgresEventStore, sharedTail } from '@onestory/event-sourcing';
import type { EventStore, Position } from '@onestory/event-sourcing';
import { realTime, storyAsItHappens } from '@onestory/kernel';
import type { PractitionerId, RealTime, StoryClock } from '@onestory/kernel';
import { InProcessExchange } from '@onestory/messaging';
import type { Exchange } from '@onestory/messaging';
import { canonicalJson, PostgresKeyStore } from '@onestory/personal-data';
import type { KeyStore } from '@onestory/personal-data';
import type { Config } from './config.js';
import type { DataFolder } from './data-folder.js';
import { Ground } from './ground.js';
import type { GroundOptions } from './ground.js';
import { makeLibTables } from '../database/lib-tables.js';
import type { Logger } from './logging.js';
import { openIdentity } from './identity.js';
import type { Identity } from './identity.js';
import { Neighbours } from './neighbours.js';
import { OpaqueTokens } from './opaque-tokens.js';
import { Opened } from './opened.js';
import { SettableStoryClock } from './story-clock.js';

export const PLATFORM = Symbol('platform');

/** What a process has once and every service in it uses: one store, one exchange, one key store. */
export interface Platform {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: StoryClock;
  /** Only in development. */
  readonly settableClock?: SettableStoryClock;
  readonly time: RealTime;
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly exchange: Exchange;
  readonly register: Register;
  readonly identity: Identity;
  /** The database of the services' own schemas. */
  readonly databaseUrl: string;
  /** Publishers of this process, by service: how a reader of messages knows that a position has been told. */
  readonly publishers: Map<
    string,
    { waitFor(position: Position, timeoutMs: number): Promise<boolean> }
  >;
  /** What the operator should know, for the start message. */
  readonly notes: readonly string[];
  /** @throws NotSignedIn */
  verifyToken(token: string): Promise<PractitionerId>;
  /** Keyed 16-byte hash, hex: tells a repeated command from another without keeping its body. */
  hashBody(body: unknown): string;
  readonly tokens: OpaqueTokens;
  /** Other processes of this installation. */
  readonly neighbours: Neighbours;
  /** Closes everything it opened; PostgreSQL last. */
  close(): Promise<void>;
}

/**
 * How many connections of the embedded server each part may use. With seven services they are 22, of 32 that one
 * installation may use at most.
 */
export const CONNECTIONS = { store: 4, exchange: 3, keys: 1, perService: 2 } as const;

const SECRET = 'body-hash.key';

/** A secret of the installation beside the master key: a body's hash must not be guessable from outside. */
const bodyHashKey = (folder: DataFolder): Buffer => {
  const path = folder.file(SECRET);
  if (!existsSync(path)) {
    try {
      writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return Buffer.from(hkdfSync('sha256', readFileSync(path), '', 'onestory command body', 32));
};

/** A thousand consumers fail at once when a database is away: one line says so, with how often. */
const atMostOnceASecond = (
  say: (error: unknown, times: number) => void,
): ((error: unknown) => void) => {
  let saidAt = -Infinity;
  let times = 0;
  return (error) => {
    times += 1;
    if (realTime.monotonic() - saidAt < 1000) return;
    say(error, times);
    saidAt = realTime.monotonic();
    times = 0;
  };
};

export interface PlatformOptions extends GroundOptions {
  /** Begun already, by somebody who was in a hurry. The platform closes it. */
  readonly ground?: Ground;
}

export const openPlatform = async (
  config: Config,
  options: PlatformOptions = {},
): Promise<Platform> => {
  const ground = options.ground ?? (await Ground.begin(config, options));
  const opened = new Opened();
  opened.add(ground, (it) => it.close());
  try {
    return await open(ground, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
};

const open = async (ground: Ground, opened: Opened): Promise<Platform> => {
  const { config, folder, log } = ground;
  const register = registerFromFolder(config.registerFolder); // read only, so that no database is needed
  const { url: databaseUrl, notes } = await ground.database;
  const storeUrl = config.storeDatabaseUrl ?? databaseUrl;
  const exchangeUrl = config.exchangeDatabaseUrl ?? databaseUrl;
  const settableClock =
    config.mode === 'development'
      ? new SettableStoryClock(folder.readClock(), (now) => folder.writeClock(now))
      : undefined;
  const clock = settableClock ?? storyAsItHappens;
  const [identity] = await Promise.all([
    openIdentity(config, folder, clock, register),
    makeLibTables({ storeUrl, exchangeUrl }),
  ]);
  const keys = opened.add(
    await PostgresKeyStore.open({
      connection: storeUrl,
      masterKeyFile: folder.file('master.key'),
      realTime,
      connections: CONNECTIONS.keys,
    }),
    (store) => store.stop(),
  );
  const postgres = opened.add(
    new PostgresEventStore({ connection: storeUrl, maxConnections: CONNECTIONS.store }),
    (store) => store.stop(),
  );
  const store = opened.add(sharedTail(postgres), (tail) => tail.stop());
  const exchange = opened.add(
    new InProcessExchange({
      connectionString: exchangeUrl,
      connections: CONNECTIONS.exchange,
      onError: atMostOnceASecond((error, times) =>
        log.warn(
          { error: error instanceof Error ? error.name : 'unknown', times },
          'exchange will try again',
        ),
      ),
    }),
    (it) => it.stop(),
  );
  const secret = bodyHashKey(folder);
  const tokens = await OpaqueTokens.with(keys);
  return {
    config,
    log,
    clock,
    ...(settableClock && { settableClock }),
    time: realTime,
    store,
    keys,
    exchange,
    register: identity.register,
    identity,
    databaseUrl,
    publishers: new Map(),
    tokens,
    neighbours: new Neighbours(postgres),
    notes,
    verifyToken: (token) => identity.verify(token),
    hashBody: (body) =>
      createHmac('sha256', secret)
        .update(canonicalJson(body ?? null))
        .digest()
        .toString('hex', 0, 16),
    close: () => opened.close(),
  };
};
