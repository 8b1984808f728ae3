import { childrenOf } from '@onestory/access';
import type { CarerId, ChildId, EpisodeId } from '@onestory/kernel';
import { NotYetKnown } from '@onestory/service';
import type { Question } from '@onestory/service';
import { notYetHeardOf } from '../../domain/family.js';
import type { Family, KnownChild } from '../../domain/family.js';

type ParentalResponsibility = KnownChild['carers'][number]['parentalResponsibility'];

/** A child with its carers; the responsibility of each is at the same place. */
interface Row {
  readonly child: ChildId;
  readonly carers: readonly CarerId[];
  readonly responsibilities: readonly ParentalResponsibility[];
  readonly sixteen: boolean;
}

/** The children of an episode, and those whom the same carers care for. */
const FAMILY = `
  select child::text, carers::text[], responsibilities,
         exists (select from turned_sixteen as it
                  where it.area = one.area and it.child = one.child) as sixteen
    from known_child as one
   where area = $1
     and (child = any($2::uuid[])
          or carers && (select array_agg(carer)
                          from known_child, unnest(carers) as carer
                         where area = $1 and child = any($2::uuid[])))`;

/** Whom an episode of help is about, as the index and the assessment told. */
export const familyOf =
  (episode: EpisodeId): Question<Family> =>
  async ({ area, database }) => {
    const children = await childrenOf(area, episode, database);
    const rows = await database.query<Row>(FAMILY, [area, children]);
    return {
      children,
      known: children.flatMap((child) => rows.filter((row) => row.child === child).map(asKnown)),
      siblings: rows.map(({ child }) => child).filter((child) => !children.includes(child)),
      sixteen: rows.filter(({ sixteen }) => sixteen).map(({ child }) => child),
    };
  };

/** The family, once the index has told of each of its children. @throws NotYetKnown */
export const knownFamilyOf =
  (episode: EpisodeId): Question<Family> =>
  async (from) => {
    const family = await from.ask(familyOf(episode));
    if (notYetHeardOf(family).length > 0) throw new NotYetKnown('A child of this episode');
    return family;
  };

const asKnown = ({ child, carers, responsibilities }: Row): KnownChild => ({
  child,
  carers: carers.map((carer, place) => ({
    carer,
    parentalResponsibility: responsibilities[place] ?? 'unknown',
  })),
});
