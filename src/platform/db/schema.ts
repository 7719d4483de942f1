/**
 * The tables of the whole program as Kysely sees them.
 * Each module adds its own by declaration merging in its `tables.ts`; only that module writes them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the modules
export interface Schema {}
