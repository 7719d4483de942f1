/** What the environment says; see the README for each. */
export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  publicUrl: string
  examples: boolean
  role: 'all' | 'web' | 'worker'
  /** Signs sessions and codes. */
  secret: string
  /** Cells with fewer people are suppressed. */
  minCell: number
}
