import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { swcOptions } from './swc-options.mjs';

const ours = (url) => /\.ts$/.test(url ?? '') && !url.includes('/node_modules/');

export const resolve = (specifier, context, next) => {
  const wanted =
    ours(context.parentURL) && /^\.{1,2}\/.*\.js$/.test(specifier)
      ? specifier.replace(/\.js$/, '.ts')
      : specifier;
  return next(wanted, { ...context, conditions: ['source', ...context.conditions] });
};

export const load = async (url, context, next) => {
  if (!ours(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const source = await readFile(filename, 'utf8');
  const { code } = await transform(source, { ...swcOptions, filename });
  return { format: 'module', source: code, shortCircuit: true };
};
