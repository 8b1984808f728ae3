import type { ChildId } from '@onestory/kernel';
import type { Contact } from '../../domain/child.js';

export class NameContact {
  constructor(
    readonly child: ChildId,
    readonly contact: Contact,
  ) {}
}
