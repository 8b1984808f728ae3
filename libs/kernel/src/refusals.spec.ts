import { BeforeWhatItAnswers, InTheFuture, Refusal, refuseBefore, RuleBroken } from './refusals.js';
import { instant, localDate, onDay } from './time.js';

class NotAwaitingScreening extends Refusal {}
class Section17Needed extends RuleBroken {}

describe('a refusal', () => {
  it('has a code for machines, made of its name', () => {
    expect(new NotAwaitingScreening('').code).toBe('not-awaiting-screening');
    expect(new Section17Needed('').code).toBe('section17-needed');
    expect(new InTheFuture().code).toBe('in-the-future');
    expect(new BeforeWhatItAnswers('it', onDay(localDate('2026-03-05'))).code).toBe(
      'before-what-it-answers',
    );
  });

  it('says whether the state forbids it or the input breaks a rule', () => {
    expect(new NotAwaitingScreening('').kind).toBe('state');
    expect(new Section17Needed('').kind).toBe('rule');
  });

  it('is an error with its own name and message', () => {
    const refusal = new NotAwaitingScreening('It was accepted. Record a first contact instead.');
    expect(refusal).toBeInstanceOf(Error);
    expect(String(refusal)).toBe(
      'NotAwaitingScreening: It was accepted. Record a first contact instead.',
    );
  });
});

describe('an answer', () => {
  const sent = { occurredAt: instant('2026-03-11T10:00:00Z') };

  it('is refused before what it answers, with the date of that', () => {
    const early = { occurredAt: instant('2026-03-11T09:59:59.999Z') };
    expect(() => refuseBefore(early, sent, 'the referral was sent')).toThrow(BeforeWhatItAnswers);
    expect(() => refuseBefore(early, sent, 'the referral was sent')).toThrow(
      'before the referral was sent (11 March 2026)',
    );
  });

  it('may be of the same moment, or of the same day where only that is known', () => {
    expect(() => refuseBefore(sent, sent, 'it')).not.toThrow();
    expect(() => refuseBefore(onDay(localDate('2026-03-11')), sent, 'it')).not.toThrow();
    expect(() => refuseBefore(onDay(localDate('2026-03-10')), sent, 'it')).toThrow(
      BeforeWhatItAnswers,
    );
  });
});
