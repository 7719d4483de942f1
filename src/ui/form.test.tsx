import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uiApp } from '../../test/support/ui.ts'
import { addMessages, translator } from '../platform/i18n/catalogue.ts'
import {
  CheckboxField,
  DateField,
  FieldGroup,
  Form,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from './index.ts'
import { messages } from './messages.ts'

addMessages(messages)
const t = translator('id')

describe('the error loop, on the living page', () => {
  let app: Awaited<ReturnType<typeof uiApp>>
  beforeAll(async () => {
    app = await uiApp()
  })
  afterAll(() => app.close())

  test('shows an empty form without a summary', async () => {
    const response = await app.get('/ui')
    expect(response.status).toBe(200)
    expect(await response.text()).not.toContain('id="problems"')
  })

  test('refuses with 422, leads from the summary to each field, and keeps what was typed', async () => {
    const response = await app.post('/ui', { name: '', phone: 'kosong', note: 'tetap <ada>', kind: 'hall' })
    const html = await response.text()
    expect(response.status).toBe(422)
    for (const name of ['name', 'phone', 'side']) {
      expect(html).toContain(`<a href="#field-${name}">`)
      expect(html).toContain(`id="field-${name}"`)
      expect(html).toContain(`id="problem-${name}"`)
    }
    expect(html).toContain('value="kosong"')
    expect(html).toContain('tetap &lt;ada&gt;</textarea>')
    expect(html).toContain('<option value="hall" selected="">')
  })

  test('accepts with 303', async () => {
    const response = await app.post('/ui', { name: 'Contoh', phone: '', kind: 'hall', side: 'one' })
    expect(response.status).toBe(303)
  })
})

describe('a form part', () => {
  const problems = [{ field: 'phone', key: 'ui.form.required' }]

  test('ties its control to its hint and its problem', () => {
    const html = String(
      <TextField t={t} name="phone" label="Telepon" hint="Dengan +62" problems={problems} />,
    )
    expect(html).toMatch(/<input[^>]+aria-describedby="hint-phone problem-phone"[^>]+aria-invalid="true"/)
    expect(html).toContain('<label for="field-phone">')
  })

  test('does not name a hint or a problem that is not there', () => {
    expect(String(<TextField t={t} name="phone" label="Telepon" />)).not.toMatch(
      /aria-describedby|aria-invalid/,
    )
  })

  test('says which parts may be left out', () => {
    expect(String(<DateField t={t} name="day" label="Hari" />)).toContain(t('ui.form.optional'))
    expect(String(<DateField t={t} name="day" label="Hari" required />)).not.toContain(t('ui.form.optional'))
  })

  test('shows hostile input as text', () => {
    const hostile = '"><script>alert(1)</script>'
    const typed = { a: hostile, b: hostile }
    const html = String(
      <>
        <TextField t={t} name="a" label={hostile} typed={typed} />
        <TextArea t={t} name="b" label="B" typed={typed} />
        <SelectField t={t} name="c" label="C" options={[{ value: hostile, label: hostile }]} />
      </>,
    )
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('""')
  })

  test('ticks what was ticked and chooses what was chosen', () => {
    const typed = { yes: 'on', side: 'two' }
    const options = ['one', 'two'].map((value) => ({ value, label: value }))
    expect(String(<CheckboxField t={t} name="yes" label="Ya" typed={typed} />)).toContain('checked')
    expect(String(<CheckboxField t={t} name="no" label="Tidak" typed={typed} />)).not.toContain('checked')
    expect(String(<RadioGroup t={t} name="side" label="Sisi" options={options} typed={typed} />)).toMatch(
      /value="two" checked/,
    )
  })
})

test('the summary names the field of each problem, in groups too', () => {
  const problems = [{ field: 'city', key: 'ui.form.required' }]
  const html = String(
    <Form t={t} action="/x" submit="Simpan" problems={problems}>
      <FieldGroup legend="Alamat">
        <TextField t={t} name="city" label="Kota" required problems={problems} />
      </FieldGroup>
    </Form>,
  )
  expect(html).toContain(`<a href="#field-city">Kota: ${t('ui.form.required')}</a>`)
})
