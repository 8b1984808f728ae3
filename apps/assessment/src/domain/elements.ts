/** The elements of the common assessment framework, by domain. The codes are stable; areas may reword names. */
export const ELEMENTS = {
  'D1.1': { domain: 'development', name: 'Health: general health' },
  'D1.2': { domain: 'development', name: 'Health: physical development' },
  'D1.3': { domain: 'development', name: 'Health: speech, language and communication' },
  D2: { domain: 'development', name: 'Emotional and social development' },
  D3: { domain: 'development', name: 'Behavioural development' },
  D4: { domain: 'development', name: 'Identity: self-esteem, self-image and social presentation' },
  D5: { domain: 'development', name: 'Family and social relationships' },
  D6: { domain: 'development', name: 'Self-care skills and independence' },
  'D7.1': { domain: 'development', name: 'Learning: understanding, reasoning and problem solving' },
  'D7.2': {
    domain: 'development',
    name: 'Learning: participation in learning, education and employment',
  },
  'D7.3': { domain: 'development', name: 'Learning: progress and achievement' },
  'D7.4': { domain: 'development', name: 'Learning: aspirations' },
  P1: { domain: 'parents_and_carers', name: 'Basic care, ensuring safety and protection' },
  P2: { domain: 'parents_and_carers', name: 'Emotional warmth and stability' },
  P3: { domain: 'parents_and_carers', name: 'Guidance, boundaries and stimulation' },
  F1: { domain: 'family_and_environment', name: 'Family history, functioning and well-being' },
  F2: { domain: 'family_and_environment', name: 'Wider family' },
  F3: {
    domain: 'family_and_environment',
    name: 'Housing, employment and financial considerations',
  },
  F4: {
    domain: 'family_and_environment',
    name: 'Social and community elements and resources, including education',
  },
} as const;

export type ElementCode = keyof typeof ELEMENTS;
export const ELEMENT_CODES = Object.keys(ELEMENTS) as readonly ElementCode[];

/** Health, family relationships, parenting and home apply before birth; how a child behaves or learns cannot. */
export const appliesToUnborn = (element: ElementCode): boolean => !/^D([2346]$|7)/.test(element);

/** What an entry rests on: whoever reads it must be able to tell fact from opinion. */
export const WAYS_OF_KNOWING = [
  'observed',
  'reported_by',
  'professional_opinion',
  'family_view',
] as const;
export type HowKnown = (typeof WAYS_OF_KNOWING)[number];

/** How a child or parent made a view known. */
export const WAYS_OF_COMMENTING = ['own_words', 'drawing', 'play', 'signs', 'advocate'] as const;
export type WayOfCommenting = (typeof WAYS_OF_COMMENTING)[number];

/** Why a view is not there. */
export const REASONS_NOT_GIVEN = [
  'too_young',
  'did_not_wish_to',
  'not_present',
  'unwell',
  'unsafe_to_ask',
] as const;
export type ReasonNotGiven = (typeof REASONS_NOT_GIVEN)[number];
