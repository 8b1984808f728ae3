import { londonDate } from '@onestory/kernel';
import type { AgencyId, LocalDate, Moment, PractitionerId } from '@onestory/kernel';
import { WorksElsewhere } from './refusals.js';

/** Where somebody of the area's register works, and from when to when. */
export interface Post {
  readonly agency: AgencyId;
  readonly from: LocalDate;
  readonly to?: LocalDate;
}

/** Somebody who sits, works or speaks for an agency works there on that day. An unknown person has no posts. */
export const refuseUnlessPosted = (
  posts: readonly Post[],
  agency: AgencyId,
  at: Pick<Moment, 'occurredAt'>,
): void => {
  const day = londonDate(at.occurredAt);
  const here = posts.some(
    (post) => post.agency === agency && post.from <= day && (!post.to || day <= post.to),
  );
  if (!here) throw new WorksElsewhere();
};

/** The coordinator and the chair record what others say; a member speaks for themself. */
export const ifForThemself = (
  by: PractitionerId,
  roles: readonly string[],
): { readonly by?: PractitionerId } =>
  roles.includes('panel-coordinator') || roles.includes('panel-chair') ? {} : { by };
