import { expect, test } from 'vitest'
import { ConfigProblem, readConfig } from './config.ts'

test('an empty environment serves on 3000 from ./.data with examples', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    databaseUrl: null,
    publicUrl: 'http://localhost:3000',
    examples: true,
    role: 'all',
    trustProxy: false,
  })
  expect(readConfig({}).dataDir).toMatch(/\/\.data$/)
})

test('the public address loses its last slash', () => {
  expect(readConfig({ PUBLIC_URL: 'https://jangkau.example/' }).publicUrl).toBe('https://jangkau.example')
})

test.each([
  [{ PORT: 'three' }, 'PORT must be a whole number'],
  [{ PORT: '70000' }, 'PORT must be a whole number'],
  [{ PUBLIC_URL: 'jangkau.example' }, 'PUBLIC_URL must be an address'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be an address'],
  [{ ROLE: 'boss', DATABASE_URL: 'postgres://x' }, 'ROLE must be'],
  [{ ROLE: 'worker' }, 'needs DATABASE_URL'],
  [{ MIN_CELL: '1' }, 'MIN_CELL must be'],
  [{ TLS_CERT: 'a.pem' }, 'TLS_CERT and TLS_KEY belong together'],
  [{ ROLE: 'relay', RELAY_CODE: 'x' }, 'needs UPSTREAM'],
  [{ ROLE: 'relay', UPSTREAM: 'https://jangkau.example' }, 'RELAY_CODE'],
  [{ ROLE: 'relay', RELAY_CODE: 'x', UPSTREAM: 'http://jangkau.example' }, 'UPSTREAM must begin with https'],
  [{ ROLE: 'relay', DATABASE_URL: 'postgres://x' }, 'leave DATABASE_URL away'],
])('%j is refused with a sentence', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(ConfigProblem)
  expect(() => readConfig(environment)).toThrow(sentence)
})
