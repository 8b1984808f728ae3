import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { swcOptions } from './swc-options.mjs';

const ours = (url) => /\.ts$/.test(url ?? '') && !url.includes('/node_modules/');

export const resolve = (specifier, context, next) => {
  if (specifier.startsWith('@onestory/')) {
    return next(specifier, { ...context, conditions: ['source', ...context.conditions] });
  }
  const relative = ours(context.parentURL) && /^\.{1,2}\/.*\.js$/.test(specifier);
  return next(relative ? specifier.replace(/\.js$/, '.ts') : specifier, context);
};

export const load = async (url, context, next) => {
  if (!ours(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const source = await readFile(filename, 'utf8');
  const { code } = await transform(source, { ...swcOptions, filename });
  return { format: 'module', source: code, shortCircuit: true };
};
