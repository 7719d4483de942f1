import { Sketch } from './hll.ts'
import { SipHash } from './siphash.ts'
import { visitorHash } from './visitor.ts'

/** The stored form of a sketch of these visitors under a season's key: what an auditor who knows them all would get. */
export function sketchOfVisitors(
  key: Uint8Array,
  visitors: Iterable<{ address: string; agent: string }>,
): Uint8Array {
  const season = new SipHash(key)
  const sketch = new Sketch()
  for (const { address, agent } of visitors) sketch.add(...visitorHash(season, address, agent))
  return sketch.toBytes()
}

/** The union of stored sketches, as stored. */
export function uniteSketches(...sketches: readonly Uint8Array[]): Uint8Array {
  const whole = new Sketch()
  for (const bytes of sketches) whole.merge(Sketch.from(bytes))
  return whole.toBytes()
}
