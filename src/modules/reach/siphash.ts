/**
 * SipHash-2-4: a keyed hash of 64 bits that cannot be told from random without its key of 128 bits.
 * Source: Aumasson and Bernstein, SipHash: a fast short-input PRF, 2012. Written on 32-bit halves because node's own
 * HMAC costs more than answering the request.
 */
export class SipHash {
  readonly #key: readonly [number, number, number, number]

  /** @param key its first 16 bytes are used */
  constructor(key: Uint8Array) {
    if (key.length < 16) throw new Error('SipHash needs a key of 16 bytes.')
    const view = new DataView(key.buffer, key.byteOffset)
    this.#key = [0, 4, 8, 12].map((at) => view.getUint32(at, true)) as [number, number, number, number]
  }

  /** Of a text, one byte a sign (headers and addresses are Latin-1; what is beyond keeps its lowest byte). */
  hash(text: string): [high: number, low: number] {
    const [k0l, k0h, k1l, k1h] = this.#key
    const v: State = [
      k0l ^ 0x70736575,
      k0h ^ 0x736f6d65,
      k1l ^ 0x6e646f6d,
      k1h ^ 0x646f7261,
      k0l ^ 0x6e657261,
      k0h ^ 0x6c796765,
      k1l ^ 0x79746573,
      k1h ^ 0x74656462,
    ]
    const whole = text.length - (text.length % 8)
    for (let at = 0; at < whole; at += 8) compress(v, wordAt(text, at), wordAt(text, at + 4))
    compress(v, wordAt(text, whole), wordAt(text, whole + 4) | (text.length << 24))
    v[4] ^= 0xff
    for (let n = 0; n < 4; n += 1) round(v)
    return [(v[1] ^ v[3] ^ v[5] ^ v[7]) >>> 0, (v[0] ^ v[2] ^ v[4] ^ v[6]) >>> 0]
  }
}

/** Four words of 64 bits, each as its low and high half. */
type State = [number, number, number, number, number, number, number, number]

/** Four bytes from `at`, the first the lowest; zero beyond the end. */
function wordAt(text: string, at: number): number {
  let word = 0
  const until = Math.min(text.length, at + 4)
  for (let sign = at; sign < until; sign += 1) word |= (text.charCodeAt(sign) & 0xff) << ((sign - at) * 8)
  return word
}

function compress(v: State, low: number, high: number): void {
  v[6] ^= low
  v[7] ^= high
  round(v)
  round(v)
  v[0] ^= low
  v[1] ^= high
}

function round(v: State): void {
  let [al, ah, bl, bh, cl, ch, dl, dh] = v
  let low = (al >>> 0) + (bl >>> 0)
  ah = (ah + bh + (low > 0xffffffff ? 1 : 0)) | 0
  al = low | 0
  low = (cl >>> 0) + (dl >>> 0)
  ch = (ch + dh + (low > 0xffffffff ? 1 : 0)) | 0
  cl = low | 0
  let next = (bl << 13) | (bh >>> 19)
  bh = (bh << 13) | (bl >>> 19)
  bl = next ^ al
  bh ^= ah
  next = (dl << 16) | (dh >>> 16)
  dh = (dh << 16) | (dl >>> 16)
  dl = next ^ cl
  dh ^= ch
  next = al
  al = ah
  ah = next
  low = (cl >>> 0) + (bl >>> 0)
  ch = (ch + bh + (low > 0xffffffff ? 1 : 0)) | 0
  cl = low | 0
  low = (al >>> 0) + (dl >>> 0)
  ah = (ah + dh + (low > 0xffffffff ? 1 : 0)) | 0
  al = low | 0
  next = (bl << 17) | (bh >>> 15)
  bh = (bh << 17) | (bl >>> 15)
  bl = next ^ cl
  bh ^= ch
  next = (dl << 21) | (dh >>> 11)
  dh = (dh << 21) | (dl >>> 11)
  dl = next ^ al
  dh ^= ah
  v[0] = al
  v[1] = ah
  v[2] = bl
  v[3] = bh
  v[4] = ch
  v[5] = cl
  v[6] = dl
  v[7] = dh
}
