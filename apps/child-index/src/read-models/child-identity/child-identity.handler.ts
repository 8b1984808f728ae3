import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { londonDate, orElse } from '@onestory/kernel';
import { PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Carer, CarerFact } from '../../domain/carer.js';
import type { Child, ChildFact, PersonName, RegisteredChild } from '../../domain/child.js';
import { whoItIs } from '../../domain/who-it-is.js';
import { carerHistory } from '../../history/carer.codec.js';
import { childHistory } from '../../history/child.codec.js';
import { ChildIdentity } from './child-identity.query.js';
import type { ChildIdentityView } from './child-identity.query.js';

@QueryHandler(ChildIdentity)
export class ChildIdentityHandler implements IQueryHandler<ChildIdentity> {
  constructor(
    @StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>,
    @StreamsOf(carerHistory) private readonly carers: Streams<Carer, CarerFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ child }: ChildIdentity): Promise<View<ChildIdentityView> | undefined> {
    const { state, revision } = await this.children.load(child);
    if (state.stage === 'not registered') return undefined;
    const view: ChildIdentityView = {
      child,
      ...whoItIs(state, londonDate(this.platform.clock.now())),
      ...(state.stage === 'unborn' && { mother: await this.motherOf(state) }),
    };
    return new View(view, revision);
  }

  private async motherOf({ carers }: RegisteredChild): Promise<PersonName | null> {
    const mother = carers.find(({ relationship }) => relationship === 'mother');
    if (!mother) return null;
    const { state } = await this.carers.load(mother.carer);
    return state.stage === 'registered' ? orElse(state.name, null) : null;
  }
}
