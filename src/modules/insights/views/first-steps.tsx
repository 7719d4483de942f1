import { LinkButton, Section, Steps } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { steps } from '../own-work.ts'
import type { View } from '../view.ts'
import type { Reader } from '../words.ts'

/** A scope in which nobody has opened a programme: what the loop is and how it begins. */
export const FirstSteps = ({
  reader: { t },
  view,
  mayAct,
}: {
  reader: Reader
  view: View
  mayAct: boolean
}) => (
  <Section id="first" tone="ink" title={t('insights.first.title')} lead={t('insights.first.text')}>
    <Steps items={steps.map((step) => t(`insights.step.${step}.name`))} current={0} />
    {mayAct && (
      <p class="actions">
        <LinkButton
          tone="main"
          href={`/desk/outreach?${new URLSearchParams({ unit: unitParam(view.question.unit), election: view.question.election.id })}`}
        >
          {t('insights.first.programmes')}
        </LinkButton>
        <LinkButton href="/desk/accounts">{t('insights.first.invite')}</LinkButton>
      </p>
    )}
  </Section>
)
