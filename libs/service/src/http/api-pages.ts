import type { INestApplication } from '@nestjs/common';
import type { Platform } from '../platform.js';

export const addApiPages = (_app: INestApplication, _service: string, _platform: Platform): void => undefined;
