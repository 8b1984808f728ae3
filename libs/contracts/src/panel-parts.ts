import { z } from 'zod';
import { episodeId, itemId, seriesId, sittingId } from './published-event.js';

export const owner = 'panel-scheduling';

export const series = seriesId.describe('A panel that meets regularly');
export const sitting = sittingId.describe('One meeting of the panel, named by series and date');
export const item = itemId.describe("A family's matter before the panel");
export const episode = episodeId.describe(
  "One household's early help, from its first concern to its closure",
);
export const calledOff = z.enum([
  'members_unavailable',
  'chairs_unavailable',
  'venue_unavailable',
  'no_items',
  'emergency',
]);
export const seat = z.string().describe("A seat's code, such as health");
export const count = z.number().int().nonnegative();
export const missingSeats = z
  .array(z.string())
  .describe('Required seats that nobody filled; `chair` where neither chair nor vice was there');

/** Who was there for an item and could decide on it. */
export const quorum = {
  present: count,
  needed: count,
  conflicted: count,
  voting: count,
  missingSeats,
};

export const aSeries = '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a91';
export const aSitting = '2a3b4c5d-6e7f-5a8b-9c0d-1e2f3a4b5c92';
export const nextSitting = '3b4c5d6e-7f8a-5b9c-8d1e-2f3a4b5c6d93';
export const anItem = '4c5d6e7f-8a9b-4cad-9e2f-3a4b5c6d7e94';
export const anEpisode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10';
export const oneChild = '3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01';
export const healthTrust = 'e8d7c6b5-a4f3-4e2d-8c1b-0a9f8e7d6c42';
export const housing = 'e7d6c5b4-a3f2-4e1d-9c0b-9a8f7e6d5c43';
export const charity = 'e5d4c3b2-a1f0-4e9d-8c8a-7a6f5e4d3c45';
export const supportWorker = 'd5e6f7a8-b9ca-4dbe-9fd0-e1f2a3b4c535';
