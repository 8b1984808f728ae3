import { ConcernRecordedV1, ConsentGivenV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import type { History } from '@onestory/event-sourcing';
import { idFrom, instant, Refusal } from '@onestory/kernel';
import type { AnyFact, AreaId, Database, Decision } from '@onestory/kernel';
import type { Decide } from '../deciding/decide.js';
import { Reactions } from './reactions.js';
import { decideOn, when } from '../definition/service-definition.js';
import type { MessageProjector, Reaction, ReactedTerms } from '../definition/service-definition.js';

const concern: PublishedEvent = {
  specversion: '1.0',
  id: idFrom('message'),
  type: ConcernRecordedV1.type,
  source: '/services/assessment',
  subject: 'concern-1',
  time: '2026-01-13T12:00:00.000Z',
  recordedtime: '2026-01-13T12:00:00.000Z',
  sequence: '0',
  sourceposition: '0',
  partitionkey: idFrom('episode'),
  area: 'ashcombe' as AreaId,
  actor: idFrom('teacher'),
  agency: idFrom('school'),
  correlationid: idFrom('correlation'),
  causationid: idFrom('causation'),
  datacontenttype: 'application/json',
  dataschema: 'about:blank',
  children: [],
  data: { child: idFrom('child'), episode: idFrom('episode') },
};

class AlreadyWithdrawn extends Refusal {}
const referrals = { evolution: { category: 'referral' } } as History<unknown, AnyFact>;
const withdraw: Decision<unknown, AnyFact> = () => [];

const withdrawing = (ids: readonly string[], terms?: ReactedTerms): Reaction =>
  when(ConcernRecordedV1, 'withdraw', () =>
    ids.map((id) => decideOn(referrals, id, withdraw, terms)),
  );

/** The hearing of a service named referral, which notes in their order what it does. */
const hearing = (
  reactions: readonly Reaction[],
  { answer = () => undefined as unknown, listeners = [] as readonly MessageProjector[] } = {},
) => {
  const done: string[] = [];
  const logged: object[] = [];
  const contexts: Decide<unknown, AnyFact>['context'][] = [];
  const sql = { query: async () => [] };
  const database = {
    ...sql,
    transaction: async (work: Parameters<Database['transaction']>[0]) => work(sql),
  };
  const runtime = {
    name: 'referral',
    definition: { reactions },
    database,
    sources: { database },
    platform: { log: { info: (details: object) => logged.push(details) } },
  };
  const commands = {
    execute: async ({ id, context, prepare }: Decide<unknown, AnyFact>) => {
      expect(await prepare()).toBe(withdraw);
      contexts.push(context);
      done.push(`referral-${id}`);
      return answer();
    },
  };
  const parts = [runtime, commands, listeners] as const;
  return {
    it: new Reactions(...(parts as unknown as ConstructorParameters<typeof Reactions>)),
    done,
    logged,
    contexts,
  };
};

describe('a service that hears a message', () => {
  it('gives each command that follows from it, as the service, in an id of its own', async () => {
    const { it: heard, done, contexts } = hearing([withdrawing(['1', '2'])]);
    await heard.react(concern);
    expect(done).toEqual(['referral-1', 'referral-2']);
    expect(contexts).toMatchObject(
      done.map((stream) => ({
        command: idFrom(concern.id, 'withdraw', stream),
        actor: idFrom('service actor', 'referral'),
        onBehalfOf: concern.actor,
        causation: concern.id,
      })),
    );
  });

  it('counts it from the message, and has it about whom the message is about', async () => {
    const { it: heard, contexts } = hearing([withdrawing(['1'])]);
    await heard.react({ ...concern, children: [idFrom('child')] });
    expect(contexts).toMatchObject([
      { reactingTo: { occurredAt: concern.time }, about: { children: [idFrom('child')] } },
    ]);
  });

  it('unless the reaction says from when, or that the stream itself knows whom it is about', async () => {
    const at = { occurredAt: instant('2026-01-10T09:00:00Z') };
    const { it: heard, contexts } = hearing([withdrawing(['1'], { at, aboutTheStream: true })]);
    await heard.react({ ...concern, children: [idFrom('child')] });
    expect(contexts).toMatchObject([{ reactingTo: at }]);
    expect(contexts[0]).not.toHaveProperty('about');
  });

  it('takes a refusal for an answer, notes it without a word of what it was about, and goes on', async () => {
    let refusals = 1;
    const answer = () => {
      if (refusals-- > 0) throw new AlreadyWithdrawn('Ada was there.');
    };
    const { it: heard, done, logged } = hearing([withdrawing(['1', '2'])], { answer });
    await heard.react(concern);
    expect(done).toEqual(['referral-1', 'referral-2']);
    expect(logged).toEqual([
      {
        service: 'referral',
        reaction: 'withdraw',
        event: concern.id,
        refusal: 'already-withdrawn',
      },
    ]);
  });

  it('lets anything else be tried again', async () => {
    const answer = () => {
      throw new TypeError('a defect');
    };
    const { it: heard } = hearing([withdrawing(['1'])], { answer });
    await expect(heard.react(concern)).rejects.toThrow('a defect');
  });

  it('does not start with a reaction that is not listed among what services may do', () => {
    const shred = when(ConcernRecordedV1, 'shred', () => []);
    expect(() => hearing([shred])).toThrow(/reaction\.referral\.shred is not listed/);
  });

  it('keeps the rows of the message before a reaction looks for them', async () => {
    const steps: string[] = [];
    const keeps = (
      name: string,
      contract: MessageProjector['contracts'][number],
    ): MessageProjector => ({
      name,
      contracts: [contract],
      apply: async () => void steps.push(name),
    });
    const asks = when(ConcernRecordedV1, 'withdraw', async (_, known) => {
      steps.push(await known.ask(() => 'asked'));
      return [];
    });
    const listeners = [keeps('rows', ConcernRecordedV1), keeps('others', ConsentGivenV1)];
    await hearing([asks], { listeners }).it.react(concern);
    expect(steps).toEqual(['rows', 'asked']);
  });

  it('does nothing where nothing follows', async () => {
    const { it: heard, done } = hearing([withdrawing(['1'])]);
    await heard.react({ ...concern, type: ConsentGivenV1.type });
    expect(done).toEqual([]);
  });
});
