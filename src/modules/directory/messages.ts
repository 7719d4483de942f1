import en from './messages/en.json' with { type: 'json' }
import id from './messages/id.json' with { type: 'json' }
import rosterEn from './messages/roster-en.json' with { type: 'json' }
import rosterId from './messages/roster-id.json' with { type: 'json' }

export const messages = {
  id: { ...id, ...rosterId },
  en: {
    ...(en satisfies Record<keyof typeof id, string>),
    ...(rosterEn satisfies Record<keyof typeof rosterId, string>),
  },
}

declare module '../../platform/i18n/catalogue.ts' {
  interface MessageKeys extends Record<keyof typeof id, true>, Record<keyof typeof rosterId, true> {}
}
