import { Controller, Get } from '@nestjs/common';
import { Act, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ScreeningQueue } from './screening-queue.query.js';
import type { Queue } from './screening-queue.query.js';

@Controller('screening-queue')
export class ScreeningQueueController {
  constructor(private readonly doors: Doorkeeper) {}

  /** What the screener's own agency has before it, longest waiting first, and what has been withdrawn lately. */
  @Get()
  @Act('referral.list-screening-queue')
  read(@AskedBy() asked: Asked): Promise<Queue> {
    const { actor } = asked;
    return this.doors.query(asked, on('screening-queue', actor.agency), new ScreeningQueue(actor), {
      readModel: 'screening_queue_v1',
    });
  }
}
