import { ExampleTag } from '../../../ui/index.ts'
import type { Reader } from './reader.ts'

/** A person's name as a link to the person; words instead where the data has been erased. */
export const PersonName = ({
  t,
  person,
}: Pick<Reader, 't'> & { person: { id: string; name: string; example: boolean } }) => (
  <>
    <a href={`/desk/people/${person.id}`}>{person.name === '' ? t('directory.unit.erased') : person.name}</a>
    {person.example && (
      <>
        {' '}
        <ExampleTag t={t} />
      </>
    )}
  </>
)
