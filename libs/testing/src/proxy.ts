import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Stands between a process and its database, and does what networks do on a bad day. */
export interface Proxy {
  /** The server's URL with the proxy's address. */
  readonly url: string;
  /** Connections that are open: how many there are now. */
  open(): number;
  /** What is open now carries nothing any more, in either direction, and nobody is told. New connections work. */
  silence(): void;
  /** As `silence`, and new connections are taken and left without an answer, until `mend`. */
  silenceAll(): void;
  /** New connections work again. What went silent stays so. */
  mend(): void;
  /** Every packet comes so many milliseconds later. */
  delay(ms: number): void;
  /** Closes what is open, as when the server dies. */
  cut(): void;
  close(): Promise<void>;
}

class Wire {
  silent = false;
  private readonly far: Socket;

  constructor(
    private readonly near: Socket,
    port: number,
    private readonly latency: () => number,
    private readonly onEnd: () => void,
  ) {
    this.far = connect(port, '127.0.0.1');
    this.carry(near, this.far);
    this.carry(this.far, near);
  }

  cut(): void {
    this.near.destroy();
    this.far.destroy();
    this.onEnd();
  }

  private carry(from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on('error', () => undefined);
    from.on('data', (bytes: Buffer) => this.later(() => to.write(bytes)));
    from.on('end', () => this.later(() => to.end()));
    from.on('close', () => {
      // A client that gives up is gone for good; its server is not told.
      if (!this.silent) this.later(() => this.cut());
      else if (from === this.near) this.cut();
    });
  }

  private later(work: () => void): void {
    const forward = (): void => {
      if (!this.silent) work();
    };
    if (this.latency() === 0) forward();
    else setTimeout(forward, this.latency());
  }
}

/** `target` is asked at each connection, so that a server may come back at another port. */
export const proxyFor = async (target: string | (() => string)): Promise<Proxy> => {
  const server = (): URL => new URL(typeof target === 'string' ? target : target());
  const wires = new Set<Wire>();
  let latency = 0;
  let mute = false;
  const listener = createServer((near) => {
    const wire: Wire = new Wire(
      near,
      Number(server().port),
      () => latency,
      () => wires.delete(wire),
    );
    wire.silent = mute;
    wires.add(wire);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const url = server();
  url.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const silence = (): void => wires.forEach((wire) => (wire.silent = true));
  const cut = (): void => [...wires].forEach((wire) => wire.cut());
  return {
    url: url.href,
    open: () => wires.size,
    silence,
    silenceAll: () => {
      mute = true;
      silence();
    },
    mend: () => void (mute = false),
    delay: (ms) => void (latency = ms),
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
};
