import { childrenAndCarersOf } from '@onestory/access';
import type { CarerId, ChildId } from '@onestory/kernel';
import type { Question } from '@onestory/service';

interface Household {
  readonly unborn: readonly ChildId[];
  /** Carers of any of the children. */
  readonly carers: readonly CarerId[];
  /** Nothing of them has arrived from the index. */
  readonly unknown: readonly ChildId[];
}

/** Who of these children is unborn, and who cares for them, as far as the child index has told. */
export const householdOf =
  (children: readonly ChildId[]): Question<Household> =>
  async ({ area, database }) => {
    const heard = await childrenAndCarersOf(area, children, database);
    const known = new Set(heard.map(({ child }) => child));
    return {
      unborn: children.filter((child) => heard.some((it) => it.child === child && it.unborn)),
      carers: [...new Set(heard.flatMap(({ carers }) => carers))],
      unknown: children.filter((child) => !known.has(child)),
    };
  };
