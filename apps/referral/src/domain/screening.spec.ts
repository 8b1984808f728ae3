import { BeforeWhatItAnswers, idFrom } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { isOpen, referral } from './referral.js';
import type { ReferralFact } from './referral.js';
import {
  AdviceMissing,
  NotSent,
  NotReceived,
  NotInScreening,
  ScreeningIsOver,
  NotAccepted,
  NotDecided,
  ServiceNotStarted,
  ServiceHasStarted,
  WasDeclined,
  WasWithdrawn,
} from './refusals.js';
import {
  accept,
  decline,
  receive,
  sendFeedback,
  startScreening,
  startService,
  withdraw,
  withdrawWithConsent,
} from './screening.js';
import {
  consent,
  screener,
  request,
  asked,
  sent,
  received,
  screening,
  accepted,
  started,
  no,
  declined,
  withdrawnBy,
  inScreening,
} from './testing/one-referral.js';

describe('receiving and screening', () => {
  it('goes step by step, each recorded once', () => {
    given(referral, sent).when(receive()).then(received);
    given(referral, sent, received).when(receive()).nothing();
    given(referral, sent, received).when(startScreening()).then(screening);
    given(referral, ...inScreening)
      .when(startScreening())
      .nothing();
    given(referral, ...inScreening)
      .when(accept({ by: screener }))
      .then(accepted);
    given(referral, ...inScreening, accepted)
      .when(accept({ by: screener }))
      .nothing();
    given(referral, ...inScreening, accepted)
      .when(startService())
      .then(started);
    given(referral, ...inScreening, accepted, started)
      .when(startService())
      .nothing();
  });

  it('skips no step', () => {
    given(referral).when(receive()).refuses(NotSent);
    given(referral, sent).when(startScreening()).refuses(NotReceived);
    given(referral, sent, received)
      .when(accept({ by: screener }))
      .refuses(NotInScreening);
    given(referral, sent, received).when(decline(no)).refuses(NotInScreening);
    given(referral, ...inScreening)
      .when(startService())
      .refuses(NotAccepted);
  });

  it('never goes back in time', () =>
    given(referral, on('2026-03-26', sent))
      .when(receive(), '2026-03-25')
      .refuses(BeforeWhatItAnswers, /26 March 2026/));
});

describe('declining a referral', () => {
  it('gives a reason by its code, and advice', () => {
    given(referral, ...inScreening)
      .when(decline(no))
      .then(declined);
    given(referral, ...inScreening)
      .when(decline({ ...no, advice: '' }))
      .refuses(AdviceMissing);
  });

  it('is done once, and not taken back', () => {
    given(referral, ...inScreening, declined)
      .when(decline(no))
      .nothing();
    given(referral, ...inScreening, declined)
      .when(decline({ ...no, reason: 'outside_age' }))
      .refuses(WasDeclined);
  });

  it('is too late once it is accepted or begun', () => {
    given(referral, ...inScreening, accepted)
      .when(decline(no))
      .refuses(ScreeningIsOver);
    given(referral, ...inScreening, accepted, started)
      .when(decline(no))
      .refuses(ServiceHasStarted);
  });

  it.each([
    ['accepted', accept({ by: screener })],
    ['received', receive()],
    ['withdrawn', withdraw({ cause: 'by_family' })],
  ])('leaves nothing to be %s: a new one follows it', (_what, decision) =>
    given(referral, ...inScreening, on('2026-03-24', declined))
      .when(decision)
      .refuses(WasDeclined, /24 March 2026.*new one that follows/),
  );
});

