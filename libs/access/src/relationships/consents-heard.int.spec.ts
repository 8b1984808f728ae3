import pg from 'pg';
import { consentPeriods, covers, idFrom, instant } from '@onestory/kernel';
import type { AgencyId, CarerId, ConsentId, Sql } from '@onestory/kernel';
import type { PublishedEvent } from '@onestory/contracts';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import { consentTables } from './consent-tables.js';
import { applyConsents, childrenAndCarersOf, readConsents } from './consents-heard.js';
import { ashcombe, brackenfield, child, episode, sibling } from '../testing/cases.js';
import { published } from '../testing/published.js';

const mother: CarerId = idFrom('mother');
const grandmother: CarerId = idFrom('grandmother');
const consent: ConsentId = idFrom('consent of the mother');
const unborn = sibling;
const terms = {
  consent,
  episode,
  giver: mother,
  capacity: 'parental_responsibility',
  children: [child],
  purposes: ['assessment'],
  agencies: [idFrom('school')],
  panelAgencies: [],
};
const carers = [
  { carer: mother, parentalResponsibility: 'yes' },
  { carer: grandmother, parentalResponsibility: 'no' },
];
const words = (day: string, revision: number, more = {}) => ({
  time: `2026-${day}T10:00:00.000Z`,
  revision,
  ...more,
});

const given = published('information-sharing.consent-given.v1', terms, {
  ...words('01-16', 1),
  occurredprecision: 'day',
});
const withdrawn = published(
  'information-sharing.consent-withdrawn.v1',
  { consent, episode, giver: mother, children: [child] },
  words('04-01', 2),
);
const registered = published(
  'child-index.child-registered.v1',
  { child, carers },
  words('01-02', 0),
);
const expected = published(
  'child-index.unborn-registered.v1',
  { child: unborn, carers: carers.slice(0, 1) },
  words('01-02', 0),
);
const born = published(
  'child-index.child-registered.v1',
  { child: unborn, carers },
  words('05-12', 1),
);
const something = published('assessment.concern-recorded.v1', { child, episode }, {});
const all = [given, withdrawn, registered, expected, born, something];

describe('consents, as a service hears of them', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  const sql: Sql = {
    query: async (text, values) => (await pool.query(text, values as unknown[])).rows,
  };
  const hear = (...messages: readonly PublishedEvent[]) => applyConsents(messages, sql);
  const known = (area = ashcombe) =>
    readConsents({ area, episode, children: [child, unborn] }, sql);

  beforeAll(async () => {
    database = await testDatabase();
    pool = new pg.Pool({ ...database.connectionOptions, max: 2 });
    for (const step of [...consentTables, ...consentTables]) await pool.query(step.sql);
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
  });
  beforeEach(() => pool.query('truncate consent_heard_v1, child_heard_v1'));

  it('are every word as it was said, and when it held', async () => {
    await hear(...all);
    const { said } = await known();
    const from = {
      occurredAt: given.time,
      occurredPrecision: 'day',
      recordedAt: given.recordedtime,
    };
    const until = { occurredAt: withdrawn.time, recordedAt: withdrawn.recordedtime };
    expect(said).toEqual([
      { consent, sequence: 1n, at: from, terms },
      { consent, sequence: 2n, at: until },
    ]);
    expect(consentPeriods(said)).toEqual([{ ...terms, from, until }]);
  });

  it('that were kept before it mattered when they were recorded learn it when heard again', async () => {
    await hear(given);
    await pool.query('update consent_heard_v1 set recorded_at = null');
    expect((await known()).said[0]!.at).not.toHaveProperty('recordedAt');
    await hear(given, given);
    expect((await known()).said[0]!.at).toHaveProperty('recordedAt', given.recordedtime);
  });

  it('are refusals and decisions of the lead as well, in whatever order they are heard', async () => {
    const police: AgencyId = idFrom('police');
    const refused = published(
      'information-sharing.consent-refused.v1',
      { ...terms, consent: idFrom('word of the father'), agencies: [police] },
      words('02-01', 0),
    );
    const decided = published(
      'information-sharing.sharing-decided.v1',
      { episode, children: [child], agencies: [police], basis: 'public_task', despite: [] },
      words('02-10', 0),
    );
    const wider = published(
      'information-sharing.consent-given.v1',
      { ...terms, agencies: [police] },
      words('01-20', 2),
    );
    await hear(decided, wider, refused);
    const said = consentPeriods((await known()).said);
    const sharing = (on: string): boolean =>
      covers(said, {
        at: { occurredAt: instant(`2026-${on}T12:00:00Z`) },
        episode,
        children: [child],
        recipient: police,
      });
    expect(['01-25', '02-02', '02-11'].map(sharing)).toEqual([true, false, true]);
  });

  it('come with who is responsible for whom, and whom the index has not told of', async () => {
    await hear(given, registered);
    const { responsible, unregistered } = await known();
    expect(responsible).toEqual([{ carer: mother, child }]);
    expect(unregistered).toEqual([unborn]);
  });

  it('know of a child what was said last: unborn, and then born', async () => {
    const only = [mother];
    await hear(expected);
    expect(await childrenAndCarersOf(ashcombe, [unborn], sql)).toEqual([
      { child: unborn, unborn: true, carers: only, responsible: only },
    ]);
    await hear(born);
    await hear(expected);
    expect(await childrenAndCarersOf(ashcombe, [unborn], sql)).toEqual([
      { child: unborn, unborn: false, carers: [mother, grandmother], responsible: only },
    ]);
  });

  it('do not depend on the order in which topics arrive, nor on repetitions', async () => {
    await hear(...all, ...all);
    const together = await known();
    for (const first of all) {
      await pool.query('truncate consent_heard_v1, child_heard_v1');
      for (const message of [first, ...all.toReversed(), first]) await hear(message);
      const { responsible, ...rest } = await known();
      expect(rest).toEqual({ said: together.said, unregistered: [] });
      expect(new Set(responsible)).toEqual(new Set(together.responsible));
    }
  });

  it('of another area are not seen', async () => {
    await hear(...all);
    expect(await known(brackenfield)).toEqual({
      said: [],
      responsible: [],
      unregistered: [child, unborn],
    });
  });
});
