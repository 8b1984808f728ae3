import { Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import { resourceOf, StreamsOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import { consentHistory } from '../../history/consent.codec.js';

/** Whoever records for, or leads, its episode. */
@Injectable()
export class ConsentResource implements ResourceLoader {
  readonly kind = 'consent';

  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
  ) {}

  async load(id: string): Promise<Resource | undefined> {
    return resourceOf(this.kind, id, consentHistory, await this.consents.load(id));
  }
}
