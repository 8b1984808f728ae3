import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AgencyId, AgendaItemId, PractitionerId, SittingId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { AskedDecision } from '../../domain/deciding-items.js';
import { DecideItem } from './decide-item.command.js';
import { DecideItemDto, KeyWorkerDto } from './decide-item.dto.js';
import type { PackageDto } from './decide-item.dto.js';

const decisionOf = (it: PackageDto | KeyWorkerDto): AskedDecision => {
  if (it instanceof KeyWorkerDto) {
    const { worker, agency, weeks } = it;
    return {
      kind: 'key worker',
      worker: worker as PractitionerId,
      agency: agency as AgencyId,
      weeks,
    };
  }
  return {
    kind: 'package',
    ...(it.what !== undefined && { what: it.what }),
    funding: it.funding.map(({ source, percent }) => ({ source, percent })),
  };
};

@Controller('agenda-items/:item/decisions')
export class DecideItemController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.decide')
  decide(
    @Param('item', AnId) item: AgendaItemId,
    @Body() body: DecideItemDto,
    @AskedBy() asked: Asked,
  ) {
    const sitting = body.sitting as SittingId;
    const command = new DecideItem(item, sitting, body.decisions.map(decisionOf), momentOf(body));
    return this.doors.command(asked, on('agenda-item', item), command, { needsRevision: true });
  }
}
