import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Until } from '@onestory/event-sourcing';
import { londonDate, orElse } from '@onestory/kernel';
import type { AgencyId, CarerId } from '@onestory/kernel';
import { PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Carer, CarerFact } from '../../domain/carer.js';
import type { Child, ChildFact, PersonName, RegisteredChild } from '../../domain/child.js';
import { whoItIs } from '../../domain/who-it-is.js';
import { carerHistory } from '../../history/carer.codec.js';
import { childHistory } from '../../history/child.codec.js';
import { ChildEntry } from './child-entry.query.js';
import type { ChildEntryView, NamedAgency } from './child-entry.query.js';

@QueryHandler(ChildEntry)
export class ChildEntryHandler implements IQueryHandler<ChildEntry> {
  constructor(
    @StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>,
    @StreamsOf(carerHistory) private readonly carers: Streams<Carer, CarerFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ child, until }: ChildEntry): Promise<View<ChildEntryView> | undefined> {
    const { state, revision } = await this.children.load(child, until);
    if (state.stage === 'not registered') return undefined;
    const carers = await Promise.all(
      state.carers.map(async ({ carer, relationship, parentalResponsibility }) => ({
        carer,
        name: await this.nameOf(carer, until),
        relationship,
        parentalResponsibility,
      })),
    );
    const today = londonDate(until.asAt ?? this.platform.clock.now());
    const view: ChildEntryView = {
      child,
      ...whoItIs(state, today),
      carers,
      involvements: this.involvementsIn(state),
      assessmentExists: state.assessments.length > 0,
      contact: this.contactIn(state),
    };
    return new View(view, revision);
  }

  private async nameOf(carer: CarerId, until: Until): Promise<PersonName | null> {
    const { state } = await this.carers.load(carer, until);
    return state.stage === 'registered' ? orElse(state.name, null) : null;
  }

  private involvementsIn({ involvements }: RegisteredChild): ChildEntryView['involvements'] {
    return involvements
      .filter(({ sensitive, endedAt }) => !sensitive && endedAt === undefined)
      .map(({ involvement, agency, kind, startedAt }) => ({
        involvement,
        agency: this.agency(agency),
        kind,
        since: londonDate(startedAt.occurredAt),
      }));
  }

  /** Of several episodes the one whose lead was named last. */
  private contactIn({ contacts }: RegisteredChild): ChildEntryView['contact'] {
    const last = contacts.at(-1);
    const person = last && this.platform.register.practitioner(last.practitioner);
    if (!last || !person) return null;
    const { name, jobTitle, phone, email } = person;
    return { name, jobTitle, agency: this.agency(last.agency), phone, email };
  }

  private agency(id: AgencyId): NamedAgency {
    return { id, name: this.platform.register.agency(id)?.name ?? null };
  }
}
