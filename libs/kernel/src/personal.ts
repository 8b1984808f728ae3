/** What is left of a personal value once its key is destroyed. Everything still folds and projects. */
export interface Forgotten {
  readonly forgotten: true;
}

export const forgotten: Forgotten = Object.freeze({ forgotten: true });

/** A value about a person: encrypted in events under that person's, episode's or search's key. */
export type Personal<T> = T | Forgotten;

export const isForgotten = (value: unknown): value is Forgotten =>
  typeof value === 'object' && value !== null && (value as Forgotten).forgotten === true;

/** The value, or what to show in its place. */
export const orElse = <T, E>(value: Personal<T>, instead: E): T | E =>
  isForgotten(value) ? instead : value;
