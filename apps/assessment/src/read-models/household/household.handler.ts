import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { CarerId, ChildId, Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { HouseholdOf } from './household.query.js';
import type { Household } from './household.query.js';

interface Row {
  readonly child: ChildId;
  readonly unborn: boolean;
  readonly carers: readonly CarerId[];
}

@QueryHandler(HouseholdOf)
export class HouseholdHandler implements IQueryHandler<HouseholdOf, Household> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, children }: HouseholdOf): Promise<Household> {
    const rows = await this.database.query<Row>(
      `select child::text, unborn, carers::text[] from known_child
        where area = $1 and child = any($2::uuid[])`,
      [area, children],
    );
    const known = new Set(rows.map(({ child }) => child));
    return {
      unborn: children.filter((child) => rows.some((row) => row.child === child && row.unborn)),
      carers: [...new Set(rows.flatMap(({ carers }) => carers))],
      unknown: children.filter((child) => !known.has(child)),
    };
  }
}
