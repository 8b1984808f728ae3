import { idFrom, instant, localDate, onDay, Refusal } from '@onestory/kernel';
import type {
  AnyFact,
  AreaId,
  Decision,
  Evolution,
  Instant,
  Moment,
  Recorded,
  RecordedAs,
} from '@onestory/kernel';

/** A time for a spec: `2026-02-10` (that day) or `2026-02-10T14:00:00Z`. */
const momentFrom = (text: string): Moment =>
  text.length === 10 ? onDay(localDate(text)) : { occurredAt: instant(text) };

type GivenFact<F extends AnyFact> =
  F | ({ readonly fact: F; readonly on: string } & Partial<RecordedAs>);

/** Says when a given fact happened: `on('2026-01-13', concernRecorded)`. */
export const on = <F extends AnyFact>(
  time: string,
  fact: F,
  as: Partial<RecordedAs> = {},
): GivenFact<F> => ({ fact, on: time, ...as });

const DEFAULT = '2026-01-05T09:00:00Z';

/** Facts as a store would give them back; ids are the same in every run. */
export const recorded = <F extends AnyFact>(
  category: string,
  told: readonly GivenFact<F>[],
): readonly Recorded<F>[] =>
  told.map((it, index) => {
    const { fact, on: time, ...as } = 'fact' in it ? it : { fact: it as F, on: DEFAULT };
    const moment = momentFrom(time);
    return {
      ...fact,
      ...moment,
      id: idFrom('event', category, index),
      stream: `${category}-${idFrom('spec')}`,
      revision: BigInt(index),
      recordedAt: moment.occurredAt,
      actor: idFrom('someone'),
      agency: idFrom('some agency'),
      area: 'ashcombe' as AreaId,
      command: idFrom('command', index),
      correlation: idFrom('correlation'),
      causation: idFrom('causation'),
      ...as,
    } as unknown as Recorded<F>;
  });

export const fold = <S, F extends AnyFact>(
  evolution: Evolution<S, F>,
  ...told: readonly GivenFact<F>[]
): S =>
  recorded(evolution.category, told).reduce(
    (state, it) => evolution.evolve(state, it),
    evolution.initial,
  );

/** given(referral, sent).when(accept({ by })).then(accepted({ by })); the default moment is `now`. */
export const given = <S, F extends AnyFact>(
  evolution: Evolution<S, F>,
  ...told: readonly GivenFact<F>[]
) => ({
  when: (decision: Decision<S, F>, time = '2026-12-01T09:00:00Z') => {
    const moment = momentFrom(time);
    const state = fold(evolution, ...told);
    const run = () => decision(state, { ...moment, now: moment.occurredAt as Instant });
    return {
      then: (...facts: readonly F[]): void => expect(run()).toEqual(facts),
      nothing: (): void => expect(run()).toEqual([]),
      /** For facts whose details do not matter to the case. */
      thenTypes: (...types: readonly F['type'][]): void =>
        expect(run().map((fact) => fact.type)).toEqual(types),
      refuses: (
        reason: abstract new (...parts: never[]) => Refusal,
        message: RegExp = /./,
      ): void => {
        expect(run).toThrow(reason as never);
        expect(run).toThrow(message);
      },
    };
  },
  /** The state that these facts lead to. */
  gives: (state: S): void => expect(fold(evolution, ...told)).toEqual(state),
});
