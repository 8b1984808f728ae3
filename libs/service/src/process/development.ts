import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { decide, noRelationships, NoSuchPersona, NotSignedIn } from '@onestory/access';
import { instant } from '@onestory/kernel';
import type { Instant } from '@onestory/kernel';
import { malformed, notForYourRole, Problem, problemOf, sendProblem } from '../http/problems.js';
import { refuseQuery, requestChecks } from '../http/request-checks.js';
import type { Platform } from '../platform/platform.js';

/** Lets publishers, consumers, reactions and due timers catch up with what has been recorded. */
export type Settle = () => Promise<void>;

const handled =
  (work: (request: Request, response: Response) => Promise<void>): RequestHandler =>
  (request, response) =>
    void work(request, response).catch((error: unknown) => sendProblem(response, problemOf(error)));

const operatorFirst = (): Problem =>
  new Problem(401, 'not-signed-in', 'Send the token of an operator.');

const operatorOf = async (platform: Platform, request: Request) => {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const subject = await platform.verifyToken(token).catch((error: unknown) => {
    throw error instanceof NotSignedIn ? operatorFirst() : error;
  });
  const actor = platform.register.actor(subject, platform.clock.now());
  if (!actor) throw operatorFirst();
  const resource = { kind: 'area', id: actor.area, area: actor.area, children: [], holders: {} };
  const context = { at: platform.clock.now(), relationships: noRelationships };
  if (!decide(actor, 'operations.clock', resource, context).allow) throw notForYourRole();
};

const noPersona = (): Problem =>
  malformed([
    { pointer: '#/persona', detail: 'is not the id of a persona of /development/personas' },
  ]);

const clockOf = (platform: Platform) => ({
  now: platform.clock.now(),
  set: platform.settableClock?.isSet ?? false,
});

const wanted = (body: unknown): Instant | undefined => {
  const now = (body as { now?: unknown } | undefined)?.now;
  if (now === null) return undefined;
  try {
    return instant(typeof now === 'string' ? now : '');
  } catch {
    throw malformed([
      { pointer: '#/now', detail: 'is not a date-time with an offset, and not null for real time' },
    ]);
  }
};

/**
 * Tokens of development personas and the story clock. Only in development mode, which listens on loopback only:
 * whoever can reach this can be anybody.
 */
export const developmentRoutes = (platform: Platform, settle: Settle): Router => {
  const router = express.Router();
  const { issuer } = platform.identity;
  const clock = platform.settableClock;
  if (!issuer || !clock) throw new Error('The embedded issuer exists in development mode only.');
  router.use(...(requestChecks(['#/now']) as RequestHandler[]), refuseQuery);
  router.get(
    '/personas',
    handled(async (_, response) => void response.json({ personas: issuer.personas() })),
  );
  router.get(
    '/jwks.json',
    handled(async (_, response) => void response.json(issuer.jwks())),
  );
  router.post(
    '/tokens',
    handled(async (request, response) => {
      const persona = (request.body as { persona?: unknown } | undefined)?.persona;
      if (typeof persona !== 'string') throw noPersona();
      const token = await issuer.token(persona).catch((error: unknown) => {
        throw error instanceof NoSuchPersona ? noPersona() : error;
      });
      response.status(201).json(token);
    }),
  );
  router.get(
    '/clock',
    handled(async (_, response) => void response.json(clockOf(platform))),
  );
  router.put(
    '/clock',
    handled(async (request, response) => {
      await operatorOf(platform, request);
      const now = wanted(request.body);
      await settle();
      clock.setTo(now);
      response.json(clockOf(platform));
    }),
  );
  return router;
};
