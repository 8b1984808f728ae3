import { randomUUID } from 'node:crypto';
import { Client } from './client.js';
import { people } from './people.js';
import type { Person } from './people.js';
import type { Teller } from './teller.js';
import type { Traced } from './traced.js';

const SERVICES = [
  'child-index',
  'information-sharing',
  'assessment',
  'lead-professional',
  'panel-scheduling',
  'referral',
  'case-history',
] as const;

/** Moves of the story, for showing that the table can fail: step -> another time. */
export type Moves = ReadonlyMap<string, string>;

/** Sets the clock, lets people act, and tells what came of it. */
export class Stage {
  private now = '';

  constructor(
    readonly url: string,
    private readonly teller: Teller,
    private readonly moves: Moves,
  ) {}

  /** Somebody, outside of a step: for reading what the table shows. */
  as(person: Person): Client {
    return new Client(this.url, person.id, randomUUID());
  }

  /** One thing that a person does, at its own date; the clock moves only when everything has caught up. */
  async step<Result>(
    step: {
      readonly name: string;
      readonly at: string;
      readonly who: Person;
      readonly what: string;
    },
    act: (as: Client) => Promise<Result>,
  ): Promise<Result> {
    const at = this.moves.get(step.name) ?? step.at;
    await this.setClock(at);
    const correlation = randomUUID();
    const result = await act(new Client(this.url, step.who.id, correlation));
    await this.setClock(at);
    this.teller.step(at, step.who, step.what, await this.trace(correlation));
    return result;
  }

  async setClock(now: string | null): Promise<void> {
    await this.as(people.operator).put('/development/clock', { now });
    this.now = now ?? '';
  }

  get clock(): string {
    return this.now;
  }

  private async trace(correlation: string): Promise<readonly Traced[]> {
    const operator = this.as(people.operator);
    const traces = await Promise.all(
      SERVICES.map(async (service) => {
        const { body } = await operator.get<{ events: readonly Omit<Traced, 'service'>[] }>(
          `/${service}/operations/traces/${correlation}`,
        );
        return body.events.map((event) => ({ ...event, service }));
      }),
    );
    return traces.flat();
  }
}
