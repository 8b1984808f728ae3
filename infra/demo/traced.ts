/** An own event of a service, as its operator's traces tell it. */
export interface Traced {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly causation: string;
  readonly command: string;
  readonly recordedAt: string;
  readonly service: string;
}
