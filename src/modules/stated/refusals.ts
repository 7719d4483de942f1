import { type Refusal, refuse } from '../../platform/result.ts'

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })

/** One field is wrong: the sentence stands at the field and above the form. */
export const refuseField = (field: string, key: string, params?: Refusal['params']) =>
  refuse({ kind: 'invalid', key, params, fields: [{ field, key, params }] })
