import { FilterForm, SelectField } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { nameIn } from '../../elections/index.ts'
import { baseName } from '../../outreach/index.ts'
import { channelName } from '../../publications/index.ts'
import type { View } from '../view.ts'
import type { Reader } from '../words.ts'

/** Election, base, channel and measure; asks with GET so that every answer has an address to hand on. */
export function OverviewFilter({ reader: { t }, view }: { reader: Reader; view: View }) {
  const { question, measure } = view
  const typed = {
    election: question.election.id,
    base: question.base?.code ?? '',
    channel: question.channel?.code ?? '',
    measure,
  }
  const field = { t, typed, required: true }
  return (
    <FilterForm
      t={t}
      action="/desk"
      submit={t('insights.filter.show')}
      hidden={{ unit: unitParam(question.unit) }}
    >
      <SelectField
        {...field}
        name="election"
        label={t('insights.filter.election')}
        options={view.elections.map((election) => ({
          value: election.id,
          label: nameIn(t.locale, election),
        }))}
      />
      <SelectField
        {...field}
        name="base"
        label={t('insights.filter.base')}
        options={[
          { value: '', label: t('insights.filter.allBases') },
          ...view.bases.map((base) => ({ value: base.code, label: baseName(base, t.locale) })),
        ]}
      />
      <SelectField
        {...field}
        name="channel"
        label={t('insights.filter.channel')}
        options={[
          { value: '', label: t('insights.filter.allChannels') },
          ...view.channels.map((channel) => ({ value: channel.code, label: channelName(channel, t.locale) })),
        ]}
      />
      <SelectField
        {...field}
        name="measure"
        label={t('insights.filter.measure')}
        options={[
          { value: 'delivered', label: t('insights.measure.delivered') },
          { value: 'engaged', label: t('insights.measure.engaged') },
        ]}
      />
    </FilterForm>
  )
}
