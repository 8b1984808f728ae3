import type { ChildId } from '@onestory/kernel';
import type { PersonName } from '../../domain/child.js';
import type { WhoItIs } from '../../domain/who-it-is.js';

/** Who is this child whom a referral names? */
export class ChildIdentity {
  constructor(readonly child: ChildId) {}
}

/** Enough to know the child again, and nothing of who cares for it or works with it. */
export interface ChildIdentityView extends WhoItIs {
  readonly child: ChildId;
  /** Of an unborn child, who goes by its mother's name. */
  readonly mother?: PersonName | null;
}
