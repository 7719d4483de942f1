import { exportBytes } from '../../platform/export.ts'
import { translateKey, translator } from '../../platform/i18n/catalogue.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { type Unit, unitOfParam, unitTree } from '../directory/index.ts'
import { spokenLinks } from './link-words.ts'
import { linksTable } from './links-export.ts'
import { linksOf } from './links-read-model.ts'
import { mintLinks } from './mint-links.ts'
import { noticeJson } from './publications-api.ts'
import { noticesIn } from './publications-read-model.ts'

const json: [string, string] = ['--json', 'one JSON document']
const ofUnit: [string, string] = [
  '--unit <code>',
  'which unit, with those under it; the whole country when left out',
]
const inEnglish = translator('en')

const textOf = (option: string | boolean | undefined) => (typeof option === 'string' ? option : undefined)
const listOf = (option: string | boolean | undefined) => (textOf(option) ?? '').split(',').filter(Boolean)

/** The unit that was named, or the root; undefined after saying that there is none. */
async function unitIn(services: Services, { options, err }: CliInput): Promise<Unit | undefined> {
  const tree = await unitTree(services)
  const asked = textOf(options.unit)
  const unit = asked === undefined ? tree.root : unitOfParam(tree, asked)
  if (!unit) err(`There is no unit ${asked}.`)
  return unit
}

const listPublications: CliCommand = {
  name: 'publications list',
  summary: 'Notices with their state, the latest change first',
  options: [ofUnit, json],
  run: async (services, input) => {
    const unit = await unitIn(services, input)
    if (!unit) return 1
    const tree = await unitTree(services)
    const notices = (await noticesIn(services.db, { scope: unit.id, limit: 1000 })).map((notice) =>
      noticeJson(tree, services.config.publicUrl, notice),
    )
    if (input.options.json) input.out(JSON.stringify(notices))
    else for (const one of notices) input.out(`${one.unit}\t${one.state}\t${one.address}\t${one.title.id}`)
    return 0
  },
}

const listLinks: CliCommand = {
  name: 'links list',
  summary: 'Living tracked links with their addresses',
  options: [
    ofUnit,
    ['--election <id>', 'of one election'],
    ['--base <code>', 'of one base'],
    ['--channel <code>', 'of one channel'],
    ['--csv', 'a csv file with a heading'],
    json,
  ],
  run: async (services, input) => {
    const unit = await unitIn(services, input)
    if (!unit) return 1
    const { options, out } = input
    const links = await linksOf(services.db, {
      scope: unit.id,
      electionId: textOf(options.election),
      base: textOf(options.base),
      channel: textOf(options.channel),
      limit: 100_000,
    })
    const spoken = await spokenLinks(services, inEnglish, links)
    if (options.json || options.csv) {
      const bytes = await exportBytes(linksTable(inEnglish, spoken), options.json ? 'json' : 'csv')
      out(new TextDecoder().decode(bytes).trimEnd())
    } else {
      for (const link of spoken)
        out(`${link.short}\t${link.unitName}\t${link.base}\t${link.channel}\t${link.volunteer ?? '-'}`)
    }
    return 0
  },
}

const mint: CliCommand = {
  name: 'links mint',
  summary: 'Mint a link for each base, channel and volunteer; asking again gives the same links',
  options: [
    ['--unit <code>', 'whose open programme'],
    ['--election <id>', 'for which election'],
    ['--base <codes>', 'bases, parted by commas'],
    ['--channel <codes>', 'channels, parted by commas'],
    ['--publication <id>', 'a public notice; the unit’s page when left out'],
    ['--shared', 'one link for all instead of one for each volunteer'],
    json,
  ],
  run: async (services, input) => {
    const { actor, options, out, err } = input
    const unit = await unitIn(services, input)
    if (!unit) return 1
    const result = await mintLinks(services, actor, {
      workUnitId: unit.id,
      electionId: textOf(options.election) ?? '',
      bases: listOf(options.base),
      channels: listOf(options.channel),
      publicationId: textOf(options.publication) ?? null,
      perVolunteer: options.shared !== true,
    })
    if (!result.ok) {
      for (const { key, params } of result.refusal.fields ?? [result.refusal])
        err(translateKey('en', key, params))
      return 1
    }
    const { minted, known } = result.value
    if (options.json)
      out(
        JSON.stringify({
          minted: minted.length,
          known: known.length,
          codes: [...minted, ...known].map(({ code }) => code),
        }),
      )
    else out(`${minted.length} links minted, ${known.length} were there already.`)
    return 0
  },
}

export const publicationsCli: readonly CliCommand[] = [listPublications, listLinks, mint]
