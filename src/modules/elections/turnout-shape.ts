import { z } from 'zod'
import type { UnitTree } from '../directory/index.ts'
import { choice, confidence, countOrNull, percentOrNull, scopeIn, text, textOrNull } from './form-shapes.ts'
import { denominatorKinds, turnoutAreas, turnoutMethods } from './tables.ts'

/** The columns of a record as they are typed in a form or stand in a file. */
export const turnoutShape = (tree: UnitTree) =>
  z.object({
    contest: text,
    scope: scopeIn(tree),
    area: choice(turnoutAreas),
    method: choice(turnoutMethods),
    areas: countOrNull,
    voted: countOrNull,
    dpt: countOrNull,
    dptb: countOrNull,
    dpk: countOrNull,
    denominator: countOrNull,
    denominatorKind: choice(denominatorKinds),
    statedPercent: percentOrNull,
    isApproximate: text.transform((typed) => typed !== '' && typed !== 'no'),
    targetPercent: percentOrNull,
    asOn: textOrNull,
    note: textOrNull,
    source: text,
    conf: confidence,
  })
