import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who cares for a child. Ids only. */
@Entity({ name: 'index_carer' })
export class IndexCarer {
  @PrimaryColumn('text')
  area!: string;

  @PrimaryColumn('uuid')
  child!: string;

  @PrimaryColumn('uuid')
  carer!: string;

  @Column('boolean')
  mother!: boolean;
}
