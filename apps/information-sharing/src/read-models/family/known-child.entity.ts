import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A child of the index with its carers; of each, at the same place, the parental responsibility. */
@Entity({ name: 'known_child' })
export class KnownChildRow {
  @PrimaryColumn('text')
  area!: string;

  @PrimaryColumn('uuid')
  child!: string;

  @Column('uuid', { array: true })
  carers!: string[];

  @Column('text', { array: true })
  responsibilities!: ('yes' | 'no' | 'unknown')[];
}
