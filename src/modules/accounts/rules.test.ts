import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, covers, may } from '../../platform/access.ts'
import { auditDiff } from './audit-diff.ts'
import { deviceOf } from './device.ts'
import { newInvitationCode, readCode, showCode } from './invitation-code.ts'
import { grantableRoles, mayGrant, mayManage } from './may-grant.ts'
import { narrowGrants } from './narrow-grants.ts'
import { allPermissions, permissionsOf, type Role, roles } from './roles.ts'
import { seal, unseal } from './seal.ts'
import { freeSignInName, signInNameOf, signInNamePattern } from './sign-in-name.ts'
import { newTotpSecret, stepOfCode, totpAddress } from './totp.ts'

const scopes = ['id', 'id.33', 'id.33.73', 'id.33.74', 'id.34', 'id.34.71']
const aScope = fc.constantFrom(...scopes)
const aRole = fc.constantFrom(...roles)
const aGrant = fc
  .record({ role: aRole, scope: aScope })
  .map((grant) => ({ ...grant, permissions: permissionsOf(grant.role) }))

const person = (...held: [Role, string][]): Actor => ({
  kind: 'person',
  id: 'a',
  name: 'Contoh',
  personId: null,
  grants: held.map(([role, scope]) => ({ role, scope, permissions: permissionsOf(role) })),
})

test('a sign-in name made from any name is one that may be used', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) =>
      signInNamePattern.test(signInNameOf(name)),
    ),
  )
  expect(signInNameOf('Siti Nurhaliza, S.Sos., M.Si.')).toBe('siti.nurhaliza')
  expect(signInNameOf('Müller')).toBe('muller')
  expect(signInNameOf('李')).toBe('akun.baru')
})

test('a taken sign-in name gets the next free number', () => {
  expect(freeSignInName('siti', new Set())).toBe('siti')
  expect(freeSignInName('siti', new Set(['siti', 'siti-2']))).toBe('siti-3')
})

test('a code is read back from every way people write it', () => {
  for (let n = 0; n < 200; n += 1) {
    const code = newInvitationCode()
    for (const written of [
      code,
      showCode(code),
      showCode(code).toLowerCase(),
      showCode(code).replaceAll('-', ' '),
    ]) {
      expect(readCode(written)).toBe(code)
    }
  }
  for (const wrong of ['', 'ABC', 'ABCD-EFGH-JKM0', 'welcome', 'ABCD-EFGH-JKMNP'])
    expect(readCode(wrong)).toBeNull()
})

test('what is sealed opens with the same secret and purpose only, and not when one bit is bent', () => {
  const sealed = seal('secret one', 'totp', 'the key')
  expect(unseal('secret one', 'totp', sealed)).toBe('the key')
  expect(unseal('secret two', 'totp', sealed)).toBeNull()
  expect(unseal('secret one', 'invitation', sealed)).toBeNull()
  const bytes = Buffer.from(sealed, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const bent = Buffer.from(bytes)
    bent[at] = (bent[at] ?? 0) ^ 1
    expect(unseal('secret one', 'totp', bent.toString('base64url'))).toBeNull()
  }
  expect(unseal('secret one', 'totp', '')).toBeNull()
})

// RFC 6238, appendix B, SHA-1; the last six of its eight digits are the six-digit code.
const vectors: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
]

test.each(vectors)('takes the code of RFC 6238 at %i seconds', async (seconds, code) => {
  const step = await stepOfCode('12345678901234567890', code.slice(2), new Date(seconds * 1000), 0)
  expect(step).toBe(Math.floor(seconds / 30))
})

test('takes the neighbouring steps, nothing further, and no step that was taken', async () => {
  const code = '287082'
  const secret = '12345678901234567890'
  const at = (seconds: number) => new Date(seconds * 1000)
  expect(await stepOfCode(secret, code, at(29), 0)).toBe(1)
  expect(await stepOfCode(secret, '287 082', at(89), 0)).toBe(1)
  expect(await stepOfCode(secret, code, at(90), 0)).toBeNull()
  expect(await stepOfCode(secret, code, at(59), 1)).toBeNull()
  for (const typed of ['', '28708', '2870823', 'abcdef', '-87082']) {
    expect(await stepOfCode(secret, typed, at(59), 0)).toBeNull()
  }
})

