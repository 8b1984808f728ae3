import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Child, ChildFact, Contact } from '../../domain/child.js';
import { childHistory } from '../../history/child.codec.js';
import { ContactOfEpisode } from './contact-of-episode.query.js';

/** From the children's own streams: what the same topic said before is in them already. */
@QueryHandler(ContactOfEpisode)
export class ContactOfEpisodeHandler implements IQueryHandler<ContactOfEpisode> {
  constructor(@StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>) {}

  async execute({ episode, children }: ContactOfEpisode): Promise<Contact | undefined> {
    const loaded = await Promise.all(children.map((child) => this.children.load(child)));
    return loaded
      .flatMap(({ state }) => (state.stage === 'not registered' ? [] : state.contacts))
      .find((contact) => contact.episode === episode);
  }
}
