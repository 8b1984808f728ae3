import { agencies, cast } from '@onestory/testing';
import type { ServicesUnderTest } from '@onestory/testing';
import { memberOf } from './ashcombe.js';
import type { onTenth } from './ashcombe.js';

export const url = (path: string) => `/panel-scheduling/${path}`;

/** On 10 March, with housing in conflict. */
export const QUORATE = {
  ...{ present: 7, needed: 6, conflicted: 1, voting: 6 },
  ...{ missingSeats: [], quorate: true },
};

/** What is done at the panel of Ashcombe, and what it tells others. */
export const atThePanel = (servicesOf: () => ServicesUnderTest) => {
  const coordinator = () => servicesOf().as(cast.panelCoordinator);
  const attendance = async (sitting: string, seats: readonly (typeof onTenth)[number][]) => {
    for (const seat of seats) {
      const body = { seat, member: memberOf(servicesOf(), seat) };
      expect((await coordinator().post(url(`sittings/${sitting}/attendances`), body)).status).toBe(
        200,
      );
    }
  };
  const etagOf = async (path: string, who: string = cast.panelCoordinator) =>
    (await servicesOf().as(who).get(url(path))).etag ?? '';
  /** In the order of recording: a topic keeps the order of each sitting, and of each episode. */
  const told = async (type: string) =>
    (await servicesOf().said('panel-scheduling'))
      .filter((it) => it.type === `panel-scheduling.${type}.v1`)
      .toSorted((a, b) => (a.sourceposition < b.sourceposition ? -1 : 1));
  const decisionsAt = (sitting: string) => ({
    sitting,
    decisions: [
      {
        kind: 'package',
        what: 'Support at home zzPackageToken',
        funding: [{ source: 'pooled_fund', percent: 60 }],
      },
      {
        kind: 'key_worker',
        worker: cast.familySupportWorker,
        agency: agencies.charity,
        weeks: 10,
      },
    ],
  });
  return { coordinator, attendance, etagOf, told, decisionsAt };
};
