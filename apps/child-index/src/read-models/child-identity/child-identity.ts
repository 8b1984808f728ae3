import { Controller, Get, Param } from '@nestjs/common';
import { londonDate, orElse } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper } from '@onestory/service';
import type { Sources } from '@onestory/service';
import type { PersonName, RegisteredChild } from '../../domain/child.js';
import { whoItIs } from '../../domain/who-it-is.js';
import type { WhoItIs } from '../../domain/who-it-is.js';
import { carerHistory } from '../../history/carer.codec.js';
import { childHistory } from '../../history/child.codec.js';

/** Enough to know the child again, and nothing of who cares for it or works with it. */
export interface ChildIdentityView extends WhoItIs {
  readonly child: ChildId;
  /** The mother of an unborn child, which goes by her name. */
  readonly mother?: PersonName | null;
}

const motherOf = async ({ carers }: RegisteredChild, from: Sources): Promise<PersonName | null> => {
  const mother = carers.find(({ relationship }) => relationship === 'mother');
  if (!mother) return null;
  const { state } = await from.load(carerHistory, mother.carer);
  return state.stage === 'registered' ? orElse(state.name, null) : null;
};

@Controller('children/:child/identity')
export class ChildIdentity {
  constructor(private readonly door: Doorkeeper) {}

  /** Who a child is whom a referral names, and no more. */
  @Get()
  @Act('child-index.view-identity')
  show(@Param('child', AnId) child: ChildId, @AskedBy() asked: Asked): Promise<ChildIdentityView> {
    return this.door.show(asked, childHistory, child, async ({ state }) => {
      if (state.stage === 'not registered') return undefined;
      const who = { child, ...whoItIs(state, londonDate(asked.now())) };
      return state.stage === 'unborn' ? { ...who, mother: await motherOf(state, asked) } : who;
    });
  }
}
