import { idFrom } from '@onestory/kernel';
import type { ActorId } from '@onestory/kernel';
import { contextOf } from './context-of.js';
import { concern, idOf } from './testing/messages.js';

describe('the context of a command that answers a message', () => {
  const actor = idFrom<ActorId>('visiting');
  const stream = `visit-${idOf('a')}`;

  it('is of the service, for whoever did what it answers, at the moment that this happened', () => {
    const message = concern('a', 1, { occurredprecision: 'day', traceparent: '00-t' });
    expect(contextOf(message, 'arrange-a-visit', stream, { actor })).toEqual({
      command: idFrom(message.id, 'arrange-a-visit', stream),
      commandBody: expect.stringMatching(/^[0-9a-f]{32}$/),
      actor,
      agency: message.agency,
      onBehalfOf: message.actor,
      area: 'ashcombe',
      correlation: message.correlationid,
      causation: message.id,
      traceparent: '00-t',
      about: { episode: idOf('a'), children: [idOf('child', 'a')] },
      reactingTo: { occurredAt: message.time, occurredPrecision: 'day' },
    });
  });

  it('acts for the person at the start of a chain of services', () => {
    const message = concern('a', 1, { onbehalfof: idOf('person') });
    const { onBehalfOf } = contextOf(message, 'arrange-a-visit', stream, { actor });
    expect(onBehalfOf).toBe(idOf('person'));
  });

  it('has the id of its own reaction and stream', () => {
    const idFor = (reaction: string, of: string) =>
      contextOf(concern('a', 1), reaction, of, { actor }).command;
    const ids = [idFor('one', 'a'), idFor('one', 'b'), idFor('another', 'a'), idFor('one', 'a')];
    expect(new Set(ids).size).toBe(3);
  });
});
