import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { readRelationships } from '@onestory/access';
import type { Database } from '@onestory/kernel';
import { InDatabase, PLATFORM } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Colleague } from '../../domain/colleague.js';
import { ColleagueIn } from './colleague.query.js';

@QueryHandler(ColleagueIn)
export class ColleagueInHandler implements IQueryHandler<ColleagueIn, Colleague> {
  constructor(
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ area, episode, practitioner }: ColleagueIn): Promise<Colleague> {
    const known = this.platform.register.practitioner(practitioner);
    const about = { area, episode, children: [], at: this.platform.clock.now() };
    const { barred } = await readRelationships(about, this.database);
    return {
      worksAt: known?.area === area ? known.roles : [],
      excluded: barred.includes(practitioner),
    };
  }
}
