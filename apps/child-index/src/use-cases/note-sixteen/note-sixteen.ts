import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import type { ChildId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  momentOf,
  Occurrence,
  on,
  StreamsOf,
} from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import { noteSixteen } from '../../domain/registering.js';
import { childHistory } from '../../history/child.codec.js';
import { NoteSixteen } from './note-sixteen.command.js';

@CommandHandler(NoteSixteen)
export class NoteSixteenHandler implements ICommandHandler<NoteSixteen> {
  constructor(@StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>) {}

  execute({ child, when }: NoteSixteen): Promise<Decided<Child, ChildFact>> {
    return this.children.decide(child, noteSixteen(), when);
  }
}

@Controller('children/:child/sixteenth-birthday')
export class NoteSixteenController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The young person is 16 by the birthday on record, and decides for themself from now on. */
  @Post()
  @Act('child-index.note-sixteen')
  note(@Param('child', AnId) child: ChildId, @Body() body: Occurrence, @AskedBy() asked: Asked) {
    return this.doors.command(asked, on('child', child), new NoteSixteen(child, momentOf(body)));
  }
}
