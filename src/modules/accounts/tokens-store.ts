import type { Db } from '../../platform/db/database.ts'

/** Notes that a token was used, at most once a minute: a busy program must not write on every read. */
export async function noteTokenUse(
  db: Db,
  token: { id: string; lastUsedAt: Date | null },
  now: Date,
): Promise<void> {
  if (token.lastUsedAt && now.getTime() - token.lastUsedAt.getTime() < 60_000) return
  await db.updateTable('account_token').set({ last_used_at: now }).where('id', '=', token.id).execute()
}
