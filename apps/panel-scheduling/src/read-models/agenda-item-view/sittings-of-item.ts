import { Injectable } from '@nestjs/common';
import { Streams } from '@onestory/event-sourcing';
import type { Loaded, AsOf } from '@onestory/event-sourcing';
import type { AreaId, Database, SittingId } from '@onestory/kernel';
import { InDatabase, StreamsOf } from '@onestory/service';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';

/** The sittings that had an item on their agenda, in the order in which it came to them. */
@Injectable()
export class SittingsOfItem {
  constructor(
    @InDatabase() private readonly database: Database,
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
  ) {}

  async ids(area: AreaId, item: string): Promise<readonly SittingId[]> {
    const [row] = await this.database.query<{ sittings: readonly SittingId[] }>(
      'select sittings::text[] from agenda_item where area = $1 and item = $2::uuid',
      [area, item],
    );
    return row?.sittings ?? [];
  }

  load(
    ids: readonly SittingId[],
    until: AsOf = {},
  ): Promise<readonly Loaded<Sitting, SittingFact>[]> {
    return Promise.all(ids.map((id) => this.sittings.load(id, until)));
  }
}
