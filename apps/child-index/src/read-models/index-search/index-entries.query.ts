/** The rows by which children are found. */
export const INDEX_ENTRIES = 'index_entries_v1';
