/** Something to wait on that remembers a call which came while nobody waited. */
export class Wake {
  private called = false;
  private resolve: (() => void) | undefined;

  call = (): void => {
    this.called = true;
    this.resolve?.();
  };

  /** Resolves at a call since the last wait, or after so many milliseconds of real time. */
  async wait(timeoutMs?: number): Promise<void> {
    if (!this.called)
      await new Promise<void>((resolve) => {
        const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
        this.resolve = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.resolve = undefined;
    this.called = false;
  }
}
