import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import type { AgencyId, ChildId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence, contentOf } from '@onestory/service';
import type { Sources } from '@onestory/service';
import { INVOLVEMENT_BASES, SERVICE_KINDS } from '../domain/child.js';
import type { Child, InvolvementBasis, InvolvementId, ServiceKind } from '../domain/child.js';
import { liveInvolvementOf, startInvolvement } from '../domain/involving.js';
import { NotInTheRegister } from '../domain/refusals.js';
import { childHistory } from '../history/child.codec.js';

class StartInvolvementRequest extends Occurrence {
  @IsUUID()
  readonly agency!: AgencyId;

  @IsIn(SERVICE_KINDS)
  readonly kind!: ServiceKind;

  /** The person to ask there. */
  @IsOptional()
  @IsUUID()
  readonly practitioner?: PractitionerId;

  /** Nobody else is to know of it. Services of a sensitive kind or agency are so without saying. */
  @IsOptional()
  @IsBoolean()
  readonly sensitive?: boolean;

  @IsIn(INVOLVEMENT_BASES)
  readonly basis!: InvolvementBasis;
}

type Worker = Pick<StartInvolvementRequest, 'agency' | 'practitioner'>;

const agencyOf = ({ agency: id, practitioner }: Worker, { register, area }: Sources) => {
  const agency = register.agency(id);
  const worksThere = (person: string) =>
    register.practitioner(person)?.roles.some((role) => role.agency === id) ?? false;
  if (agency?.area !== area || (practitioner && !worksThere(practitioner)))
    throw new NotInTheRegister();
  return agency;
};

@Controller('children/:child/involvements')
export class StartInvolvement {
  constructor(private readonly door: Doorkeeper) {}

  /** The Location names the involvement: what ends it is there, at `/end`. */
  @Post()
  @Act('child-index.start-involvement')
  start(
    @Param('child', AnId) child: ChildId,
    @Body() body: StartInvolvementRequest,
    @AskedBy() asked: Asked,
  ) {
    const given = { sensitive: false, ...contentOf(body) };
    const involvement = asked.newId<InvolvementId>('involvement');
    const decision = () => {
      const sensitive = given.sensitive || agencyOf(given, asked).sensitive;
      return startInvolvement({ ...given, involvement, sensitive });
    };
    return this.door.fetchAndDecide(asked, childHistory, child, decision, body, {
      createsAt: (id, { state }) =>
        `/children/${id}/involvements/${liveInvolvementOf(state as Child, given) ?? ''}`,
    });
  }
}
