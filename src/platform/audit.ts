import type { Actor } from './access.ts'
import type { Db } from './db/database.ts'
import type { MessageKey } from './i18n/catalogue.ts'
import { newId } from './ids.ts'

declare module './db/schema.ts' {
  interface Schema {
    audit_entry: {
      scope: string
      id: string
      at: Date
      actor_kind: string
      actor_id: string
      actor_name: string
      action: string
      subject: string
      before: string | null
      after: string | null
    }
  }
}

type ActionIn<Key> = Key extends `audit.${infer Action}` ? Action : never
/** `module.verb`, for example `publications.publish`; each has its words at `audit.module.verb`. */
export type AuditAction = ActionIn<MessageKey>

export interface AuditEvent {
  action: AuditAction
  /** What was changed: `notice 0190...`. */
  subject: string
  /** Where in the tree; decides which auditors see it. */
  scope: string
  before?: unknown
  after?: unknown
}

/** Leaves who did what, when, before and after; in the transaction of the change itself. */
export async function audit(tx: Db, actor: Actor, event: AuditEvent, at = new Date()): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await tx
    .insertInto('audit_entry')
    .values({
      scope: event.scope,
      id: newId(at.getTime()),
      at,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action: event.action,
      subject: event.subject,
      before: json(event.before),
      after: json(event.after),
    })
    .execute()
}
