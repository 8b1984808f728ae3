export { childIndexService } from './child-index.module.js';
