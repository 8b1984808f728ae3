import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { allOrNone } from '../platform/all-or-none.js';
import { developmentRoutes } from './development.js';
import { notThere, Problem, sendProblem } from '../http/problems.js';
import type { Platform } from '../platform/platform.js';
import { startService } from './service-app.js';
import type { RunningService } from './service-app.js';
import type { ServiceDefinition } from '../definition/service-definition.js';
import { settled } from '../followers/settling.js';

export interface Host {
  readonly url: string;
  readonly services: readonly RunningService[];
  /** Stops answering, finishes what is in hand, then stops the services. The platform is closed by its owner. */
  stop(): Promise<void>;
}

const DRAIN_MS = 8_000;

const security = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  referrerPolicy: { policy: 'no-referrer' },
});

/** One limit for everybody, per token where there is one: a whole council may come from one address. */
const limit = (platform: Platform) =>
  rateLimit({
    windowMs: 60_000,
    limit: platform.config.requestsPerMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    keyGenerator: (request) =>
      request.headers.authorization ?? request.socket.remoteAddress ?? 'unknown',
    handler: (_request, response) =>
      sendProblem(
        response,
        new Problem(429, 'too-many-requests', 'Wait a little, then go on.', {
          retryAfterSeconds: 10,
        }),
      ),
    validate: false,
  });

/** Serves any number of services under their prefixes on one port. */
export const host = async (
  platform: Platform,
  definitions: readonly ServiceDefinition[],
): Promise<Host> => {
  const services = await allOrNone(
    definitions.map((definition) => startService(platform, definition)),
    (service) => service.stop(),
  );
  try {
    const outer = express();
    outer.disable('x-powered-by');
    outer.use(security);
    outer.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
    outer.get('/health/ready', (_request, response) => void readiness(services, response));
    outer.use(limit(platform));
    if (platform.identity.issuer)
      outer.use(
        '/development',
        developmentRoutes(platform, () => settled(services, platform)),
      );
    for (const service of services) outer.use(`/${service.name}`, service.http);
    outer.use((_request, response) => sendProblem(response, notThere()));
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, outer);
    const address = await listen(server, platform);
    return {
      url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
      services,
      stop: async () => {
        await drain(server);
        await stopAll(services);
      },
    };
  } catch (error) {
    await stopAll(services);
    throw error;
  }
};

const readiness = async (
  services: readonly RunningService[],
  response: express.Response,
): Promise<void> => {
  const all = await Promise.all(
    services.map(async (it) => ({ name: it.name, ...(await it.runtime.readiness()) })),
  );
  const ready = all.every((it) => it.ready);
  const degraded = all.some((it) => it.degraded);
  response.status(ready ? 200 : 503).json({
    status: ready ? (degraded ? 'degraded' : 'ready') : 'not ready',
    services: Object.fromEntries(all.map((it) => [it.name, it.parts])),
  });
};

const listen = (server: Server, { config }: Platform): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${config.port} is taken. Set PORT to another one, or to 0 for any free port.`,
            )
          : error,
      ),
    );
    server.listen(config.port, config.host, () => resolve(server.address() as AddressInfo));
  });

const drain = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });

/** At once: each may have to wait until its connections are given up. */
const stopAll = async (services: readonly RunningService[]): Promise<void> => {
  await allOrNone(services.map((service) => service.stop()));
};
