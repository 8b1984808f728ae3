import type { ActorId, AreaId, ChildId, Sql } from '@onestory/kernel';

/**
 * Children of the episodes from which a giver of consent keeps this person: to them these children are not
 * there. Asked before anybody is looked for, so that a search costs the same whoever is found.
 */
export const barredFrom = async (
  area: AreaId,
  actor: ActorId,
  sql: Sql,
): Promise<readonly ChildId[]> => {
  const rows = await sql.query<{ child: ChildId }>(
    `with said as materialized (
       select subject, holder,
              rank() over (partition by subject, thread order by sequence desc) as latest
         from relationship
        where area = $1 and kind = 'barred'
          and subject in (select subject from relationship
                           where area = $1 and kind = 'barred' and holder = $2))
     select distinct member.holder::text as child
       from relationship member
       join said on said.subject = member.subject and said.latest = 1 and said.holder = $2
      where member.area = $1 and member.kind = 'member' and member.holder is not null`,
    [area, actor],
  );
  return rows.map(({ child }) => child);
};
