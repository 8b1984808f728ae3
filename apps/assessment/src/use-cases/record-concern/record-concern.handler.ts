import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { episodeIdOf, recordConcern } from '../../domain/concern.js';
import type { Concern, ConcernFact } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { RecordConcern } from './record-concern.command.js';

@CommandHandler(RecordConcern)
export class RecordConcernHandler implements ICommandHandler<RecordConcern> {
  constructor(
    @StreamsOf(concernHistory) private readonly concerns: Streams<Concern, ConcernFact>,
  ) {}

  execute({ child, said, when }: RecordConcern): Promise<Decided<Concern, ConcernFact>> {
    const newEpisode = episodeIdOf(currentContext().command);
    return this.concerns.decide(child, recordConcern({ child, ...said, newEpisode }), when);
  }
}
