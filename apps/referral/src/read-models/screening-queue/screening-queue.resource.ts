import { Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import type { Asked, ResourceLoader } from '@onestory/service';

/** The queue of an agency: its screeners see it, and nobody else. */
@Injectable()
export class ScreeningQueueResource implements ResourceLoader {
  readonly kind = 'screening-queue';

  async load(agency: string, { actor }: Asked): Promise<Resource> {
    const { area } = actor;
    return { kind: this.kind, id: agency, area, children: [], holders: { receiver: [agency] } };
  }
}
