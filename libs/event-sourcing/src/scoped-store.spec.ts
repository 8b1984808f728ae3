import { InMemoryEventStore } from './adapters/in-memory/in-memory-event-store.js';
import { AccessDenied, eventsOf } from './event-store.js';
import { scopedStore } from './scoped-store.js';
import { event, eventsIn, followUntil, isCaughtUp } from './testing/index.js';

describe('the store of one service', () => {
  const stores = async () => {
    const whole = new InMemoryEventStore();
    await whole.append('consent-1', 'none', [event()]);
    await whole.append('referral-1', 'none', [event()]);
    await whole.append('referralAccess-1', 'none', [event()]);
    return { whole, referrals: scopedStore(whole, ['referral', 'referralAccess']) };
  };

  it('appends to and reads its own categories', async () => {
    const { referrals } = await stores();
    await referrals.append('referral-1', 0n, [event()]);
    expect(await eventsOf(referrals.read('referral-1'))).toHaveLength(2);
  });

  it('refuses to append to or read those of others, and nothing is stored', async () => {
    const { whole, referrals } = await stores();
    await expect(referrals.append('consent-1', 0n, [event()])).rejects.toThrow(AccessDenied);
    await expect(eventsOf(referrals.read('consent-1'))).rejects.toThrow(AccessDenied);
    expect(await eventsOf(whole.read('consent-1'))).toHaveLength(1);
  });

  it.each(['referralSecret-1', 'Referral-1', 'referral', ''])('refuses %s', async (name) => {
    const { referrals } = await stores();
    const appending = referrals.append(name as 'a-b', 'none', [event()]);
    await expect(appending).rejects.toThrow(AccessDenied);
  });

  it('follows its own, and by all nothing else', async () => {
    const { referrals } = await stores();
    const seen = eventsIn(await followUntil(referrals, 'all', isCaughtUp));
    expect(seen.map((it) => it.stream)).toEqual(['referral-1']);
  });

  it('refuses to follow those of others', async () => {
    const { referrals } = await stores();
    const following = followUntil(referrals, ['referral', 'consent'], isCaughtUp);
    await expect(following).rejects.toThrow(AccessDenied);
  });

  it('leaves the stopping to whoever made the store', async () => {
    const { whole, referrals } = await stores();
    await referrals.stop();
    expect(await whole.head()).toBeDefined();
  });
});
