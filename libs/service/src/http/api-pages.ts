import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { ServiceDefinition } from '../definition/service-definition.js';

const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

const page = (service: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>OneStory: ${service}</title>
<link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="pages"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/pages.js"></script></body></html>`;

const SCRIPT = "SwaggerUIBundle({ url: 'openapi.json', dom_id: '#pages', deepLinking: true });";

/** Imports are most of a start, and most processes are never asked for their API pages. */
const assets = (): string =>
  dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** `/<service>/openapi.json`, which is the service's api.json, and for people `/<service>/docs`. */
export const addApiPages = (http: Express, { name, api }: ServiceDefinition): void => {
  let document: Promise<string> | undefined;
  let files: RequestHandler | undefined;
  http.get('/openapi.json', (_request, response, next) => {
    document ??= readFile(api, 'utf8');
    document.then((text) => response.type('json').send(text), next);
  });
  http.get('/docs', (_request, response) => {
    response.setHeader('Content-Security-Policy', DOCS_POLICY);
    response.type('html').send(page(name));
  });
  http.get('/docs/pages.js', (_request, response) => void response.type('js').send(SCRIPT));
  http.use('/docs', (request, response, next) => {
    files ??= express.static(assets(), { index: false });
    files(request, response, next);
  });
};
