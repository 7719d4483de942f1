import type { Typed } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  ConfirmForm,
  EmptyState,
  EntryList,
  FileField,
  Form,
  LinkButton,
  Section,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { classesOf, type MeetingClass } from './classes-read-model.ts'
import { materialWords, sendMaterial } from './material-file.ts'
import { largestMaterial } from './material-kind.ts'
import { materialFile, materialsOf } from './materials-read-model.ts'
import { meetingHref } from './meeting-in-path.ts'
import { aboutMeeting, type MeetingHere, meetingsPath, missingPage, renderMeeting } from './meeting-page.tsx'
import { DoneNotice } from './part-pages.tsx'
import { addMaterial, removeMaterial } from './save-material.ts'
import { inLanguage } from './views/words.ts'

/** The class in the path, null where it is about the whole meeting; undefined where there is no such class. */
const classInPath = async (
  c: RequestContext,
  { meeting }: MeetingHere,
): Promise<MeetingClass | null | undefined> => {
  const asked = c.req.param('class')
  if (asked === undefined) return null
  return (await classesOf(c.var.services.db, meeting)).find(({ id }) => id === asked)
}

const listHref = ({ meeting }: MeetingHere, classId: string | null) =>
  meetingHref(meeting, classId === null ? 'materials' : `classes/${classId}/materials`)

async function show(
  c: RequestContext,
  here: MeetingHere,
  of: MeetingClass | null,
  typed: Typed,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t, services } = c.var
  const { meeting, rights } = here
  const state = { t, typed, problems }
  const materials = (await materialsOf(services.db, meeting)).filter(
    ({ classId }) => classId === (of?.id ?? null),
  )
  const mayChange = meeting.state !== 'closed' && rights.may('meetings.change', of?.venueId)
  return renderMeeting(
    c,
    here,
    {
      title: of ? t('meetings.materials.of', { code: of.code }) : t('meetings.materials.ofAll'),
      lead: of ? inLanguage(t.locale, of.topicId, of.topicEn) : t('meetings.materials.ofAllLead'),
      back: { label: t('meetings.tab.classes'), under: 'classes' },
      status: problems ? 422 : 200,
    },
    <>
      <DoneNotice c={c} />
      <Section title={t('meetings.materials.title')}>
        {materials.length === 0 ? (
          <EmptyState title={t('meetings.materials.empty')}>{t('meetings.materials.emptyDo')}</EmptyState>
        ) : (
          <EntryList
            entries={materials.map((material) => ({
              title: material.title,
              href: material.url ?? meetingHref(meeting, `materials/${material.id}`),
              text: <Tag>{materialWords(c.var, material)}</Tag>,
              end: mayChange && (
                <LinkButton href={meetingHref(meeting, `materials/${material.id}/remove`)}>
                  {t('meetings.materials.remove')}
                </LinkButton>
              ),
            }))}
          />
        )}
      </Section>
      {mayChange && (
        <Section title={t('meetings.materials.add')}>
          <Form
            t={t}
            action={listHref(here, of?.id ?? null)}
            problems={problems}
            submit={t('meetings.materials.add')}
            enctype="multipart/form-data"
          >
            <TextField
              {...state}
              name="title"
              label={t('meetings.materials.name')}
              required
              maxlength={200}
            />
            <TextField
              {...state}
              name="url"
              label={t('meetings.materials.url')}
              hint={t('meetings.materials.urlHint')}
              type="url"
              maxlength={2000}
            />
            <FileField
              {...state}
              name="file"
              label={t('meetings.materials.file')}
              hint={t('meetings.materials.fileHint')}
              accept=".pdf,.docx,.pptx,.xlsx"
            />
          </Form>
        </Section>
      )}
    </>,
  )
}

const list = aboutMeeting('meetings.read', async (c, here) => {
  const of = await classInPath(c, here)
  return of === undefined ? missingPage(c) : show(c, here, of, {})
})

const add = aboutMeeting('meetings.change', async (c, here) => {
  const of = await classInPath(c, here)
  if (of === undefined) return missingPage(c)
  const { title, url, file } = await c.req.parseBody()
  const typed = {
    title: typeof title === 'string' ? title.trim() : '',
    url: typeof url === 'string' ? url.trim() : '',
  }
  const input = {
    classId: of?.id ?? null,
    title: typed.title,
    url: typed.url || null,
    file: file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null,
  }
  return answerForm(c, await addMaterial(c.var.services, here.actor, here.meeting, input), {
    to: () => `${listHref(here, of?.id ?? null)}?done=saved`,
    again: (problems) => show(c, here, of, typed, problems),
  })
})

const download = aboutMeeting('meetings.read', async (c, { meeting }) => {
  const file = await materialFile(c.var.services.db, meeting, c.req.param('material') ?? '')
  return file ? sendMaterial(c, file) : missingPage(c)
})

const materialInPath = async (c: RequestContext, { meeting }: MeetingHere) =>
  (await materialsOf(c.var.services.db, meeting)).find(({ id }) => id === c.req.param('material'))

const ask = aboutMeeting('meetings.change', async (c, here) => {
  const { t } = c.var
  const material = await materialInPath(c, here)
  if (!material) return missingPage(c)
  return renderMeeting(
    c,
    here,
    { title: t('meetings.materials.remove'), back: { label: t('meetings.tab.classes'), under: 'classes' } },
    <ConfirmForm
      t={t}
      tone="bad"
      action={meetingHref(here.meeting, `materials/${material.id}/remove`)}
      title={t('meetings.form.removeAsk', { name: material.title })}
      body={t('meetings.materials.removes')}
      confirm={t('meetings.materials.remove')}
      cancelHref={listHref(here, material.classId)}
    />,
  )
})

const remove = aboutMeeting('meetings.change', async (c, here) => {
  const id = c.req.param('material') ?? ''
  return answerForm(c, await removeMaterial(c.var.services, here.actor, here.meeting, id), {
    to: ({ classId }) => `${listHref(here, classId)}?done=removed`,
    again: () => missingPage(c),
  })
})

const one = `${meetingsPath}/:unit/:meeting`

/** What classes and the whole meeting work with: listed, added, downloaded, removed. */
export const materialRoutes: readonly Route[] = [
  page('get', `${one}/classes/:class/materials`, 'signed-in', list),
  // The file and what a form wraps around it.
  page('post', `${one}/classes/:class/materials`, 'signed-in', add, { maxBytes: largestMaterial + 65_536 }),
  page('get', `${one}/materials`, 'signed-in', list),
  page('post', `${one}/materials`, 'signed-in', add, { maxBytes: largestMaterial + 65_536 }),
  page('get', `${one}/materials/:material`, 'signed-in', download),
  page('get', `${one}/materials/:material/remove`, 'signed-in', ask),
  page('post', `${one}/materials/:material/remove`, 'signed-in', remove),
]
