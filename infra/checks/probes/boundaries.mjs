/**
 * Files that break one boundary each, and files that keep all of them. They are laid out in a
 * temporary copy of the house; see boundaries.mjs.
 */
const app = (path) => `apps/referral/src/${path}`;

export const breaks = [
  { rule: 'domain-is-pure', file: app('domain/package.ts'), code: `import 'class-validator';` },
  { rule: 'domain-is-pure', file: app('domain/builtin.ts'), code: `import 'node:crypto';` },
  {
    rule: 'domain-is-pure',
    file: app('domain/storage.ts'),
    code: `import '@onestory/event-sourcing';`,
  },
  {
    rule: 'domain-is-pure',
    file: app('domain/type.ts'),
    code: `import type { door } from '@onestory/service'; export type T = typeof door;`,
  },
  {
    rule: 'domain-is-pure',
    file: app('domain/published.ts'),
    code: `import '@onestory/contracts';`,
  },
  {
    rule: 'case-history-measures-what-is-published',
    file: 'apps/case-history/src/domain/exchange.ts',
    code: `import '@onestory/messaging';`,
  },
  {
    rule: 'history-knows-domain-and-storage',
    file: app('history/nest.ts'),
    code: `import '@nestjs/common';`,
  },
  {
    rule: 'use-case-stands-alone',
    file: app('use-cases/send/other-slice.ts'),
    code: `import '../accept/accept.js';`,
  },
  {
    rule: 'use-case-stands-alone',
    file: app('use-cases/send/rows.ts'),
    code: `import '../../read-models/queue/queue.projector.js';`,
  },
  {
    rule: 'use-case-stands-alone',
    file: app('use-cases/send/typeorm.ts'),
    code: `import 'typeorm';`,
  },
  {
    rule: 'act-stands-alone',
    file: app('use-cases/send-it.ts'),
    code: `import './accept-it.js';`,
  },
  {
    rule: 'act-stands-alone',
    file: app('use-cases/send-rows.ts'),
    code: `import '../read-models/queue/queue.projector.js';`,
  },
  {
    rule: 'part-of-requests-is-a-shape',
    file: app('use-cases/slice.dto.ts'),
    code: `import './accept/accept.js';`,
  },
  {
    rule: 'part-of-requests-is-a-shape',
    file: app('use-cases/bus.dto.ts'),
    code: `import '@nestjs/cqrs';`,
  },
  {
    rule: 'read-model-stands-alone',
    file: app('read-models/list/other-slice.ts'),
    code: `import '../queue/queue.entity.js';`,
  },
  {
    rule: 'read-model-stands-alone',
    file: app('read-models/list/use-case.ts'),
    code: `import '../../use-cases/accept/accept.js';`,
  },
  {
    rule: 'reaction-gives-decisions',
    file: app('reactions/act.ts'),
    code: `import '../use-cases/accept/accept.js';`,
  },
  {
    rule: 'reaction-gives-decisions',
    file: app('reactions/typeorm.ts'),
    code: `import 'typeorm';`,
  },
  {
    rule: 'publication-tells-own-facts',
    file: app('publications/messaging.ts'),
    code: `import '@onestory/messaging';`,
  },
  {
    rule: 'migration-knows-typeorm-only',
    file: app('database/migrations/1-first.ts'),
    code: `import '@onestory/kernel';`,
  },
  {
    rule: 'module-composes-own-app',
    file: app('validation.module.ts'),
    code: `import 'class-validator';`,
  },
  { rule: 'lib-kernel', file: 'libs/kernel/src/probe.ts', code: `import '@onestory/contracts';` },
  {
    rule: 'lib-contracts',
    file: 'libs/contracts/src/probe.ts',
    code: `import '@onestory/event-sourcing';`,
  },
  {
    rule: 'lib-personal-data',
    file: 'libs/personal-data/src/probe.ts',
    code: `import '@onestory/contracts';`,
  },
  {
    rule: 'lib-event-sourcing',
    file: 'libs/event-sourcing/src/probe.ts',
    code: `import '@onestory/messaging';`,
  },
  {
    rule: 'lib-messaging',
    file: 'libs/messaging/src/probe.ts',
    code: `import '@onestory/access';`,
  },
  {
    rule: 'lib-embedded-postgres',
    file: 'libs/embedded-postgres/src/probe.ts',
    code: `import '@onestory/kernel';`,
  },
  { rule: 'lib-access', file: 'libs/access/src/probe.ts', code: `import '@onestory/messaging';` },
  { rule: 'lib-service', file: 'libs/service/src/probe.ts', code: `import '@onestory/testing';` },
  { rule: 'lib-testing', file: 'libs/testing/src/probe.ts', code: `import '@onestory/referral';` },
  {
    rule: 'pg-at-home',
    file: 'libs/event-sourcing/src/adapters/postgres/probe-pg.ts',
    code: `import pg from 'pg'; void pg;`,
  },
  {
    rule: 'lib-postgres',
    file: 'libs/postgres/src/probe.ts',
    code: `import '@onestory/kernel';`,
  },
  {
    rule: 'typeorm-and-nest-at-home',
    file: 'libs/access/src/probe-nest.ts',
    code: `import '@nestjs/common';`,
  },
  {
    rule: 'typeorm-and-nest-at-home',
    file: 'libs/messaging/src/probe-typeorm.ts',
    code: `import 'typeorm';`,
  },
  { rule: 'jose-at-home', file: 'libs/service/src/probe-jose.ts', code: `import 'jose';` },
  { rule: 'zod-at-home', file: app('use-cases/send/zod.ts'), code: `import 'zod';` },
  { rule: 'kafka-at-home', file: 'libs/messaging/src/probe-kafka.ts', code: `import 'kafkajs';` },
  {
    rule: 'eventstoredb-at-home',
    file: 'libs/event-sourcing/src/probe-esdb.ts',
    code: `import '@eventstore/db-client';`,
  },
  {
    rule: 'dates-at-home',
    file: 'libs/contracts/src/probe-dates.ts',
    code: `import 'temporal-polyfill';`,
  },
  {
    rule: 'emmett-at-home',
    file: 'libs/event-sourcing/src/probe-emmett.ts',
    code: `import '@event-driven-io/emmett';`,
  },
  {
    rule: 'apps-never-meet',
    file: app('neighbour.module.ts'),
    code: `import '@onestory/assessment';`,
  },
  {
    rule: 'nobody-imports-all-in-one',
    file: app('top.module.ts'),
    code: `import '@onestory/all-in-one';`,
  },
  { rule: 'infra-speaks-http', file: 'infra/demo/probe.ts', code: `import '@onestory/referral';` },
  {
    rule: 'only-through-the-door',
    file: app('back-door.module.ts'),
    code: `import '../../../libs/kernel/src/words.js';`,
  },
  {
    rule: 'by-name-not-by-path',
    file: app('path.module.ts'),
    code: `import '../../../libs/kernel/src/index.js';`,
  },
  {
    rule: 'no-test-code-in-production',
    file: 'libs/access/src/probe-test.ts',
    code: `import './probe-kept.spec.js';`,
  },
  {
    rule: 'no-test-code-in-production',
    file: app('doubles.module.ts'),
    code: `import '@onestory/testing';`,
  },
  {
    rule: 'domain-spec-needs-testing-only',
    file: app('domain/probe.spec.ts'),
    code: `import '@onestory/service';`,
  },
  {
    rule: 'declared-packages-only',
    file: 'libs/contracts/src/probe-undeclared.ts',
    code: `import 'undeclared';`,
  },
  {
    rule: 'no-development-package-in-production',
    file: 'libs/kernel/src/probe-dev.ts',
    code: `import 'development-only';`,
  },
  { rule: 'no-cycles', file: 'libs/kernel/src/probe-cycle.ts', code: `import './probe-cycle.js';` },
  {
    rule: 'no-unresolvable',
    file: 'libs/kernel/src/probe-nowhere.ts',
    code: `import './nowhere.js';`,
  },
];

