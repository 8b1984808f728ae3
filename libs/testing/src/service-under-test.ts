import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { topicOf } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import type { StreamName } from '@onestory/event-sourcing';
import { instant, newId } from '@onestory/kernel';
import { decode, encode } from '@onestory/messaging';
import type { Faults, InProcessExchange } from '@onestory/messaging';
import { etagOf, readConfig, settled, start } from '@onestory/service';
import type { ServiceDefinition, Started } from '@onestory/service';
import pg from 'pg';
import { removeDataFolder, temporaryDataFolder } from './data-folders.js';
import { testDatabase } from './databases.js';
import { answersAsDescribed } from './described-answers.js';
import type { AnswerCheck } from './described-answers.js';

const AREAS = fileURLToPath(new URL('../../../infra/areas', import.meta.url));

export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
  /** The revision that If-Match takes, on a view or the answer to a command. */
  readonly etag: string | null;
}

interface Sent {
  readonly [header: string]: string;
}

/** Somebody of the register, at the HTTP API. Every POST has an Idempotency-Key of its own unless one is given. */
export interface Person {
  get<Body = Record<string, never>>(path: string, headers?: Sent): Promise<Answered<Body>>;
  post<Body = { id: string }>(
    path: string,
    body?: unknown,
    headers?: Sent,
  ): Promise<Answered<Body>>;
  put<Body = Record<string, never>>(path: string, body: unknown): Promise<Answered<Body>>;
}

/**
 * Services on a database of their own, with the real store, exchange, keys and HTTP. Each answer must be one that
 * the service's OpenAPI document describes.
 */
export class ServicesUnderTest {
  private constructor(
    private readonly running: Started,
    readonly databaseUrl: string,
    readonly dataFolder: string,
    private readonly closeDatabases: () => Promise<void>,
    private readonly checkAnswer: AnswerCheck,
  ) {}

  /**
   * `now` is where the story clock stands: specs tell at the story's own dates. With `apart`, store, exchange and
   * read models are in three databases: nothing may rely on their sharing one. `through` gives the URL under which
   * the services know the database, if not its own.
   */
  static async start(
    definitions: readonly ServiceDefinition[],
    now = '2026-01-13T09:00:00Z',
    { apart = false, through = async (url: string) => url } = {},
  ): Promise<ServicesUnderTest> {
    const database = await testDatabase();
    const others = apart ? await Promise.all([testDatabase(), testDatabase()]) : [];
    const [store, exchange] = others;
    const dataFolder = await temporaryDataFolder();
    const config = readConfig(
      {
        ONESTORY_DATA: dataFolder,
        DATABASE_URL: await through(database.url),
        STORE_DATABASE_URL: store?.url,
        EXCHANGE_DATABASE_URL: exchange?.url,
        PORT: '0',
        REQUESTS_PER_MINUTE: '1000000',
      },
      AREAS,
    );
    const running = await start(config, definitions, { durable: false });
    running.platform.settableClock?.setTo(instant(now));
    const closeDatabases = async () => {
      for (const one of [database, ...others]) await one.close();
    };
    const check = answersAsDescribed(definitions);
    return new ServicesUnderTest(running, database.url, dataFolder, closeDatabases, check);
  }

  /** A second process of the same installation, which has its own followers, and what the first one keeps secret. */
  async another(definitions: readonly ServiceDefinition[]): Promise<Started> {
    const dataFolder = await temporaryDataFolder();
    for (const entry of await readdir(this.dataFolder, { withFileTypes: true }))
      if (entry.isFile())
        await copyFile(join(this.dataFolder, entry.name), join(dataFolder, entry.name));
    const env = { ONESTORY_DATA: dataFolder, DATABASE_URL: this.databaseUrl, PORT: '0' };
    const running = await start(readConfig(env, AREAS), definitions, { durable: false });
    return {
      ...running,
      stop: async () => {
        await running.stop();
        await removeDataFolder(dataFolder);
      },
    };
  }

  get platform(): Started['platform'] {
    return this.running.platform;
  }

  get url(): string {
    return this.running.host.url;
  }

  service(name: string) {
    const found = this.running.host.services.find((it) => it.name === name);
    if (!found) throw new Error(`${name} is not under test.`);
    return found;
  }

  setClock(now: string): void {
    this.platform.settableClock?.setTo(instant(now));
  }

  /** Everything recorded so far is projected, published, heard and reacted to. */
  settle(): Promise<void> {
    return settled(this.running.host.services, this.platform);
  }

  async tokenOf(persona: string): Promise<string> {
    return (await this.platform.identity.issuer!.token(persona)).token;
  }

  as(persona: string): Person {
    const ask = async <Body>(method: string, path: string, sent: Sent, body?: unknown) => {
      const response = await fetch(this.url + path, {
        method,
        headers: {
          authorization: `Bearer ${await this.tokenOf(persona)}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(method === 'POST' && { 'idempotency-key': newId() }),
          ...sent,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const answer = (text === '' ? undefined : JSON.parse(text)) as Body;
      this.checkAnswer(method, path, response.status, answer);
      return {
        status: response.status,
        body: answer,
        headers: response.headers,
        etag: response.headers.get('etag'),
      };
    };
    return {
      get: (path, sent = {}) => ask('GET', path, sent),
      post: (path, body = {}, sent = {}) => ask('POST', path, sent, body),
      put: (path, body) => ask('PUT', path, {}, body),
    };
  }

  /** Another service says something: it is published, heard and settled. */
  async hear(...messages: readonly PublishedEvent[]): Promise<void> {
    for (const message of messages) {
      const owner = message.type.slice(0, message.type.indexOf('.'));
      await this.platform.exchange.publish(topicOf(owner), [encode(message)]);
    }
    await this.settle();
  }

  /** Everything a service has published, from the beginning. */
  async said(service: string): Promise<readonly PublishedEvent[]> {
    await this.settle();
    const heard: PublishedEvent[] = [];
    const group = `spec-${newId()}`;
    const consumption = this.platform.exchange.consume({
      group,
      topics: [topicOf(service)],
      startAt: async () => undefined,
      handle: async (batch) => void heard.push(...batch.map(({ value }) => decode(value))),
    });
    while ((await this.platform.exchange.lag(group)).some(({ behind }) => behind > 0n))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await consumption.stop();
    return heard;
  }

  /** As somebody was given it who read the stream when this was its last revision. */
  etag(stream: StreamName, revision: bigint): string {
    return etagOf(this.platform.tokens, { stream, revision });
  }

  /** The database itself, past every door: for what must not be in it, and how it is used. */
  async inDatabase<Row extends object>(text: string): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Faults of the exchange of one machine: duplicates, redelivery, pauses, the cut. */
  get faults(): Faults {
    return (this.platform.exchange as InProcessExchange).faults;
  }

  readLog(): Promise<string> {
    return readFile(join(this.dataFolder, 'logs/onestory.log'), 'utf8');
  }

  async close(): Promise<void> {
    await this.running.stop();
    await this.closeDatabases();
    await removeDataFolder(this.dataFolder);
  }
}
