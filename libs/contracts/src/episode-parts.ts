import { actionId, episodeId } from './published-event.js';

export const owner = 'lead-professional';

export const episode = episodeId.describe(
  "One household's early help, from its first concern to its closure",
);
export const action = actionId.describe('An action of the plan');

export const anEpisode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10';
export const oneChild = '3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01';
export const sibling = '5b1c6f0e-92d3-4c58-8f7a-6f2d9c0e4b02';
export const teacher = 'd1e2f3a4-b5c6-4d7e-8f90-a1b2c3d4e531';
export const healthVisitor = 'd2e3f4a5-b6c7-4d8e-9fa0-b1c2d3e4f532';
export const school = 'e9d8c7b6-a5f4-4e3d-9c2b-1a0f9e8d7c41';
export const healthTrust = 'e8d7c6b5-a4f3-4e2d-8c1b-0a9f8e7d6c42';
export const housing = 'e7d6c5b4-a3f2-4e1d-9c0b-9a8f7e6d5c43';
export const anAction = 'a2b3c4d5-e6f7-4a8b-9cad-1e2f3a4b5c62';
