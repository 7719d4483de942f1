import { z } from 'zod'
import type { Actor } from '../../../platform/access.ts'
import { transact } from '../../../platform/command.ts'
import type { JobDefinition } from '../../../platform/jobs.ts'
import { ok, type Result, refuse } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { confirmRoster } from './confirm-import.ts'
import { openDraft, ownImport } from './draft.ts'
import { expireImports, setImportState } from './imports-store.ts'

/** Rosters that write more than this are imported beside the request, with a page that shows how far it is. */
const large = 1_000

const confirmName = 'directory.confirm-roster'
const confirmData = z.object({
  id: z.string(),
  actor: z.object({
    kind: z.enum(['person', 'program', 'system']),
    id: z.string(),
    name: z.string(),
    personId: z.string().nullable(),
    grants: z.array(z.object({ role: z.string(), scope: z.string(), permissions: z.array(z.string()) })),
  }),
})

/**
 * Imports a previewed roster: a small one at once, a large one as a job. Either way all or nothing, and once only.
 * Refuses what `confirmRoster` refuses.
 */
export async function startConfirm(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ id: string }>> {
  const own = await ownImport(services, actor, id)
  if (!own.ok) return own
  const { head } = own.value
  const { counts } = head
  const writes = counts ? counts.newPerson + counts.newAppointment + counts.changed : 0
  if (writes <= large || head.state !== 'preview') return confirmRoster(services, actor, id)
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  if (counts && counts.problem > 0) {
    return refuse({ kind: 'conflict', key: 'directory.roster.refusal.problemsLeft' })
  }
  return transact(services.db, async (tx) => {
    await setImportState(tx, head, 'confirming')
    await services.jobs.enqueue(tx, confirmName, { id, actor })
    return ok({ id })
  })
}

export const rosterJobs: readonly JobDefinition[] = [
  {
    name: confirmName,
    handler: async (services, data) => {
      const { id, actor } = confirmData.parse(data)
      const confirmed = await confirmRoster(services, actor, id)
      if (confirmed.ok) return
      const own = await ownImport(services, actor, id)
      // Refused: back to the preview, which was made anew and shows why.
      if (own.ok && own.value.head.state === 'confirming')
        await setImportState(services.db, own.value.head, 'preview')
    },
  },
  {
    name: 'directory.expire-rosters',
    cron: '17 * * * *',
    handler: async (services) => {
      await services.db.transaction().execute((tx) => expireImports(tx, services.clock.now()))
    },
  },
]
