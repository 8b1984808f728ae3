import { decide, readRelationships } from '@onestory/access';
import type { Verdict, Resource } from '@onestory/access';
import type { ServiceRuntime } from '../followers/runtime.js';
import type { Admission, Asked, ResourceRef } from './asked.js';
import { notForYourRole, notThere, unavailable } from './problems.js';

type Look = Omit<Admission, 'resource' | 'verdict'> & {
  readonly resource: Resource | undefined;
  readonly verdict: Verdict;
};

/** Decides whether something may be asked, and keeps the record of every answer to that. */
export class Admitting {
  constructor(private readonly runtime: ServiceRuntime) {}

  /** A no that will be looked at again is not recorded: it is no answer yet. */
  async admit(asked: Asked, on: ResourceRef): Promise<Admission> {
    const { resource, verdict, ...known } = await this.look(asked, on);
    if (resource && verdict.allow) return (asked.admission = { resource, verdict, ...known });
    const forbidden = !verdict.allow && verdict.status === 403;
    if (forbidden || asked.isLastLook) await this.record(asked, on, resource, verdict);
    throw forbidden ? notForYourRole() : notThere();
  }

  /** What is not there costs the same look as what is not yours. */
  private async look(asked: Asked, on: ResourceRef): Promise<Look> {
    const at = asked.now();
    const found = await this.runtime.loader(on.kind).load(on.id, asked, on.said as never);
    const nothing = { kind: on.kind, id: on.id, area: asked.area, children: [], holders: {} };
    const { area, children, episode } = found ?? (nothing as Resource);
    const relationships = await readRelationships(
      { area, children, episode, at },
      this.runtime.database,
    );
    const verdict = decide(asked.actor, asked.terms.action, found ?? nothing, {
      at,
      relationships,
    });
    return { resource: found, verdict, relationships, at };
  }

  async record(
    { actor, terms }: Asked,
    on: ResourceRef,
    resource: Resource | undefined,
    { allow, rule }: Verdict,
  ): Promise<void> {
    await this.runtime.accessLog
      .record({
        actor: actor.id,
        agency: actor.agency,
        area: actor.area,
        action: terms.action,
        resource: on.kind,
        children: resource?.children ?? [],
        ...(resource?.episode && { episode: resource.episode }),
        decision: allow ? 'allow' : 'deny',
        rule,
        at: this.runtime.platform.clock.now(),
        correlation: terms.correlation,
      })
      .catch(() => {
        throw unavailable(
          'no-record-no-answer',
          'The record of this access cannot be kept. Ask again.',
        );
      });
  }
}