describe('feedback to the referrer', () => {
  const tell = (what: 'acknowledged' | 'decision' | 'started') => sendFeedback({ what });
  const told: ReferralFact = { type: 'FeedbackSent', data: { ...request, what: 'decision' } };

  it('tells the decision, a refusal too, once', () => {
    given(referral, ...inScreening, declined)
      .when(tell('decision'))
      .then(told);
    given(referral, ...inScreening, declined, told)
      .when(tell('decision'))
      .nothing();
    given(referral, ...inScreening, accepted)
      .when(tell('decision'))
      .then(told);
  });

  it('tells nothing that has not happened', () => {
    given(referral, sent).when(tell('acknowledged')).refuses(NotReceived);
    given(referral, ...inScreening)
      .when(tell('decision'))
      .refuses(NotDecided);
    given(referral, ...inScreening, accepted)
      .when(tell('started'))
      .refuses(ServiceNotStarted);
  });

  it('is not sent about a withdrawn one', () =>
    given(referral, sent, withdrawnBy('by_family')).when(tell('decision')).refuses(WasWithdrawn));

  it('leaves the stage as it is', () =>
    expect(fold(referral, ...inScreening, declined, told).stage).toBe('declined'));
});

describe('withdrawing a referral', () => {
  const byFamily = withdraw({ cause: 'by_family' });

  it.each([
    ['sent', [sent]],
    ['received', [sent, received]],
    ['in screening', inScreening],
    ['accepted', [...inScreening, accepted]],
  ] as const)('is possible while it is %s', (_stage, history) => {
    given(referral, ...history)
      .when(byFamily)
      .then(withdrawnBy('by_family'));
    expect(isOpen(fold(referral, ...history))).toBe(true);
  });

  it('is recorded once, and stops everything else', () => {
    const gone = on('2026-03-20', withdrawnBy('by_family'));
    given(referral, sent, gone).when(byFamily).nothing();
    given(referral, sent, gone)
      .when(receive())
      .refuses(WasWithdrawn, /20 March 2026.*send a new one/);
    expect(isOpen(fold(referral, sent, gone))).toBe(false);
  });

  it('is too late once the service began', () =>
    given(referral, ...inScreening, accepted, started)
      .when(byFamily)
      .refuses(ServiceHasStarted));
});

describe('when consent is withdrawn', () => {
  const lost = { consent, heldWhenSent: true, refused: false };
  const stop = withdrawWithConsent(lost);
  const stopped: ReferralFact = {
    type: 'ReferralWithdrawn',
    data: { ...request, cause: 'consent_withdrawn', consent },
  };

  it('a referral that rests on it is withdrawn, once', () => {
    given(referral, sent).when(stop).then(stopped);
    given(referral, ...inScreening, accepted)
      .when(stop)
      .then(stopped);
    given(referral, sent, stopped).when(stop).nothing();
  });

  it('says so if it was a refusal that stopped it', () =>
    given(referral, sent)
      .when(withdrawWithConsent({ ...lost, refused: true }))
      .then({
        type: 'ReferralWithdrawn',
        data: { ...request, cause: 'consent_refused', consent },
      }));

  it('is heard of late: the withdrawal counts from its own time', () =>
    given(referral, on('2026-03-11', sent), on('2026-03-25', received))
      .when(stop, '2026-03-20')
      .then(stopped));

  it('one sent without knowing of the withdrawal is withdrawn as well', () => {
    const sentTooLate = on('2026-03-11', sent);
    const unheld = withdrawWithConsent({ ...lost, heldWhenSent: false });
    given(referral, sentTooLate).when(unheld, '2026-03-10').then(stopped);
    given(referral, sentTooLate).when(stop, '2026-03-10').nothing();
  });

  it('nothing happens to one that rests on another consent or none', () => {
    const basis = { without: 'significant_harm', reason: 'Assault, children present' } as const;
    const another = withdrawWithConsent({ ...lost, consent: idFrom('another') });
    given(referral, sent).when(another).nothing();
    given(referral, { type: 'ReferralSent', data: { ...asked, basis } })
      .when(stop)
      .nothing();
  });

  it('nothing happens to one that is declined, or whose service has begun', () => {
    given(referral, ...inScreening, declined)
      .when(stop)
      .nothing();
    given(referral, ...inScreening, accepted, started)
      .when(stop)
      .nothing();
  });
});
