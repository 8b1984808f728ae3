import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { RequestHandler } from 'express';
import { requestChecks } from './request-checks.js';

describe('what a request holds', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const app = express();
    app.use(...(requestChecks(['#/now']) as RequestHandler[]));
    app.use((request, response) => void response.json({ read: request.body as unknown }));
    server = createServer(app);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const send = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const headers = { 'content-type': type };
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const wrong = (pointer: string, detail: string) => ({
    status: 400,
    code: 'malformed',
    errors: [{ pointer, detail: expect.stringContaining(detail) as string }],
  });

  it.each([
    ['where a value is optional', { occurredAt: null }, '#/occurredAt'],
    ['in an object', { scope: { purposes: null } }, '#/scope/purposes'],
    ['in a list', { decisions: [{}, null] }, '#/decisions/1'],
    ['in a list of lists', { decisions: [[null]] }, '#/decisions/0/0'],
  ])('is never null: %s', async (_where, body, pointer) =>
    expect(await send(JSON.stringify(body))).toMatchObject(wrong(pointer, 'is null')),
  );

  it('may be null where null is a value of its own', async () =>
    expect(await send('{"now":null}')).toEqual({ status: 200, read: { now: null } }));

  it('is UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(await send(bytes)).toMatchObject(wrong('#', 'UTF-8'));
    expect(await send('{"a":"Zoë"}', 'application/json; charset="UTF-8"')).toEqual({
      status: 200,
      read: { a: 'Zoë' },
    });
    for (const charset of ['utf-16', 'utf-16le', 'iso-8859-1', 'us-ascii', 'utf-7'])
      expect(await send('{}', `application/json; charset=${charset}`)).toMatchObject({
        status: 415,
        code: 'not-json',
      });
  });

  it('is UTF-8 in a query, too', async () => {
    const ask = async (query: string) => (await fetch(`${url}/?${query}`)).status;
    expect(await ask('asAt=%ff')).toBe(400);
    expect(await ask('asAt=%')).toBe(400);
    expect(await ask('asAt=Zo%C3%AB+a')).toBe(200);
  });
});
