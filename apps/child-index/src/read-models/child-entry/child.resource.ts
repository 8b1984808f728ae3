import { Inject, Injectable } from '@nestjs/common';
import { episodesOf, readRelationships } from '@onestory/access';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import type { Told } from '@onestory/event-sourcing';
import type { ActorId, ChildId, Database } from '@onestory/kernel';
import { InDatabase, PLATFORM, resourceOf, StreamsOf } from '@onestory/service';
import type { Asked, Platform, ResourceLoader } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import { childHistory } from '../../history/child.codec.js';

/**
 * A registered child, in the area where it was registered, and in its latest episode of help: whoever leads
 * or is of the team there may see the entry. A bar of any of its episodes holds.
 */
@Injectable()
export class ChildResource implements ResourceLoader {
  readonly kind = 'child';

  constructor(
    @StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async load(id: string, { actor: { area } }: Asked): Promise<Resource | undefined> {
    const child = id as ChildId;
    const at = this.platform.clock.now();
    const loaded = await this.children.load(id);
    const [episode] = await episodesOf(area, child, this.database);
    const heard = await readRelationships({ area, children: [child], at }, this.database);
    const found = [...heard.found.map(({ actor }) => actor), ...registrarOf(loaded.facts)];
    const known = resourceOf('child', id, childHistory, loaded, {
      barred: heard.barred,
      holders: { found },
    });
    return known && { ...known, ...(episode && { episode }) };
  }
}

/** Whoever registered a child need not look for it. */
const registrarOf = ([first]: readonly Told<ChildFact>[]): readonly ActorId[] =>
  first ? [first.actor] : [];
