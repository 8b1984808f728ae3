import { agencies, cast, ServicesUnderTest } from '@onestory/testing';
import type { Person } from '@onestory/testing';
import { childIndexService } from '../child-index.module.js';
import type { ChildEntryView } from '../read-models/child-entry/child-entry.js';
import type { Found } from '../read-models/index-search/search-answer.query.js';

export const INDEX = '/child-index';
export const clerkOfAnotherArea = 'e02ebfdf-04c0-4ce3-ad81-44fc04ccef5b';

export const mother = {
  name: { given: 'Mahsa', family: "O'Kartokens", aka: ['Mahsa Zabultoken'] },
  phone: '01632 960999',
  address: '1 Tokenaddress Row',
  postcode: 'ZZ1 1ZZ',
};
export const younger = {
  name: { given: 'Zoë', family: 'Kartokens' },
  dateOfBirth: '2016-09-03',
  gender: 'female',
  nhsNumber: '999 000 0018',
  address: '1 Tokenaddress Row',
  postcode: 'ZZ1 1ZZ',
};
export const because = { reason: 'concern_about_child', why: 'Tearful and often late (whytoken).' };

/** An index with a mother and a child of hers, at school since September. */
export class IndexUnderTest {
  private constructor(
    readonly services: ServicesUnderTest,
    readonly clerk: Person,
    readonly teacher: Person,
    readonly carer: string,
  ) {}

  child = '';

  static async start(): Promise<IndexUnderTest> {
    const services = await ServicesUnderTest.start([childIndexService], '2026-01-14T09:00:00Z');
    const clerk = services.as(cast.indexClerk);
    const { body } = await clerk.post(`${INDEX}/carers`, mother);
    const index = new IndexUnderTest(services, clerk, services.as(cast.teacher), body.id);
    index.child = await index.register();
    const school = { agency: agencies.school, kind: 'school', occurredOn: '2025-09-01' };
    await index.involve(index.child, school);
    await services.settle();
    return index;
  }

  search(person: Person, typed: object, headers = {}) {
    const body = { ...typed, ...because };
    return person.post<Found & { id: string }>(`${INDEX}/searches`, body, headers);
  }

  async found(person: Person, typed: object): Promise<readonly string[]> {
    const answer = await this.search(person, typed);
    if (answer.status !== 200) throw new Error(`A search was answered ${answer.status}.`);
    return answer.body.found.map((it) => it.child);
  }

  entry(person: Person, id = this.child, query = '') {
    return person.get<ChildEntryView>(`${INDEX}/children/${id}${query}`);
  }

  async register(more: object = {}): Promise<string> {
    const carers = [{ carer: this.carer, parentalResponsibility: 'yes', relationship: 'mother' }];
    const answer = await this.clerk.post(`${INDEX}/children`, { ...younger, carers, ...more });
    if (answer.status !== 201) throw new Error(`A registration was answered ${answer.status}.`);
    return answer.body.id;
  }

  involve(id: string, body: object) {
    return this.clerk.post(`${INDEX}/children/${id}/involvements`, { basis: 'duty', ...body });
  }

  /** How many rows of each table a rebuild would change. */
  async changedByRebuild(): Promise<Readonly<Record<string, number>>> {
    await this.services.settle();
    const { body } = await this.services.as(cast.operator).post<{
      tables: { table: string; differing: number }[];
    }>(`${INDEX}/operations/verifications`);
    const changed = body.tables.filter(({ differing }) => differing > 0);
    return Object.fromEntries(changed.map(({ table, differing }) => [table, differing]));
  }
}
