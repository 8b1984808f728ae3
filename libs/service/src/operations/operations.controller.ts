import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import { isUuid } from '@onestory/kernel';
import { Act, AskedBy } from '../http/asked.js';
import type { Asked } from '../http/asked.js';
import { Doorkeeper } from '../http/doorkeeper.js';
import { malformed } from '../http/problems.js';
import { RUNTIME } from '../followers/runtime.js';
import type { ServiceRuntime } from '../followers/runtime.js';
import { readTrace } from './traces.js';

export class ReplayParked {
  /** What runs: a projection, the publisher or a consumer, as in the list of parked sequences. */
  @IsString()
  @MaxLength(200)
  readonly runner!: string;

  @IsString()
  @MaxLength(200)
  readonly key!: string;
}

/** For the operator role: what runs, how far it is, what stands still. Ids and codes, no data. */
@Controller('operations')
export class OperationsController {
  constructor(
    @Inject(Doorkeeper) private readonly doors: Doorkeeper,
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
  ) {}

  @Get('traces/:correlation')
  @Act('operations.traces')
  async trace(@Param('correlation') correlation: string, @AskedBy() asked: Asked) {
    if (!isUuid(correlation))
      throw malformed([{ pointer: '#path', detail: 'holds no correlation id' }]);
    await this.doors.operate(asked);
    return {
      service: this.runtime.name,
      events: await readTrace(this.runtime.database, correlation),
    };
  }

  @Get('lag')
  @Act('operations.lag')
  async lag(@AskedBy() asked: Asked) {
    await this.doors.operate(asked);
    return { service: this.runtime.name, runners: await this.runtime.lag() };
  }

  @Get('parked')
  @Act('operations.parked')
  async parked(@AskedBy() asked: Asked) {
    await this.doors.operate(asked);
    return { service: this.runtime.name, parked: await this.runtime.parked() };
  }

  /** Derives every read model anew beside the live one, and counts the rows that differ. */
  @Post('verifications')
  @HttpCode(200)
  @Act('operations.verify')
  async verify(@AskedBy() asked: Asked) {
    await this.doors.operate(asked);
    return { service: this.runtime.name, tables: await this.runtime.verify() };
  }

  /** Handles a parked sequence again, in order; `replayed` is false when it failed again and stays parked. */
  @Post('parked/replays')
  @HttpCode(200)
  @Act('operations.replay')
  async replay(@Body() body: ReplayParked, @AskedBy() asked: Asked) {
    await this.doors.operate(asked);
    return { replayed: await this.runtime.replay(body.runner, body.key) };
  }
}
