import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Asking } from './asking.js';
import type { Actor, Command, Ledger } from './ledger.js';

/** A command was refused, or the run ends: this household's story stops here. */
export class StopHere extends Error {}

export interface Done {
  readonly id: string;
  readonly etag: string | undefined;
}

/** So long a fact of one service may be on its way to another while either is killed every second. */
const ON_ITS_WAY_MS = 60_000;
const LONGEST_MS = 180_000;

/** One of the people who work with the platform while it is killed: asks until it knows, and writes down what it knows. */
export class Working {
  unknown = 0;
  unavailable = 0;
  /** Nobody took the connection. */
  away = 0;

  constructor(
    private readonly asking: Asking,
    private readonly ledger: Ledger,
    private readonly isOver: () => boolean,
  ) {}

  /** The same command with the same key until somebody says what became of it. @throws StopHere */
  async act(actor: Actor, path: string, body: object, ifMatch?: string): Promise<Done> {
    if (this.isOver()) throw new StopHere();
    const command: Command = {
      key: randomUUID(),
      actor: { id: actor.id, agencyId: actor.agencyId },
      path,
      body,
      ...(ifMatch !== undefined && { ifMatch }),
    };
    const began = performance.now();
    for (let unknownBefore = 0; ;) {
      const sentAt = Date.now();
      const answer = await this.asking.post(command).catch(nobodyThere);
      if (typeof answer === 'object' && answer.status < 300)
        return this.acknowledge(command, answer, sentAt, unknownBefore);
      const waited = performance.now() - began;
      if (answer === 'nobody there') {
        this.away += 1;
      } else if (answer === undefined) {
        this.unknown += 1;
        unknownBefore += 1;
      } else if (answer.status === 503 || answer.status === 429) {
        this.unavailable += 1;
      } else if (!isPassing(answer) || waited > ON_ITS_WAY_MS) {
        this.odd(answer.status === 500 ? 'wrong' : 'refused', command, answer);
        throw new StopHere();
      }
      if (waited > LONGEST_MS) {
        this.odd('unanswered', command, undefined);
        throw new StopHere();
      }
      await pause(100);
    }
  }

  /** A view, once it shows what is wanted. @throws StopHere */
  async see<Seen>(
    actor: Actor,
    path: string,
    wanted: (answer: Answer) => Seen | undefined,
  ): Promise<Seen> {
    const began = performance.now();
    while (performance.now() - began < ON_ITS_WAY_MS) {
      if (this.isOver()) throw new StopHere();
      const answer = await this.asking.get(actor, path).catch(() => undefined);
      if (answer?.status === 500) this.odd('wrong', { path }, answer);
      const seen = answer?.status === 200 ? wanted(answer) : undefined;
      if (seen !== undefined) return seen;
      await pause(50);
    }
    this.odd('unanswered', { path }, undefined);
    throw new StopHere();
  }

  private acknowledge(
    command: Command,
    { status, body, headers }: Answer,
    sentAt: number,
    unknownBefore: number,
  ): Done {
    const id = String(body['id']);
    this.ledger.write({
      kind: 'acknowledged',
      ...command,
      status,
      id,
      etag: headers.get('etag'),
      location: headers.get('location'),
      sentAt,
      answeredAt: Date.now(),
      unknownBefore,
    });
    return { id, etag: headers.get('etag') ?? undefined };
  }

  private odd(
    kind: 'refused' | 'wrong' | 'unanswered',
    { path }: Pick<Command, 'path'>,
    answer: Answer | undefined,
  ): void {
    this.ledger.write({
      kind,
      path,
      status: answer?.status ?? 0,
      code: String(answer?.body['code'] ?? ''),
      at: Date.now(),
    });
  }
}

/** A refused connection: the command was not sent at all. Any other error leaves open what was done. */
const nobodyThere = (error: unknown): 'nobody there' | undefined => {
  const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
  return code === 'ECONNREFUSED' ? 'nobody there' : undefined;
};

/** A token of before, or a fact of another service that is still on its way. */
const isPassing = ({ status, body }: Answer): boolean =>
  status === 401 ||
  status === 404 ||
  (status === 409 && ['not-yet-known', 'nobody-leads-yet'].includes(String(body['code'])));
