// Every message stands in both languages, with the same parameters, and is used somewhere.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { root } from './ensure.mjs'

const read = (path) => readFileSync(join(root, path), 'utf8')
const sources = globSync(['src/**/*.{ts,tsx}', 'client/**/*.ts', 'bin/*.ts'], { cwd: root })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map(read)
const literals = new Set()
const prefixes = new Set()
for (const source of sources) {
  for (const [, key] of source.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/gi)) literals.add(key)
  // A key built at run time, such as `directory.level.${level}`, uses all keys that begin so.
  for (const [, prefix] of source.matchAll(/`([a-z][\w-]*(?:\.[\w-]+)*\.[\w-]*)\$\{/gi)) prefixes.add(prefix)
}

/** Names of what is put into a message; words within plural and select branches are no names. */
const named = (parts) =>
  parts.flatMap((part) => [
    ...(part.type === 0 || part.type === 7 ? [] : [part.value]),
    ...Object.values(part.options ?? {}).flatMap(({ value }) => named(value)),
    ...named(part.children ?? []),
  ])
const parameters = (text) => [...new Set(named(new IntlMessageFormat(text, 'en').getAst()))].sort().join()
/** The words of an audited action are used where something leaves that action in the trail. */
const isUsed = (key) =>
  key.startsWith('audit.')
    ? literals.has(key.slice('audit.'.length))
    : literals.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix))

let problems = 0
const report = (text) => {
  problems += 1
  console.error(`  ${text}`)
}

let count = 0
for (const path of globSync('src/**/messages/{id,*-id}.json', { cwd: root })) {
  const english = path.replace(/id\.json$/, 'en.json')
  if (!existsSync(join(root, english))) {
    report(`${english} is missing`)
    continue
  }
  const [id, en] = [JSON.parse(read(path)), JSON.parse(read(english))]
  for (const key of new Set([...Object.keys(id), ...Object.keys(en)])) {
    count += 1
    if (!(key in id)) report(`${key} has no Indonesian`)
    else if (!(key in en)) report(`${key} has no English`)
    else if (parameters(id[key]) !== parameters(en[key]))
      report(`${key} names other parameters in each language`)
    if (!isUsed(key)) report(`${key} is never used`)
  }
}
console.error(`  ${count} messages, ${problems} problems`)
process.exit(problems === 0 && count > 0 ? 0 : 1)
