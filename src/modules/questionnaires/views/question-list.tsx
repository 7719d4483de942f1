import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { EntryList, PostButton, Tag } from '../../../ui/index.ts'
import { highText, isOnScale, lowText, optionText, type Question, questionText } from '../question.ts'

/** The questions in their order, with the buttons that move, change and take out one. */
export function QuestionList({
  t,
  questions,
  base,
  mayWrite,
}: {
  t: Translator
  questions: readonly Question[]
  base: string
  mayWrite: boolean
}) {
  return (
    <EntryList
      entries={questions.map((question, at) => ({
        title: `${at + 1}. ${questionText(question, t.locale)}`,
        href: mayWrite ? `${base}/${question.id}` : undefined,
        text: (
          <>
            {describe(t, question)}{' '}
            {question.rightKey && <Tag tone="good">{t('questionnaires.knowledge')}</Tag>}{' '}
            {!question.isRequired && <Tag>{t('questionnaires.mayBeSkipped')}</Tag>}
          </>
        ),
        end: mayWrite && (
          <div class="actions">
            {at > 0 && (
              <PostButton
                action={`${base}/${question.id}/move`}
                fields={{ to: 'up' }}
                label={t('questionnaires.question.up')}
              />
            )}
            {at < questions.length - 1 && (
              <PostButton
                action={`${base}/${question.id}/move`}
                fields={{ to: 'down' }}
                label={t('questionnaires.question.down')}
              />
            )}
            <PostButton
              action={`${base}/${question.id}/remove`}
              label={t('questionnaires.question.remove')}
            />
          </div>
        ),
      }))}
    />
  )
}

/** The kind of a question with its choices and the ends of its scale. */
function describe(t: Translator, question: Question): string {
  const parts = [t(`questionnaires.kind.${question.kind}`)]
  if (isOnScale(question)) {
    parts.push(`1 ${lowText(question, t.locale)} – 5 ${highText(question, t.locale)}`)
  }
  if (question.options.length > 0) {
    parts.push(
      question.options
        .map(
          (option) =>
            `${optionText(option, t.locale)}${option.key === question.rightKey ? ` (${t('questionnaires.isRight')})` : ''}`,
        )
        .join('; '),
    )
  }
  return parts.join(' · ')
}
