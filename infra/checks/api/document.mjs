/** Puts an OpenAPI document together: what the routes check, what their types answer, and what all share. */

const header = (name, description, schema = { type: 'string' }, required = false) => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});

const PARAMETERS = {
  idempotencyKey: header(
    'Idempotency-Key',
    'A new uuid for each thing you do. The same key with the same body is the same act, answered as the first time.',
    { type: 'string', minLength: 1, maxLength: 200 },
    true,
  ),
  ifMatch: header(
    'If-Match',
    'The ETag of your last read. What has changed since is 412, or 409 if it forbids the act. The ETag of something else is 400.',
  ),
  position: header(
    'OneStory-Position',
    'The OneStory-Position of an earlier answer: this one has seen that, or is 503.',
  ),
  prefer: header(
    'Prefer',
    '`wait=2`: if it is not there yet, wait for it up to so many seconds, at most 2.',
  ),
  correlation: header(
    'OneStory-Correlation',
    'A uuid under which everything that follows from this request can be found; made up if you give none.',
    { type: 'string', format: 'uuid' },
  ),
};

const HEADERS = {
  ETag: 'Stands for the state of what is shown or was changed: what If-Match takes. Opaque.',
  'OneStory-Position': 'What has been recorded: send it with reads that must have seen it.',
  'OneStory-Correlation': 'Under which everything that followed can be found.',
  Location: 'Where what was made can be read.',
  Link: '`rel="next"`: the next page of the list. The last page has none.',
  'Retry-After': 'Seconds after which asking again makes sense.',
};

const headers = (...names) =>
  Object.fromEntries(
    names.map((name) => [name, { description: HEADERS[name], schema: { type: 'string' } }]),
  );

/** status -> when. */
const PROBLEMS = {
  400: 'Malformed: `errors` says where and what.',
  401: 'Not signed in, or the token has expired.',
  403: 'Not for your role.',
  404: 'Nothing is there that you may see.',
  409: 'The state forbids it; or another service has not told yet (`not-yet-known`).',
  412: 'It has changed since you read it.',
  413: 'More than 256 KiB.',
  415: 'Not JSON in UTF-8.',
  422: 'A rule of the field forbids it.',
  428: 'If-Match is required.',
  429: 'Too many requests.',
  500: 'Something went wrong here; it has been logged.',
  503: 'Not now.',
};

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'number' },
    code: { type: 'string', description: 'Stable, for machines.' },
    detail: { type: 'string', description: 'For people. Tells the way out.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'Where in the request.' },
          detail: { type: 'string' },
        },
      },
    },
    links: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

const problem = (status) => ({
  description: PROBLEMS[status],
  ...(['429', '503', '409'].includes(status) && { headers: headers('Retry-After') }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const reference = (kind, name) => ({ $ref: `#/components/${kind}/${name}` });

/** What all operations share is said once. */
const SHARED = {
  parameters: PARAMETERS,
  responses: Object.fromEntries(Object.keys(PROBLEMS).map((it) => [it, problem(it)])),
};

const READING = ['400', '401', '403', '404', '429', '500', '503'];
const WRITING = [...READING, '409', '412', '413', '415', '422', '428'];

const isHealth = (path) => path.startsWith('/health');
const isOperations = (path) => path.startsWith('/operations');
const isAct = (path, method) => method !== 'get' && !isOperations(path);

const parametersOf = (path, method, own) => {
  if (isHealth(path)) return own;
  const [idempotencyKey, ifMatch, position, prefer, correlation] = Object.keys(PARAMETERS).map(
    (name) => reference('parameters', name),
  );
  if (isOperations(path)) return [...own, correlation];
  return [
    ...own,
    ...(isAct(path, method) ? [idempotencyKey, ifMatch] : []),
    position,
    prefer,
    correlation,
  ];
};

const successes = (path, method, schema) => {
  const content = { 'application/json': { schema: schema ?? {} } };
  const answer = (description, ...names) => ({
    description,
    ...(names.length > 0 && { headers: headers(...names) }),
    content,
  });
  if (isHealth(path)) return { 200: answer('Yes.'), 503: answer('No.') };
  if (isOperations(path)) return { 200: answer('Done.', 'OneStory-Correlation') };
  if (method === 'get')
    return { 200: answer('What was asked for.', 'ETag', 'Link', 'OneStory-Correlation') };
  const said = ['ETag', 'OneStory-Position', 'OneStory-Correlation'];
  return {
    200: answer('Done, or done before.', ...said),
    201: answer('Made.', ...said, 'Location'),
  };
};

const problemsOf = (path, method) => {
  if (isHealth(path)) return ['400', '429', '500'];
  return method === 'get' ? READING : WRITING;
};

const idDescribed = (parameter) =>
  parameter.in === 'path' && !parameter.description
    ? {
        ...parameter,
        description: `The id of the ${parameter.name}.`,
        schema: { type: 'string', format: 'uuid' },
      }
    : parameter;

const operation = (path, method, base, types, notYet) => {
  const { operationId, parameters = [], requestBody, security, tags } = base;
  const schema = types.answerOf(operationId);
  if (!schema) notYet.push(operationId);
  return {
    operationId,
    ...(tags && { tags }),
    description: types.descriptionOf(operationId),
    parameters: parametersOf(path, method, parameters.map(idDescribed)),
    ...(requestBody && { requestBody }),
    ...(isHealth(path) ? { security: [] } : security && { security }),
    responses: {
      ...successes(path, method, schema),
      ...Object.fromEntries(
        problemsOf(path, method)
          .filter((status) => !(isHealth(path) && status === '503'))
          .map((status) => [status, reference('responses', status)]),
      ),
    },
  };
};

/** Descriptions of a request's fields are those of its class. */
const described = (schemas, types) =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const said = types.propertiesOf(name);
      const properties = Object.entries(schema.properties ?? {}).map(([property, it]) => [
        property,
        said[property] && !it.$ref ? { ...it, description: said[property] } : it,
      ]);
      return [name, { ...schema, properties: Object.fromEntries(properties) }];
    }),
  );

export const documentOf = (base, types) => {
  const notYet = [];
  const paths = Object.fromEntries(
    Object.entries(base.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, it]) => [
          method,
          operation(path, method, it, types, notYet),
        ]),
      ),
    ]),
  );
  const requests = described(base.components.schemas, types);
  const answers = types.schemas.components;
  const twice = Object.keys(requests).filter((name) => name in answers || name === 'Problem');
  if (twice.length > 0)
    throw new Error(`${twice.join(', ')}: a request and an answer are called the same.`);
  return {
    document: {
      ...base,
      paths,
      components: {
        ...base.components,
        ...SHARED,
        schemas: { ...requests, ...answers, Problem: PROBLEM },
      },
    },
    notYet,
  };
};
