import { Inject, Injectable } from '@nestjs/common';
import { childrenOf, decide, episodesOf, readRelationships } from '@onestory/access';
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

  async load(id: string, { actor, body }: Asked): Promise<Resource | undefined> {
    const { area } = actor;
    const episode = id as EpisodeId;
    const members = await childrenOf(area, episode, this.database);
    if (members.length === 0) return undefined;
    const others = namedIn(body).filter((child) => !members.includes(child));
    for (const child of others) if (!(await this.isBoundTo(actor, child))) return undefined;
    return { kind: this.kind, id, area, episode, children: [...members, ...others], holders: {} };
  }

  private async isBoundTo(actor: Actor, child: ChildId): Promise<boolean> {
    if (await this.may(actor, 'assessment.record-concern', child)) return true;
    for (const episode of await episodesOf(actor.area, child, this.database))
      if (await this.may(actor, 'assessment.start-assessment', child, episode)) return true;
    return false;
  }

  private async may(
    actor: Actor,
    action: 'assessment.record-concern' | 'assessment.start-assessment',
    child: ChildId,
    episode?: EpisodeId,
  ): Promise<boolean> {
    const at = this.platform.clock.now();
    const about = { area: actor.area, children: [child], ...(episode && { episode }) };
    const relationships = await readRelationships({ ...about, at }, this.database);
    const resource = { kind: 'child', id: child, ...about, holders: {} };
    return decide(actor, action, resource, { at, relationships }).allow;
  }
}
