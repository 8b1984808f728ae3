import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { ArrayOverlap, DataSource, In } from 'typeorm';
import { childrenOf } from '@onestory/access';
import type { CarerId, ChildId, Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import type { Family, KnownChild } from '../../domain/family.js';
import { FamilyOf } from './family.query.js';
import { KnownChildRow } from './known-child.entity.js';

@QueryHandler(FamilyOf)
export class FamilyHandler implements IQueryHandler<FamilyOf> {
  constructor(
    private readonly source: DataSource,
    @InDatabase() private readonly database: Database,
  ) {}

  async execute({ area, episode }: FamilyOf): Promise<Family> {
    const rows = this.source.getRepository(KnownChildRow);
    const children = await childrenOf(area, episode, this.database);
    const known = await rows.findBy({ area, child: In(children) });
    const carers = [...new Set(known.flatMap((row) => row.carers))];
    const ofCarers =
      carers.length === 0 ? [] : await rows.findBy({ area, carers: ArrayOverlap(carers) });
    const joined: ReadonlySet<string> = new Set(children);
    const all = [...children, ...ofCarers.map(({ child }) => child)];
    const sixteen = await this.database.query<{ child: ChildId }>(
      'select child::text from turned_sixteen where area = $1 and child = any($2::uuid[])',
      [area, all],
    );
    return {
      children,
      known: children.flatMap((child) => known.filter((row) => row.child === child).map(asKnown)),
      siblings: ofCarers.flatMap(({ child }) => (joined.has(child) ? [] : [child as ChildId])),
      sixteen: sixteen.map(({ child }) => child),
    };
  }
}

const asKnown = ({ child, carers, responsibilities }: KnownChildRow): KnownChild => ({
  child: child as ChildId,
  carers: carers.map((carer, place) => ({
    carer: carer as CarerId,
    parentalResponsibility: responsibilities[place] ?? 'unknown',
  })),
});
