import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { SelectField } from '../../../ui/index.ts'
import { type Venue, venueLetter } from '../../meetings/index.ts'

/** `A · Hotel Contoh` */
export const venueWords = ({ rank, name }: Pick<Venue, 'rank' | 'name'>) => `${venueLetter(rank)} · ${name}`

/** Which venue of the meeting. */
export const VenueField = ({
  field,
  venues,
}: {
  field: { t: Translator; typed: Typed; problems: readonly FieldProblem[] | undefined }
  venues: readonly Venue[]
}) => (
  <SelectField
    {...field}
    name="venue"
    label={field.t('doors.field.venue')}
    required
    options={venues.map((venue) => ({ value: venue.id, label: venueWords(venue) }))}
  />
)
