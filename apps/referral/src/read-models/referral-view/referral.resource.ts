import { streamAsResource } from '@onestory/service';
import { referralHistory } from '../../history/referral.codec.js';

/** Who sent it and who received it; the lead and the team are those of its episode. */
export const referralResource = streamAsResource(referralHistory, (it) => {
  if (it.stage === 'not sent') return undefined;
  const { by, to, sensitive } = it.sent;
  return { holders: { sender: [by], receiver: [to] }, sensitive };
});
