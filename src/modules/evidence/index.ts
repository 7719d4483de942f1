/**
 * Evidence: what is known afterwards of everybody having been invited, sent and there, and what rests on it:
 * certificates, packs, expense sheet, report. Not for scans (doors), nor for who is invited (participants).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { addHeld, addMeetingSection } from '../meetings/index.ts'
import { addPersonalPart } from '../participants/index.ts'
import { certificateRoutes } from './certificate-pages.tsx'
import { certificatesRoutes } from './certificates-pages.tsx'
import { evidenceApi } from './evidence-api.ts'
import { fileRoutes } from './file-routes.ts'
import { heldByEvidence } from './held-by-evidence.ts'
import { messages } from './messages.ts'
import { overviewRoutes } from './overview-pages.tsx'
import { personRoutes } from './person-pages.tsx'
import { certificateLinks, personalCertificateRoutes } from './personal-certificate.ts'
import { personalSessions } from './personal-sessions.ts'
import { unitRoutes } from './unit-pages.tsx'
import { verifyRoutes } from './verify-pages.tsx'

addPersonalPart({ facts: personalSessions, links: certificateLinks })
addHeld('evidence', heldByEvidence)
addMeetingSection({
  label: 'evidence.section',
  under: 'evidence',
  permission: 'meetings.read',
  phase: 'after',
})

export const evidenceModule: Module = {
  name: 'evidence',
  messages,
  routes: () => [
    ...overviewRoutes,
    ...unitRoutes,
    ...personRoutes,
    // Fixed words before `:certificate`.
    ...certificatesRoutes,
    ...certificateRoutes,
    ...fileRoutes,
    ...verifyRoutes,
    ...personalCertificateRoutes,
    ...evidenceApi,
  ],
}
