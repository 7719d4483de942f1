import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Columns, Section } from '../../../ui/index.ts'
import { instant, roleName } from './words.tsx'

export interface PaperProps {
  t: Translator
  format: Formats
  unit: string
  paper: { name: string; role: string; code: string; url: string; qr: string; expiresAt: Date }
}

/** One invitation as it is cut out and handed over, or photographed and sent. */
export const Paper = ({ t, format, unit, paper }: PaperProps) => (
  <Section title={paper.name} lead={`${roleName(t, paper.role)} · ${unit}`}>
    <Columns split="even">
      <img src={paper.qr} width="180" height="180" alt={t('accounts.sheet.qrAlt', { name: paper.name })} />
      <div>
        <p>{t('accounts.sheet.how')}</p>
        <p>
          <strong>
            <code>{paper.code}</code>
          </strong>
        </p>
        <p class="break-anywhere">
          <code>{paper.url}</code>
        </p>
        <p class="hint">{t('accounts.sheet.until', { at: instant(format, paper.expiresAt) })}</p>
      </div>
    </Columns>
  </Section>
)
