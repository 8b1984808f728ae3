import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplication, Provider } from '@nestjs/common';
import {
  APP_FILTER,
  APP_GUARD,
  APP_INTERCEPTOR,
  APP_PIPE,
  ModuleRef,
  NestFactory,
} from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';
import type { Express } from 'express';
import { accessLog } from '@onestory/access';
import { Leases, scopedStore, StoreRunner } from '@onestory/event-sourcing';
import { newId } from '@onestory/kernel';
import { ServiceDatabase } from '../database/database.js';
import { Doorkeeper } from '../http/doorkeeper.js';
import { inputCheck } from '../http/dto.js';
import { notThere, ProblemFilter, sendProblem } from '../http/problems.js';
import { QueryCheck } from '../http/query-check.js';
import { requestChecks } from '../http/request-checks.js';
import { refuseUndeclared } from '../http/routes.js';
import { NothingUndecided, SignIn } from '../http/sign-in.js';
import { Waits } from '../http/waits.js';
import { consumerAsRunner } from '../followers/consumer-runner.js';
import { consumersOf, Reactions, ownMessages } from '../followers/reactions.js';
import { addApiPages } from '../http/api-pages.js';
import { nestLogger } from '../platform/logging.js';
import { HealthController } from '../operations/health.controller.js';
import { OperationsController } from '../operations/operations.controller.js';
import { traces } from '../operations/traces.js';
import { verify } from '../operations/verification.js';
import { CONNECTIONS, PLATFORM } from '../platform/platform.js';
import type { Platform } from '../platform/platform.js';
import { publisherOf } from '../followers/publishing.js';
import { instancesOf, RUNTIME, ServiceRuntime } from '../followers/runtime.js';
import { schemaOf } from '../definition/service-definition.js';
import type { ServiceDefinition } from '../definition/service-definition.js';
import { standardLoaders } from '../definition/standard-loaders.js';
import { DecideHandler } from '../deciding/decide.js';
import { OwnStreams } from '../deciding/own-streams.js';

/** A service that runs: its express instance is mounted under its prefix, its runners are at work. */
export interface RunningService {
  readonly name: string;
  readonly runtime: ServiceRuntime;
  readonly app: INestApplication;
  readonly http: Express;
  /** Requests in hand are finished by the server before this; runners finish the batch in hand. */
  stop(): Promise<void>;
}

@Module({})
class ServiceChassis {}

/** A service as it lists itself: its routes, and what follows its events. */
@Module({})
class ServiceModule {}

const chassis = (runtime: ServiceRuntime): DynamicModule => {
  const { platform } = runtime;
  const providers: Provider[] = [
    { provide: PLATFORM, useValue: platform },
    { provide: RUNTIME, useValue: runtime },
    { provide: OwnStreams, useValue: runtime.sources.streams },
    DecideHandler,
    Doorkeeper,
  ];
  return {
    module: ServiceChassis,
    global: true,
    imports: [CqrsModule.forRoot()],
    controllers: [HealthController, OperationsController],
    providers: [
      ...providers,
      { provide: APP_GUARD, useClass: SignIn },
      { provide: APP_INTERCEPTOR, useClass: NothingUndecided },
      { provide: APP_INTERCEPTOR, useClass: QueryCheck },
      { provide: APP_INTERCEPTOR, useClass: Waits },
      { provide: APP_PIPE, useFactory: inputCheck },
      { provide: APP_FILTER, useFactory: () => new ProblemFilter(platform.log) },
    ],
    exports: providers,
  };
};

const rootOf = (runtime: ServiceRuntime): DynamicModule => {
  const { routes, projectors, listeners } = runtime.definition;
  return {
    module: ServiceModule,
    imports: [chassis(runtime)],
    controllers: [...routes],
    providers: [...(projectors ?? []), ...(listeners ?? [])],
  };
};

