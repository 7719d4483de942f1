import { expect, test } from 'vitest'
import { classify } from './classify.ts'

// Who is who stands in the catalogue (catalogue.test.ts); here is what outweighs what.

const person = {
  method: 'GET',
  agent:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36',
  purpose: '',
  isSignedIn: false,
  network: null,
}

test('a browser of nobody in particular is a person', () => {
  expect(classify(person)).toBe('person')
})

test('HEAD outweighs everything, a purpose what follows, then who is signed in, the network and the agent', () => {
  const all = {
    method: 'HEAD',
    agent: 'curl/8.5.0',
    purpose: 'prefetch',
    isSignedIn: true,
    network: 'scanner',
  } as const
  expect(classify(all)).toBe('head')
  expect(classify({ ...all, method: 'GET' })).toBe('prefetch')
  expect(classify({ ...all, method: 'GET', purpose: '' })).toBe('staff')
  expect(classify({ ...all, method: 'GET', purpose: '', isSignedIn: false })).toBe('scanner')
  expect(classify({ ...all, method: 'GET', purpose: '', isSignedIn: false, network: null })).toBe('bot')
})

test('a purpose that is none changes nothing', () => {
  expect(classify({ ...person, purpose: 'navigation' })).toBe('person')
})
