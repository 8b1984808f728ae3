import { Controller, Get, Param, Query } from '@nestjs/common';
import { londonDate, orElse } from '@onestory/kernel';
import type { AgencyId, CarerId, ChildId, LocalDate } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, AsOf, asOf } from '@onestory/service';
import type { Sources } from '@onestory/service';
import type { CarerOfChild, InvolvementId, PersonName } from '../../domain/child.js';
import type { RegisteredChild, ServiceKind } from '../../domain/child.js';
import { whoItIs } from '../../domain/who-it-is.js';
import type { WhoItIs } from '../../domain/who-it-is.js';
import { carerHistory } from '../../history/carer.codec.js';
import { childHistory } from '../../history/child.codec.js';

/** An agency of the register. */
interface NamedAgency {
  readonly id: AgencyId;
  readonly name: string | null;
}

/** What is null was forgotten. */
export interface ChildEntryView extends WhoItIs {
  readonly child: ChildId;
  readonly carers: readonly {
    readonly carer: CarerId;
    readonly name: PersonName | null;
    readonly relationship: CarerOfChild['relationship'];
    readonly parentalResponsibility: CarerOfChild['parentalResponsibility'];
  }[];
  /** Who works with the child now. Of sensitive services nothing is shown, their number neither. */
  readonly involvements: readonly {
    readonly involvement: InvolvementId;
    readonly agency: NamedAgency;
    readonly kind: ServiceKind;
    readonly since: LocalDate;
  }[];
  /** That there is one, and nothing more of it. */
  readonly assessmentExists: boolean;
  /** The lead, and how to reach them at work. Null: nobody leads. */
  readonly contact: {
    readonly name: string;
    readonly jobTitle: string;
    readonly agency: NamedAgency;
    readonly phone: string;
    readonly email: string;
  } | null;
}

type Times = ReturnType<typeof asOf>;

const carersIn = ({ carers }: RegisteredChild, from: Sources, until: Times) =>
  Promise.all(
    carers.map(async ({ carer, relationship, parentalResponsibility }) => {
      const { state } = await from.load(carerHistory, carer, until);
      const name = state.stage === 'registered' ? orElse(state.name, null) : null;
      return { carer, name, relationship, parentalResponsibility };
    }),
  );

const named = (id: AgencyId, { register }: Sources): NamedAgency => ({
  id,
  name: register.agency(id)?.name ?? null,
});

const involvementsIn = ({ involvements }: RegisteredChild, from: Sources) =>
  involvements
    .filter(({ sensitive, endedAt }) => !sensitive && endedAt === undefined)
    .map(({ involvement, agency, kind, startedAt }) => ({
      involvement,
      agency: named(agency, from),
      kind,
      since: londonDate(startedAt.occurredAt),
    }));

/** The lead who was named last, if there are several episodes. */
const contactIn = ({ contacts }: RegisteredChild, from: Sources): ChildEntryView['contact'] => {
  const last = contacts.at(-1);
  const person = last && from.register.practitioner(last.practitioner);
  if (!last || !person) return null;
  const { name, jobTitle, phone, email } = person;
  return { name, jobTitle, agency: named(last.agency, from), phone, email };
};

@Controller('children/:child')
export class ChildEntry {
  constructor(private readonly door: Doorkeeper) {}

  /** Who is involved with this child, and whom to ask. */
  @Get()
  @Act('child-index.view-entry')
  show(
    @Param('child', AnId) child: ChildId,
    @Query() query: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<ChildEntryView> {
    const until = asOf(query);
    const view = async (state: RegisteredChild): Promise<ChildEntryView> => ({
      child,
      ...whoItIs(state, londonDate(until.asAt ?? asked.now())),
      carers: await carersIn(state, asked, until),
      involvements: involvementsIn(state, asked),
      assessmentExists: state.assessments.length > 0,
      contact: contactIn(state, asked),
    });
    return this.door.show(
      asked,
      childHistory,
      child,
      ({ state }) => (state.stage === 'not registered' ? undefined : view(state)),
      { until },
    );
  }
}
