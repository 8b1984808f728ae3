import type { PublishedData, PublishedEvent, PublishedType } from '@onestory/contracts';
import type { Heard, Message } from '../message.js';

/**
 * The domain says itself what it needs of each published event. This does not compile where a contract does
 * not promise that, or no longer does.
 */
type NotPromised = {
  [T in keyof Heard]: T extends PublishedType ? (PublishedData<T> extends Heard[T] ? never : T) : T;
}[keyof Heard];

const promised: [NotPromised] extends [never] ? true : NotPromised = true;
const anyEvent: PublishedEvent extends Message ? true : 'a published event is no message' = true;

export const asContracted = promised && anyEvent;