test('the QR holds the secret as authenticator apps read it', () => {
  const address = new URL(totpAddress('12345678901234567890', 'contoh.nasional'))
  expect(address.protocol).toBe('otpauth:')
  expect(address.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(address.searchParams.get('issuer')).toBe('Jangkau')
  expect(newTotpSecret()).not.toBe(newTotpSecret())
})

test('nobody gives a role outside the own scope, whatever roles he or she holds', () => {
  fc.assert(
    fc.property(fc.array(aGrant, { maxLength: 4 }), aRole, aScope, (grants, role, scope) => {
      const actor: Actor = { ...person(), grants }
      if (mayGrant(actor, role, scope)) expect(grants.some((grant) => covers(grant.scope, scope))).toBe(true)
    }),
  )
})

test('only an administrator gives permissions that he or she does not hold', () => {
  for (const own of roles.filter(
    (role) => role !== 'administrator' && role !== 'national' && role !== 'committee',
  )) {
    for (const role of grantableRoles(person([own, 'id']))) {
      expect(permissionsOf(own)).toEqual(expect.arrayContaining([...permissionsOf(role)]))
    }
  }
  expect(grantableRoles(person(['auditor', 'id']))).toEqual([])
  expect(grantableRoles(person(['volunteer', 'id.33.73']))).toEqual([])
  expect(grantableRoles(person(['administrator', 'id']))).toEqual(roles)
})

test('a district may not manage an account that holds a role of the province, even in its own unit', () => {
  const district = person(['district', 'id.33.73'])
  expect(mayManage(district, { scope: 'id.33.73', grants: [{ role: 'volunteer', scope: 'id.33.73' }] })).toBe(
    true,
  )
  expect(mayManage(district, { scope: 'id.33.73', grants: [{ role: 'district', scope: 'id.33' }] })).toBe(
    false,
  )
  expect(mayManage(district, { scope: 'id.33.73', grants: [{ role: 'auditor', scope: 'id.33.73' }] })).toBe(
    false,
  )
  expect(mayManage(district, { scope: 'id.33.74', grants: [] })).toBe(false)
})

test('a program gives a role only when its token was made for inviting', () => {
  const grant = { role: 'district', scope: 'id.33.73' }
  const program = (permissions: string[]): Actor => ({
    ...person(),
    kind: 'program',
    grants: [{ ...grant, permissions }],
  })
  expect(mayGrant(program(['accounts.read']), 'volunteer', 'id.33.73')).toBe(false)
  expect(mayGrant(program(['accounts.invite']), 'volunteer', 'id.33.73')).toBe(true)
})

test('a token never may more than its owner, nor more than it was made for', () => {
  const limit = fc.record({ scope: aScope, permissions: fc.subarray([...allPermissions] as string[]) })
  fc.assert(
    fc.property(
      fc.array(aGrant, { maxLength: 4 }),
      limit,
      aScope,
      fc.constantFrom(...allPermissions),
      (owned, made, scope, permission) => {
        const owner: Actor = { ...person(), grants: owned }
        const token: Actor = { ...person(), kind: 'program', grants: narrowGrants(owned, made) }
        const expected =
          may(owner, permission, scope) && made.permissions.includes(permission) && covers(made.scope, scope)
        expect(may(token, permission, scope)).toBe(expected)
      },
    ),
  )
})

test('before and after stand side by side, field by field', () => {
  expect(auditDiff({ role: 'district', until: null }, { role: 'province', days: [1, 2] })).toEqual([
    { name: 'role', before: 'district', after: 'province', changed: true },
    { name: 'days', before: null, after: '1, 2', changed: true },
  ])
  expect(auditDiff(null, null)).toEqual([])
  expect(auditDiff({ a: { b: 1 } }, { a: { b: 1 } })).toEqual([
    { name: 'a', before: '{"b":1}', after: '{"b":1}', changed: false },
  ])
  expect(auditDiff('x', 'y')).toEqual([{ name: '', before: 'x', after: 'y', changed: true }])
})

test('a device is known by its browser and system', () => {
  const android =
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36'
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
  expect(deviceOf(android)).toBe('Chrome, Android')
  expect(deviceOf(phone)).toBe('Safari, iOS')
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0')).toBe(
    'Firefox, Windows',
  )
  expect(deviceOf(null)).toBeNull()
})
