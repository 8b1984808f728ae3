import type { Message } from './message.js';
import { changed, measured, without } from './testing/measuring.js';
import { story } from './testing/story.js';
import { agencies, episode, id, younger } from './testing/telling.js';

describe('shared without consent', () => {
  const consent = 'information-sharing.consent-given.v1';
  const given = story().find(({ type }) => type === consent)!.data as { agencies: string[] };
  const agenciesWithout = (agency: string) => given.agencies.filter((one) => one !== agency);
  const counted = (messages: readonly Message[]) =>
    messages
      .filter(({ id: event }) => measured(messages).sharedWithoutConsent.events.includes(event))
      .map(({ type }) => type);

  const stream = 'consent-m';
  const withdrawn = (on: string): Message => ({
    ...story().find(({ type }) => type === consent)!,
    id: id('withdrawal'),
    type: 'information-sharing.consent-withdrawn.v1',
    subject: stream,
    sequence: '00000000000000000001',
    time: `${on}T12:00:00.000Z`,
    data: { episode, consent: id("mother's consent"), giver: id('mother') },
  });

  it('is 1 where a referral goes to an agency that no consent names', () =>
    expect(counted(changed(consent, { agencies: agenciesWithout(agencies.camhs) }))).toEqual([
      'referral.referral-sent.v1',
    ]));

  it('is 1 where an action tells an agency that no consent names', () =>
    expect(counted(changed(consent, { agencies: agenciesWithout(agencies.centre) }))).toEqual([
      'lead-professional.actions-agreed.v1',
    ]));

  it('is 1 where the panel has an agency that no consent names, not even for its item', () =>
    expect(counted(changed(consent, { panelAgencies: [] }))).toEqual([
      'panel-scheduling.agenda-item-submitted.v1',
    ]));

  it('does not open other doors by a consent for the panel alone', () =>
    expect(
      counted(
        changed(consent, {
          agencies: agenciesWithout(agencies.camhs),
          panelAgencies: [agencies.police, agencies.camhs],
        }),
      ),
    ).toEqual(['referral.referral-sent.v1']));

  it('counts what was sent after a withdrawal, not what was sent before', () => {
    expect(counted([...story(), withdrawn('2026-03-25')])).toEqual(['referral.referral-sent.v1']);
    expect(counted([...story(), withdrawn('2026-04-16')])).toEqual([]);
  });

  it('counts what was sent although somebody refused it, until the lead decided to share all the same', () => {
    const data = { episode, children: [younger], agencies: [agencies.camhs] };
    const said = (type: string, on: string, more: object): Message => ({
      ...withdrawn(on),
      ...{ id: id(type), type: `information-sharing.${type}.v1`, subject: type },
      data: { ...data, ...more },
    });
    const fathers = { consent: id('word of the father'), giver: id('father') };
    const refused = said('consent-refused', '2026-03-02', {
      ...{ ...fathers, capacity: 'parental_responsibility' },
    });
    const decided = said('sharing-decided', '2026-03-03', { basis: 'consent_of_another' });
    expect(counted([...story(), refused])).toEqual(['referral.referral-sent.v1']);
    expect(counted([...story(), refused, decided])).toEqual([]);
  });

  it('does not count what was sent before a withdrawal of the same day, as days have no noon', () => {
    const sent = '2026-03-26';
    const onThatDay = (recordedtime: string): Message => ({ ...withdrawn(sent), recordedtime });
    expect(counted([...story(), onThatDay(`${sent}T17:00:00.000Z`)])).toEqual([]);
    expect(counted([...story(), onThatDay(`${sent}T09:00:00.000Z`)])).toEqual([
      'referral.referral-sent.v1',
    ]);
  });

  it('needs the consent for every child: a parent’s covers those they are responsible for', () => {
    expect(counted(without('child-index.unborn-registered.v1'))).toEqual([
      'lead-professional.actions-agreed.v1',
      'panel-scheduling.agenda-item-submitted.v1',
    ]);
    expect(
      counted(changed(consent, { capacity: 'competent_child', children: [younger] })),
    ).toHaveLength(2);
  });
});
