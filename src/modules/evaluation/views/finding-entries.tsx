import { EntryList, ExampleTag } from '../../../ui/index.ts'
import type { UnitTree } from '../../directory/index.ts'
import type { Finding } from '../findings-read-model.ts'
import { KindTag, type Speech, stageText, votesText } from './words.tsx'

/** Findings of one class: what was found, from where, how it was voted on. */
export const FindingEntries = ({
  speech: { t },
  tree,
  findings,
  hrefOf,
}: {
  speech: Speech
  tree: UnitTree
  findings: readonly Finding[]
  hrefOf?: (finding: Finding) => string
}) => (
  <EntryList
    entries={findings.map((finding) => ({
      title: finding.words,
      href: hrefOf?.(finding),
      text: [
        finding.proposal && t('evaluation.proposalAs', { proposal: finding.proposal }),
        finding.unitId && (tree.byId(finding.unitId)?.shortName ?? finding.unitId),
        stageText(t, finding),
        votesText(t, finding),
      ]
        .filter(Boolean)
        .join(' · '),
      end: (
        <>
          <KindTag t={t} kind={finding.kind} /> {finding.example && <ExampleTag t={t} />}
        </>
      ),
    }))}
  />
)
