/**
 * What each role may do, and whom it may appoint. One table; the default is no.
 * A role says what, a grant says where: `province` granted for `id.33` reaches `id.33` and its districts.
 */
const reading = [
  'directory.read',
  'elections.read',
  'outreach.read',
  'publications.read',
  'links.read',
  'reach.read',
  'insights.read',
  'meetings.read',
] as const

const desk = [
  ...reading,
  'directory.change',
  'directory.import',
  'outreach.change',
  'publications.write',
  'publications.publish',
  'links.mint',
  'stated.change',
  'accounts.read',
  'accounts.invite',
  'meetings.change',
  'meetings.attend',
  'meetings.door',
] as const

export const rolePermissions = {
  national: [...desk, 'elections.change', 'reach.erase'],
  province: [...desk, 'elections.change'],
  district: desk,
  volunteer: ['publications.read', 'links.read'],
  committee: [
    'directory.read',
    'elections.read',
    'insights.read',
    'accounts.read',
    'accounts.invite',
    'meetings.read',
    'meetings.change',
    'meetings.door',
  ],
  steward: ['directory.read', 'meetings.door'],
  auditor: [...reading, 'accounts.read', 'audit.read'],
  // Runs the installation: people, roles and the trail they leave, not the outreach itself.
  administrator: [
    'directory.read',
    'directory.change',
    'directory.import',
    'elections.read',
    'accounts.read',
    'accounts.invite',
    'audit.read',
  ],
} as const satisfies Record<string, readonly string[]>

export type Role = keyof typeof rolePermissions

export const roles = Object.keys(rolePermissions) as Role[]

/**
 * The roles a role may give to others, within its own scope. Nobody hands out more than he or she holds, but for
 * the administrator, whose work it is. The auditor appoints nobody: who watches does not choose the watched.
 */
export const mayAppoint: Record<Role, readonly Role[]> = {
  national: ['national', 'province', 'district', 'volunteer', 'steward', 'committee'],
  province: ['province', 'district', 'volunteer', 'steward'],
  district: ['district', 'volunteer', 'steward'],
  volunteer: [],
  committee: ['steward'],
  steward: [],
  auditor: [],
  administrator: roles,
}

export const isRole = (role: string): role is Role => role in rolePermissions

/** Permissions of a role; a role that is no longer in the table holds none. */
export const permissionsOf = (role: string): readonly string[] => (isRole(role) ? rolePermissions[role] : [])

export type Permission = (typeof rolePermissions)[Role][number]

/** Every permission there is, each once. */
export const allPermissions = [
  ...new Set(roles.flatMap((role): readonly Permission[] => rolePermissions[role])),
]
