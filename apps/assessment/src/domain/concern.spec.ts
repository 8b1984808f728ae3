import { idFrom } from '@onestory/kernel';
import type { ChildId, CommandId, EpisodeId } from '@onestory/kernel';
import { fold, given } from '@onestory/testing';
import type { ConcernFact } from './concern.js';
import {
  concern,
  currentEpisode,
  endEpisode,
  episodeIdOf,
  openEpisodes,
  joinEpisode,
  recordConcern,
} from './concern.js';

const child: ChildId = idFrom('younger child');
const episode: EpisodeId = episodeIdOf(idFrom<CommandId>('first concern'));
const another: EpisodeId = episodeIdOf(idFrom<CommandId>('second concern'));

const raised = (within: EpisodeId): ConcernFact => ({
  type: 'ConcernRecorded',
  data: { child, episode: within, concern: 'Tearful, often late', source: 'practitioner' },
});
const joined = (it: EpisodeId): ConcernFact => ({
  type: 'EpisodeJoined',
  data: { child, episode: it },
});
const ended = (it: EpisodeId): ConcernFact => ({
  type: 'EpisodeEnded',
  data: { child, episode: it },
});
const raise = (newEpisode: EpisodeId) =>
  recordConcern({ child, concern: 'Tearful, often late', source: 'practitioner', newEpisode });

describe('a concern about a child', () => {
  it('opens an episode of early help', () =>
    given(concern).when(raise(episode)).then(raised(episode)));

  it('joins the episode that the child is in', () =>
    given(concern, raised(episode)).when(raise(another)).then(raised(episode)));

  it('joins the episode joined last, where the child is in two', () =>
    given(concern, raised(episode), joined(another))
      .when(raise(idFrom('third')))
      .then(raised(another)));

  it('opens a new episode once the earlier one has ended', () =>
    given(concern, raised(episode), ended(episode)).when(raise(another)).then(raised(another)));

  it('goes back to the episode still open when the later one ends', () =>
    given(concern, raised(episode), joined(another), ended(another))
      .when(raise(idFrom('third')))
      .then(raised(episode)));
});

describe('joining an episode', () => {
  it('is recorded for a sibling about whom nobody raised a concern', () =>
    given(concern).when(joinEpisode({ child, episode })).then(joined(episode)));

  it('says nothing new to the child whose concern opened it', () =>
    given(concern, raised(episode)).when(joinEpisode({ child, episode })).nothing());

  it('makes a second episode visible, and blocks nothing', () => {
    given(concern, raised(another)).when(joinEpisode({ child, episode })).then(joined(episode));
    expect(openEpisodes(fold(concern, raised(another), joined(episode)))).toEqual([
      another,
      episode,
    ]);
  });
});

describe('the end of an episode', () => {
  it('is recorded once', () => {
    given(concern, raised(episode)).when(endEpisode({ child, episode })).then(ended(episode));
    given(concern, raised(episode), ended(episode)).when(endEpisode({ child, episode })).nothing();
  });

  it('holds even when it is heard of before the join', () => {
    given(concern).when(endEpisode({ child, episode })).then(ended(episode));
    given(concern, ended(episode)).when(joinEpisode({ child, episode })).nothing();
    expect(currentEpisode(fold(concern, ended(episode)))).toBeUndefined();
  });
});
