import type { CarerId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import { carerHistory } from '../../history/carer.codec.js';

/** Which of these are carers registered in this area. From their own streams: one registered a moment ago is known. */
export const registeredCarers =
  (named: readonly { readonly carer: CarerId }[]): Question<readonly CarerId[]> =>
  async (from) => {
    const carers = named.map(({ carer }) => carer);
    const loaded = await Promise.all(carers.map((carer) => from.load(carerHistory, carer)));
    return carers.filter((_, index) => loaded[index]?.facts[0]?.area === from.area);
  };
