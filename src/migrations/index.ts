// Every migration, in the order they run. A name never changes once it has landed.
import * as platformAudit from './20260101T0000_platform_audit.ts'
import * as platformInstallation from './20260101T0001_platform_installation.ts'

export const migrations = {
  '20260101T0000_platform_audit': platformAudit,
  '20260101T0001_platform_installation': platformInstallation,
}
