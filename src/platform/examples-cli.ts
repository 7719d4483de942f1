import { allowExamples, loadExamples, removeExamples } from './first-load.ts'
import { noted } from './installation.ts'
import type { CliCommand, Module } from './module.ts'

/** `jangkau examples add | remove | status`, over the examples of all modules. */
export const examplesCommands = (modules: readonly Module[]): CliCommand[] => [
  {
    name: 'examples status',
    summary: 'Say whether examples are in',
    run: async (services, { out, options }) => {
      const state = (await noted(services.db, 'examples')) ?? 'none'
      out(options.json ? JSON.stringify({ examples: state }) : `Examples: ${state}`)
      return 0
    },
  },
  {
    name: 'examples remove',
    summary: 'Take out everything that is an example: people, programmes, hits, accounts',
    run: async (services, { out, err }) => {
      if ((await noted(services.db, 'examples')) !== 'loaded') {
        err('There are no examples to remove.')
        return 1
      }
      await removeExamples(services, modules, out)
      out('The examples are gone. `jangkau examples add` brings them back.')
      return 0
    },
  },
  {
    name: 'examples add',
    summary: 'Add the examples again after they were removed',
    run: async (services, { out, err }) => {
      if ((await noted(services.db, 'examples')) === 'loaded') {
        err('The examples are already in.')
        return 1
      }
      await allowExamples(services.db)
      await loadExamples(services, modules, out)
      return 0
    },
  },
]
