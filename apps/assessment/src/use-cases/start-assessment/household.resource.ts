import { Inject, Injectable } from '@nestjs/common';
import { childrenOf, decide, membershipsOf, readAllRelationships } from '@onestory/access';
import type { Actor, Resource } from '@onestory/access';
import { isUuid } from '@onestory/kernel';
import type { ChildId, Database, EpisodeId } from '@onestory/kernel';
import { InDatabase, PLATFORM } from '@onestory/service';
import type { Asked, Platform, ResourceLoader } from '@onestory/service';

const namedIn = (body: unknown): readonly ChildId[] => {
  const { children } = (body ?? {}) as { readonly children?: unknown };
  return Array.isArray(children)
    ? ((children as unknown[]).filter((it) => isUuid(it)) as ChildId[])
    : [];
};

const RECORD = 'assessment.record-concern';
const START = 'assessment.start-assessment';

/** A way in which somebody may be bound to a child. */
interface Way {
  readonly action: typeof RECORD | typeof START;
  readonly children: readonly [ChildId];
  readonly episode?: EpisodeId;
}

/**
 * An episode together with the children that the request would make its own. Naming a child is asking for that
 * child's record: whoever is not bound to it gets the answer of an unknown id, and learns nothing.
 */
@Injectable()
export class HouseholdResource implements ResourceLoader {
  readonly kind = 'household';

  constructor(
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async load(id: string, { actor, terms: { body } }: Asked): Promise<Resource | undefined> {
    const { area } = actor;
    const episode = id as EpisodeId;
    const members = await childrenOf(area, episode, this.database);
    if (members.length === 0) return undefined;
    const others = namedIn(body).filter((child) => !members.includes(child));
    if (!(await this.areBoundTo(actor, others))) return undefined;
    return { kind: this.kind, id, area, episode, children: [...members, ...others], holders: {} };
  }

  /** To every one: by the child itself, or by an episode of which it is a member. */
  private async areBoundTo(actor: Actor, children: readonly ChildId[]): Promise<boolean> {
    if (children.length === 0) return true;
    const { area } = actor;
    const at = this.platform.clock.now();
    const ways: readonly Way[] = [
      ...children.map((child): Way => ({ action: RECORD, children: [child] })),
      ...(await membershipsOf(area, children, this.database)).map(({ child, episode }): Way => ({
        action: START,
        children: [child],
        episode,
      })),
    ];
    const known = await readAllRelationships({ area, at }, ways, this.database);
    const bound = known.filter(({ of: { action, ...about }, relationships }) => {
      const resource = { kind: 'child', id: about.children[0], area, ...about, holders: {} };
      return decide(actor, action, resource, { at, relationships }).allow;
    });
    return children.every((child) => bound.some(({ of }) => of.children[0] === child));
  }
}
