/** Two real tables: every note in words, and how many each child has. */
export const TABLES = `
  create table note_v1 (
    child uuid not null, revision bigint not null, reason text not null, words text,
    primary key (child, revision));
  create table notes_of_child_v1 (child uuid primary key, notes bigint not null)`;
export const INSERT_NOTES = `
  insert into note_v1 (child, revision, reason, words)
  select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[])`;
export const COUNT_NOTES = `
  insert into notes_of_child_v1 as so_far (child, notes)
  select child, count(*) from unnest($1::uuid[]) as t (child) group by child
  on conflict (child) do update set notes = so_far.notes + excluded.notes`;

export interface NoteRow {
  readonly child: string;
  readonly revision: string;
  readonly reason: string;
  readonly words: string;
}

export const columns = (rows: readonly NoteRow[]): [string[], string[], string[], string[]] => [
  rows.map(({ child }) => child),
  rows.map(({ revision }) => revision),
  rows.map(({ reason }) => reason),
  rows.map(({ words }) => words),
];
