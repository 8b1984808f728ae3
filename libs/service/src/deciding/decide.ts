import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Decided, History, Loaded } from '@onestory/event-sourcing';
import type { AnyFact, Decision, Moment } from '@onestory/kernel';
import { OwnStreams } from './own-streams.js';

/** What a decision still has to learn before it can be given: looked up once it is known that this may be done. */
export type Prepare<State, F extends AnyFact> = () =>
  Promise<Decision<State, F>> | Decision<State, F>;

/** The one command: somebody (`context`) gives this decision to that stream. */
export class Decide<State, F extends AnyFact> {
  constructor(
    readonly context: CommandContext,
    readonly history: History<State, F>,
    readonly id: string,
    readonly prepare: Prepare<State, F>,
    readonly more: {
      /** When it happened; the clock when nobody said. */
      readonly when?: Moment | undefined;
      /** The stream as the request has already read it; read again if others have written meanwhile. */
      readonly loaded?: Promise<Loaded<State, F>> | undefined;
    } = {},
  ) {}
}

@CommandHandler(Decide)
export class DecideHandler implements ICommandHandler<Decide<unknown, AnyFact>> {
  constructor(@Inject(OwnStreams) private readonly streams: OwnStreams) {}

  async execute({
    context,
    history,
    id,
    prepare,
    more,
  }: Decide<unknown, AnyFact>): Promise<Decided<unknown, AnyFact>> {
    const decision = await prepare();
    const loaded = await more.loaded;
    return this.streams.of(history).decide(context, id, decision, more.when, loaded);
  }
}
