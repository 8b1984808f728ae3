import { Injectable } from '@nestjs/common';
import { episodesOf } from '@onestory/access';
import type { Resource } from '@onestory/access';
import type { ChildId, Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import type { Asked, ResourceLoader } from '@onestory/service';

/** A child with the episode that its help belongs to now: whoever leads or helps there may read the history. */
@Injectable()
export class ChildResource implements ResourceLoader {
  readonly kind = 'child';

  constructor(@InDatabase() private readonly database: Database) {}

  async load(id: string, { actor }: Asked): Promise<Resource | undefined> {
    const child = id as ChildId;
    const [episode] = await episodesOf(actor.area, child, this.database);
    if (!episode) return undefined;
    // The timeline as a whole; each sensitive entry is decided on its own.
    return {
      kind: 'child',
      id,
      area: actor.area,
      episode,
      children: [child],
      holders: {},
      sensitive: false,
    };
  }
}
