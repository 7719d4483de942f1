import { z } from 'zod'
import { checkForm } from '../../platform/http/form.ts'
import { TextField } from '../../ui/index.ts'
import { type ClassGroup, classGroupsOf } from './classes-read-model.ts'
import { countOrNull, text, textOrNull } from './form-shapes.ts'
import { markOf } from './part-mark.ts'
import type { PartForm } from './part-pages.tsx'
import { removeGroup, saveGroup } from './save-group.ts'
import { inLanguage } from './views/words.ts'

const shape = z.object({ code: text, round: countOrNull, nameId: text, nameEn: textOrNull })

export const groupForm: PartForm<ClassGroup> = {
  under: 'groups',
  isAddedHere: true,
  section: { label: 'meetings.tab.classes', under: 'classes' },
  words: {
    add: 'meetings.group.add',
    change: 'meetings.group.change',
    remove: 'meetings.group.remove',
    removes: 'meetings.group.removes',
  },
  nameOf: ({ nameId, nameEn }, t) => inLanguage(t.locale, nameId, nameEn),
  find: async (db, meeting, id) => (await classGroupsOf(db, meeting)).find(({ code }) => code === id),
  begin: () => ({ round: '1' }),
  typedOf: ({ round, nameId, nameEn }) => ({ round: String(round), nameId, nameEn: nameEn ?? '' }),
  markOf,
  fields: async (_c, _here, group) => (state) => (
    <>
      {!group && (
        <TextField
          {...state}
          name="code"
          label={state.t('meetings.group.code')}
          hint={state.t('meetings.group.codeHint')}
          required
          width="medium"
          maxlength={20}
        />
      )}
      <TextField {...state} name="nameId" label={state.t('meetings.group.nameId')} required maxlength={200} />
      <TextField {...state} name="nameEn" label={state.t('meetings.group.nameEn')} maxlength={200} />
      <TextField
        {...state}
        name="round"
        label={state.t('meetings.group.round')}
        hint={state.t('meetings.group.roundHint')}
        required
        width="short"
        inputmode="numeric"
        maxlength={1}
      />
    </>
  ),
  save: async (services, actor, meeting, typed, existing) => {
    const checked = checkForm(shape, { ...typed, ...(existing ? { code: existing.part.code } : {}) })
    return checked.ok
      ? saveGroup(services, actor, meeting, checked.value, existing && { mark: existing.mark })
      : checked
  },
  remove: removeGroup,
}
