import { createHash, randomUUID } from 'node:crypto';

declare const brand: unique symbol;
/** A uuid that names one kind of thing. Version 4 or 5, never 7: 7 tells when a child came to notice. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type ChildId = Id<'child'>;
export type CarerId = Id<'carer'>;
/** Someone known to the child index: children and carers. */
export type PersonId = ChildId | CarerId;
export type PractitionerId = Id<'practitioner'>;
/** Who recorded something: a practitioner, or a service acting by its own rules. */
export type ActorId = PractitionerId | Id<'serviceActor'>;
export type AgencyId = Id<'agency'>;
/** A local area, as in its register file: `ashcombe`. */
export type AreaId = string & { readonly [brand]: 'area' };
/** A service that can be referred to. */
export type ReferableServiceId = Id<'service'>;
export type EpisodeId = Id<'episode'>;
export type AssessmentId = Id<'assessment'>;
export type ConsentId = Id<'consent'>;
export type ReferralId = Id<'referral'>;
export type PanelSeriesId = Id<'panelSeries'>;
export type SittingId = Id<'sitting'>;
export type AgendaItemId = Id<'agendaItem'>;
export type ActionId = Id<'action'>;
export type EventId = Id<'event'>;
export type CommandId = Id<'command'>;
export type CorrelationId = Id<'correlation'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (text: unknown): text is string =>
  typeof text === 'string' && UUID.test(text);

export const newId = <I extends Id<string>>(): I => randomUUID() as I;

/** Our own uuid v5 namespace. It never changes: ids derived from it are stored. */
const NAMESPACE = Buffer.from('6f5b9f9e1d0c4c4ba1f20c6a3b7e9d51', 'hex');

/**
 * The same id for the same parts, every time and everywhere (uuid v5, RFC 9562).
 * Parts are joined with U+001F, so ('ab','c') and ('a','bc') differ.
 */
export const idFrom = <I extends Id<string>>(
  ...parts: readonly (string | number | bigint)[]
): I => {
  const hash = createHash('sha1').update(NAMESPACE).update(parts.join('\u001f'), 'utf8').digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as I;
};
