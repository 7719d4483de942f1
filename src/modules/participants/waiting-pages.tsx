import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { Notice, PostButton, Section } from '../../ui/index.ts'
import { hereIn, listPage, listPath, missingPage, reading } from './in-list.tsx'
import { participantsOf } from './participants-read-model.ts'
import { PeopleEntries } from './views/people-list.tsx'

/** Who waits for a place of the own unit, by unit, who has waited longest first. */
async function waitingPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, services } = c.var
  const { meeting, words, href, mayEdit } = here
  const people = await participantsOf(services.db, meeting, { states: ['waiting'] })
  const sorted = people.toSorted(
    (a, b) =>
      (a.unitId < b.unitId ? -1 : a.unitId > b.unitId ? 1 : 0) ||
      a.createdAt.getTime() - b.createdAt.getTime(),
  )
  return listPage(
    c,
    here,
    { tab: 'waiting', lead: t('participants.waiting.lead') },
    <Section>
      {sorted.length === 0 && <Notice>{t('participants.waiting.empty')}</Notice>}
      <PeopleEntries
        {...{ words, href }}
        people={sorted}
        end={(one) =>
          mayEdit && <PostButton action={href(`${one.id}/move-up`)} label={t('participants.moveUp')} />
        }
      />
    </Section>,
  )
}

export const waitingRoutes: readonly Route[] = [
  page('get', `${listPath}/waiting`, 'signed-in', reading(waitingPage)),
]
