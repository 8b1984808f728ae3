import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Resource } from '@onestory/access';
import type { ChildId } from '@onestory/kernel';
import type { Asked, ResourceLoader } from '@onestory/service';
import { IndexCarer } from './index-carer.entity.js';

/**
 * The mother of a child who is not registered yet, as her other children: whoever works with one of them may
 * register the unborn. Which these are the index says, not the request.
 */
@Injectable()
export class MotherResource implements ResourceLoader {
  readonly kind = 'mother';

  constructor(private readonly source: DataSource) {}

  async load(id: string, { actor }: Asked): Promise<Resource> {
    const { area } = actor;
    const rows = await this.source
      .getRepository(IndexCarer)
      .find({ where: { area, carer: id }, order: { child: 'asc' } });
    const children = rows.map(({ child }) => child as ChildId);
    return { kind: 'mother', id, area, children, holders: {} };
  }
}
