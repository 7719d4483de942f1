import en from './messages/en.json' with { type: 'json' }
import id from './messages/id.json' with { type: 'json' }

export const messages = { id, en: en satisfies Record<keyof typeof id, string> }

declare module '../../platform/i18n/catalogue.ts' {
  interface MessageKeys extends Record<keyof typeof id, true> {}
}
