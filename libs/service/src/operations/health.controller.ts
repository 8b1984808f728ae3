import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Act } from '../http/asked.js';
import { Anybody } from '../http/sign-in.js';
import { RUNTIME } from '../followers/runtime.js';
import type { ServiceRuntime } from '../followers/runtime.js';

/** For whatever keeps the process running: no sign-in, and nothing about anybody. */
@Controller('health')
export class HealthController {
  constructor(@Inject(RUNTIME) private readonly runtime: ServiceRuntime) {}

  /** The process answers. Never restart it because an engine is down. */
  @Get('live')
  @Anybody()
  @Act('operations.health')
  live() {
    return { status: 'live', service: this.runtime.name };
  }

  /** 503 while it cannot answer as it should; says which part, and why. */
  @Get('ready')
  @Anybody()
  @Act('operations.health')
  async ready(@Res({ passthrough: true }) reply: Response) {
    const { ready, degraded, parts } = await this.runtime.readiness();
    reply.status(ready ? 200 : 503);
    const status = ready ? (degraded ? 'degraded' : 'ready') : 'not ready';
    return { status, service: this.runtime.name, parts };
  }
}