/** Every route says what it does, or the service does not start. */
export const startService = async (
  platform: Platform,
  definition: ServiceDefinition,
): Promise<RunningService> => {
  const database = ServiceDatabase.at({
    url: platform.databaseUrl,
    schema: schemaOf(definition.name),
    connections: CONNECTIONS.perService,
    migrations: definition.migrations ?? [],
  });
  try {
    return await start(platform, definition, database);
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** The container is built while the tables are made: none needs the other yet. */
const start = async (
  platform: Platform,
  definition: ServiceDefinition,
  database: ServiceDatabase,
): Promise<RunningService> => {
  const runtime = runtimeOf(platform, definition, database);
  const [built, made] = await Promise.allSettled([build(runtime), makeTables(runtime)]);
  if (built.status === 'rejected') throw built.reason;
  const { app, http } = built.value;
  if (made.status === 'rejected') {
    await app.close();
    throw made.reason;
  }
  runEverything(runtime, app);
  return {
    name: definition.name,
    runtime,
    app,
    http,
    stop: async () => {
      await runtime.stop();
      await app.close();
      await database.close();
    },
  };
};

const runtimeOf = (
  platform: Platform,
  definition: ServiceDefinition,
  database: ServiceDatabase,
): ServiceRuntime => {
  const categories = definition.histories.map((history) => history.evolution.category);
  const log = accessLog({
    store: platform.store,
    service: definition.name,
    startedAs: newId(),
    clock: platform.clock,
  });
  const store = scopedStore(platform.store, categories);
  return new ServiceRuntime(platform, definition, database, store, log);
};

const makeTables = async ({ database, definition }: ServiceRuntime): Promise<void> => {
  await database.makeReady();
  await ServiceRuntime.makeTables(database, definition);
};

const build = async (
  runtime: ServiceRuntime,
): Promise<{ readonly app: INestApplication; readonly http: Express }> => {
  const { platform, definition } = runtime;
  const http = express();
  http.disable('x-powered-by');
  http.disable('etag'); // ours are revisions to decide on: one of a list's bytes would be refused by If-Match
  http.use(...(requestChecks() as express.RequestHandler[]));
  addApiPages(http, definition);
  const app: INestApplication = await NestFactory.create(
    rootOf(runtime),
    new ExpressAdapter(http),
    { logger: nestLogger(platform.log), bodyParser: false, abortOnError: false },
  );
  await app.init();
  refuseUndeclared(app);
  http.use((_request, response) => sendProblem(response, notThere()));
  return { app, http };
};

const runEverything = (runtime: ServiceRuntime, app: INestApplication): void => {
  const { platform, definition, database, store } = runtime;
  const moduleRef = app.get(ModuleRef);
  runtime.useLoaders(standardLoaders);
  runtime.useLoaders(definition.resources);
  const ports = {
    store,
    keys: platform.keys,
    database,
    leases: new Leases({ database, isAlone: platform.config.databaseUrl === undefined }),
    time: platform.time,
    log: (level: 'info' | 'warn' | 'error', message: string, details: object) =>
      platform.log[level]({ service: definition.name, ...details }, message),
  };
  const categories = definition.histories.map((history) => history.evolution.category);
  const listeners = instancesOf(moduleRef, definition.listeners);
  const reactions = new Reactions(runtime, app.get(CommandBus), listeners);
  const projectors = [
    ...instancesOf(moduleRef, definition.projectors),
    ...(categories.length > 0 ? [traces(categories)] : []),
    ...(definition.publications ? [ownMessages(reactions, runtime, listeners)] : []),
  ];
  for (const projector of projectors) runtime.run(new StoreRunner(ports, projector));
  runtime.verify = verify(runtime, projectors, listeners);
  const publisher = publisherOf(runtime, ports);
  if (publisher) runtime.run(publisher);
  for (const consumer of consumersOf(reactions, runtime, listeners, ports))
    runtime.run(consumerAsRunner(consumer, runtime));
};
