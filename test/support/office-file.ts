import { zipSync } from 'fflate'

/** An archive with what an office program's file has in it by name, each part of one byte. */
export const officeFile = (name: string, ...more: string[]) =>
  zipSync(
    Object.fromEntries(['[Content_Types].xml', name, ...more].map((path) => [path, new Uint8Array([1])])),
  )
