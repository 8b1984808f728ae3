import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { childrenHeardOf } from '@onestory/access';
import type { Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { HouseholdOf } from './household.query.js';
import type { Household } from './household.query.js';

@QueryHandler(HouseholdOf)
export class HouseholdHandler implements IQueryHandler<HouseholdOf, Household> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, children }: HouseholdOf): Promise<Household> {
    const heard = await childrenHeardOf(area, children, this.database);
    const known = new Set(heard.map(({ child }) => child));
    return {
      unborn: children.filter((child) => heard.some((it) => it.child === child && it.unborn)),
      carers: [...new Set(heard.flatMap(({ carers }) => carers))],
      unknown: children.filter((child) => !known.has(child)),
    };
  }
}
