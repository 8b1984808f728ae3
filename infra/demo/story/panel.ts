import { people } from '../people.js';
import type { Person } from '../people.js';
import { words } from './family-known.js';
import type { Telling } from './family-known.js';

export interface Panel {
  readonly series: string;
  readonly sitting: string;
}

const SEATS = {
  early_help: people.chair,
  education: people.vice,
  health: people.health,
  education_welfare: people.educationWelfare,
  housing: people.housing,
  police: people.police,
  social_care: people.socialCare,
  youth: people.youth,
  voluntary: people.voluntary,
} as const satisfies Record<string, Person>;

type Seat = keyof typeof SEATS;

/** Before 13 January: a panel that meets every fourth Tuesday, with the sitting of 3 March. */
export const setUpPanel = async ({ stage, family }: Telling): Promise<Panel> =>
  stage.step(
    {
      name: 'series',
      at: '2026-01-06T10:00:00Z',
      who: people.coordinator,
      what: 'sets the panel: nine seats, every fourth Tuesday, and schedules the sitting of 3 March',
    },
    async (as) => {
      const seats = Object.entries(SEATS).map(([seat, member]) => ({
        seat,
        agency: member.agencyId,
        member: member.id,
        ...(seat === 'early_help' && { chair: 'chair' }),
        ...(seat === 'education' && { chair: 'vice' }),
      }));
      const { body } = await as.post('/panel-scheduling/series', {
        name: `Ashcombe early help panel ${family.run}`,
        from: '2026-02-03',
        seats,
      });
      const sitting = await as.post(`/panel-scheduling/series/${body.id}/sittings`, {
        date: '2026-03-03',
      });
      return { series: body.id, sitting: sitting.body.id };
    },
  );

/** 25 February: the lead asks the panel for a family support worker. */
export const askPanel = async (
  { stage, family }: Telling,
  { series }: Panel,
  episode: string,
): Promise<string> =>
  stage.step(
    {
      name: 'item',
      at: '2026-02-25T11:00:00Z',
      who: people.healthVisitor,
      what: 'asks the panel for a family support worker',
    },
    async (as) => {
      const { body } = await as.post(`/panel-scheduling/episodes/${episode}/agenda-items`, {
        series,
        ask: words(
          family,
          'A family support worker who speaks Dari, for the first months with the baby.',
        ),
      });
      return body.id;
    },
  );

/** 3 March: five of nine, no health seat: inquorate, reconvened for 10 March. */
export const sitInquorate = async (
  { stage, family }: Telling,
  { series, sitting }: Panel,
  item: string,
): Promise<string> => {
  const path = `/panel-scheduling/sittings/${sitting}`;
  await stage.step(
    {
      name: 'third-of-march',
      at: '2026-03-03T14:00:00Z',
      who: people.coordinator,
      what: 'records who is there: five of nine where six are needed, and nobody for health',
    },
    async (as) => {
      for (const seat of ['early_help', 'education', 'housing', 'police', 'youth'] satisfies Seat[])
        await as.post(`${path}/attendances`, { seat, member: SEATS[seat].id });
    },
  );
  await stage.step(
    {
      name: 'inquorate',
      at: '2026-03-03T14:20:00Z',
      who: people.coordinator,
      what: 'notes the views, no decision: the sitting is inquorate, and reconvened for 10 March',
    },
    async (as) => {
      const seen = await as.get(path);
      const views = [{ item, view: words(family, 'Those present would support it.') }];
      const said = await as.post(`${path}/inquoracy`, { views }, { ifMatch: seen.etag });
      await as.post(`${path}/reconvening`, { date: '2026-03-10' }, { ifMatch: said.etag });
    },
  );
  const { body } = await stage
    .as(people.coordinator)
    .get<readonly { sitting: string; date: string }[]>(
      `/panel-scheduling/series/${series}/sittings`,
    );
  return body.find(({ date }) => date === '2026-03-10')!.sitting;
};

/** 10 March: seven of nine, housing declares an interest, six vote: a family support worker for ten weeks. */
export const decideItem = async (
  { stage, family }: Telling,
  sitting: string,
  item: string,
): Promise<void> => {
  const path = `/panel-scheduling/sittings/${sitting}`;
  await stage.step(
    {
      name: 'tenth-of-march',
      at: '2026-03-10T14:00:00Z',
      who: people.coordinator,
      what: "records who is there: seven of nine; the housing member is the mother's neighbour, and leaves the item",
    },
    async (as) => {
      const seats = [
        'early_help',
        'education',
        'health',
        'education_welfare',
        'housing',
        'police',
        'voluntary',
      ] as const;
      for (const seat of seats)
        await as.post(`${path}/attendances`, { seat, member: SEATS[seat].id });
      await as.post(`${path}/conflicts`, {
        item,
        seat: 'housing',
        interest: words(family, 'Lives next door to the family.'),
      });
    },
  );
  await stage.step(
    {
      name: 'decision',
      at: '2026-03-10T14:40:00Z',
      who: people.chair,
      what: 'decides: a family support worker of the charity as key worker for ten weeks, 60 % from the pooled fund',
    },
    async (as) => {
      const { etag } = await as.get(`/panel-scheduling/agenda-items/${item}`);
      await as.post(
        `/panel-scheduling/agenda-items/${item}/decisions`,
        {
          sitting,
          decisions: [
            {
              kind: 'package',
              what: words(family, 'Support at home twice a week, and help with forms.'),
              funding: [{ source: 'pooled_fund', percent: 60 }],
            },
            {
              kind: 'key_worker',
              worker: people.familySupportWorker.id,
              agency: people.familySupportWorker.agencyId,
              weeks: 10,
            },
          ],
        },
        { ifMatch: etag },
      );
    },
  );
};
