import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { Database } from '@onestory/kernel';
import { InDatabase, View } from '@onestory/service';
import { ItemsOfEpisode, Panels, SittingsOfSeries } from './panels.query.js';

@QueryHandler(Panels)
export class PanelsHandler implements IQueryHandler<Panels, View<readonly object[]>> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area }: Panels): Promise<View<readonly object[]>> {
    return new View(
      await this.database.query(
        'select series::text, name from series where area = $1 order by name, series',
        [area],
      ),
    );
  }
}

@QueryHandler(SittingsOfSeries)
export class SittingsOfSeriesHandler implements IQueryHandler<
  SittingsOfSeries,
  View<readonly object[]>
> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, series }: SittingsOfSeries): Promise<View<readonly object[]>> {
    return new View(
      await this.database.query(
        `select sitting::text, date::text, agenda_closes::text as "agendaCloses", stage,
                reconvenes::text
           from sitting where area = $1 and series = $2::uuid order by date`,
        [area, series],
      ),
    );
  }
}

@QueryHandler(ItemsOfEpisode)
export class ItemsOfEpisodeHandler implements IQueryHandler<
  ItemsOfEpisode,
  View<readonly object[]>
> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, episode }: ItemsOfEpisode): Promise<View<readonly object[]>> {
    return new View(
      await this.database.query(
        `select item::text, series::text, submitted_on::text as "submittedOn", decided,
                sittings[cardinality(sittings)]::text as sitting
           from agenda_item where area = $1 and episode = $2::uuid order by submitted_on, item`,
        [area, episode],
      ),
    );
  }
}