export const keeps = [
  { file: 'libs/kernel/src/words.ts', code: `import 'temporal-polyfill'; import 'node:crypto';` },
  {
    file: 'libs/access/src/probe-kept.spec.ts',
    code: `import '@onestory/testing'; import '@jest/globals'; import 'fast-check';`,
  },
  {
    file: 'libs/access/src/tokens.ts',
    code: `import 'jose'; import 'zod'; import '@onestory/kernel';`,
  },
  {
    file: 'libs/event-sourcing/src/adapters/postgres/store.ts',
    code: `import '@onestory/postgres'; import '@onestory/kernel'; import '@onestory/personal-data';`,
  },
  {
    file: 'libs/messaging/src/adapters/in-process/log.ts',
    code: `import '@onestory/postgres'; import '@onestory/event-sourcing';`,
  },
  {
    file: 'libs/service/src/database/database.ts',
    code: `import 'typeorm'; import '@nestjs/common'; import 'node:fs'; import '@onestory/access';`,
  },
  { file: 'libs/embedded-postgres/src/start.ts', code: `import '@onestory/postgres';` },
  { file: 'libs/postgres/src/connection.ts', code: `import 'pg';` },
  { file: app('domain/referral.ts'), code: `import '@onestory/kernel'; import './refusals.js';` },
  { file: app('domain/refusals.ts'), code: `import '@onestory/kernel';` },
  { file: 'apps/case-history/src/domain/message.ts', code: `import '@onestory/contracts';` },
  {
    file: app('domain/referral.spec.ts'),
    code: `import '@onestory/testing'; import './referral.js'; import 'fast-check';`,
  },
  {
    file: app('history/referral.codec.ts'),
    code: `import '../domain/referral.js'; import '@onestory/event-sourcing'; import '@onestory/personal-data';`,
  },
  { file: app('use-cases/accept/what-is-said.ts'), code: `import '@onestory/kernel';` },
  {
    file: app('use-cases/accept-it.ts'),
    code: `import './reason.dto.js'; import '../domain/referral.js'; import '../history/referral.codec.js'; import '../read-models/queue/queue.query.js'; import '@nestjs/common'; import 'class-validator'; import '@onestory/service';`,
  },
  {
    file: app('use-cases/reason.dto.ts'),
    code: `import '../domain/referral.js'; import '@onestory/service'; import 'class-validator';`,
  },
  { file: app('use-cases/accept/accept.dto.ts'), code: `import '../reason.dto.js';` },
  {
    file: app('use-cases/accept/accept.ts'),
    code: `import './what-is-said.js'; import '../../domain/referral.js'; import '../../history/referral.codec.js'; import '../../read-models/queue/queue.query.js'; import '@nestjs/common'; import 'class-validator'; import '@onestory/service';`,
  },
  {
    file: app('use-cases/accept/accept.int.spec.ts'),
    code: `import '@onestory/testing'; import '../../referral.module.js'; import 'node:http';`,
  },
  { file: app('read-models/queue/queue.query.ts'), code: `import '@onestory/service';` },
  {
    file: app('read-models/queue/queue.projector.ts'),
    code: `import '@nestjs/common'; import '../../domain/referral.js'; import '@onestory/messaging';`,
  },
  {
    file: app('reactions/when-something.ts'),
    code: `import '../domain/referral.js'; import '../history/referral.codec.js'; import '../read-models/queue/queue.query.js'; import '@onestory/contracts';`,
  },
  {
    file: app('publications/referral.publications.ts'),
    code: `import '../domain/referral.js'; import '@onestory/contracts'; import '@onestory/service';`,
  },
  { file: app('database/migrations/2-second.ts'), code: `import 'typeorm';` },
  {
    file: app('referral.module.ts'),
    code: `import './use-cases/accept/accept.js'; import '@nestjs/common'; import '@onestory/service';`,
  },
  { file: app('main.ts'), code: `import './referral.module.js'; import 'reflect-metadata';` },
  {
    file: 'apps/all-in-one/src/main.ts',
    code: `import '@onestory/referral'; import '@onestory/assessment'; import '@onestory/service';`,
  },
  { file: 'infra/demo/main.ts', code: `import '@onestory/kernel'; import 'pg';` },
  {
    file: 'infra/bench/store.bench.ts',
    code: `import '@event-driven-io/emmett'; import '@onestory/event-sourcing';`,
  },
];
