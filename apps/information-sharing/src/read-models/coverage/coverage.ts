import { Controller, Get, Param, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { barringRefusals, coveringConsents } from '@onestory/kernel';
import type { AgencyId, ChildId, ConsentId, Disclosure, EpisodeId, Moment } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  momentSaid,
  Occurrence,
  on,
} from '@onestory/service';
import type { Question } from '@onestory/service';
import { PURPOSES } from '../../domain/consent.js';
import type { Purpose } from '../../domain/consent.js';
import { responsibleIn } from '../../domain/family.js';
import { plainRefusals, saidIn } from '../../domain/periods.js';
import { familyOf } from '../family/family.query.js';
import { EPISODE_CONSENTS, wordsSaidIn } from '../words-said/words-said.query.js';

/** Whether it may, now or when it happened. */
class CoverageQuery extends Occurrence {
  /** Whom somebody wants to tell. */
  @IsUUID()
  readonly agency!: AgencyId;

  /** Absent: for any purpose. */
  @IsOptional()
  @IsIn(PURPOSES)
  readonly purpose?: Purpose;

  /** For the family's own item of a panel. */
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly forPanelItem?: 'true' | 'false';
}

export interface CoverageView {
  readonly at: Moment;
  /** Whether all children of the episode are covered. */
  readonly covered: boolean;
  readonly children: readonly {
    readonly child: ChildId;
    /** By which it is covered. None: not by consent. */
    readonly consents: readonly ConsentId[];
    /** Whose refusal bars this agency, by the ids of their consents: the lead may decide to share all the same. */
    readonly refusedBy: readonly ConsentId[];
    /** Who refused without naming anybody: known, though it bars nobody. */
    readonly plainlyRefusedBy: readonly ConsentId[];
  }[];
}

type Wanted = Pick<Disclosure, 'recipient' | 'purpose' | 'forPanelItem'> & { readonly at?: Moment };

const coverageOf =
  (episode: EpisodeId, { at: then, ...wanted }: Wanted): Question<CoverageView> =>
  async (from) => {
    const at = then ?? { occurredAt: from.now() };
    const family = await from.ask(familyOf(episode));
    const said = saidIn(episode, await from.ask(wordsSaidIn(episode)));
    const disclosure = { ...wanted, at, episode, responsible: responsibleIn(family) };
    const children = family.children.map((child) => {
      const ofChild = { ...disclosure, children: [child] };
      return {
        child,
        consents: coveringConsents(said, ofChild),
        refusedBy: barringRefusals(said, ofChild),
        plainlyRefusedBy: plainRefusals(said, ofChild),
      };
    });
    return { at, covered: children.every(({ consents }) => consents.length > 0), children };
  };

@Controller('episodes/:episode/coverage')
export class Coverage {
  constructor(private readonly door: Doorkeeper) {}

  /** May this agency be told, by consent? Asked before somebody shares. */
  @Get()
  @Act('information-sharing.view')
  show(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() query: CoverageQuery,
    @AskedBy() asked: Asked,
  ): Promise<CoverageView> {
    const { agency: recipient, purpose, forPanelItem } = query;
    const at = momentSaid(query);
    const wanted = {
      ...{ recipient, forPanelItem: forPanelItem === 'true' },
      ...(purpose && { purpose }),
      ...(at && { at }),
    };
    return this.door.answer(asked, on('episode', episode), coverageOf(episode, wanted), {
      readModel: EPISODE_CONSENTS,
    });
  }
}
