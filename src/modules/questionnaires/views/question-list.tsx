import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { ActionBar, type Column, DataTable, PostButton, Tag } from '../../../ui/index.ts'
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
  const placeOf = (question: Question) => questions.indexOf(question)
  const columns: Column<Question>[] = [
    {
      key: 'question',
      label: t('questionnaires.question.textId'),
      phone: 'title',
      cell: (question) => {
        const text = `${placeOf(question) + 1}. ${questionText(question, t.locale)}`
        return mayWrite ? <a href={`${base}/${question.id}`}>{text}</a> : text
      },
    },
    {
      key: 'kind',
      label: t('questionnaires.question.kind'),
      cell: (question) => (
        <>
          {describe(t, question)}{' '}
          {question.rightKey && <Tag tone="good">{t('questionnaires.knowledge')}</Tag>}{' '}
          {!question.isRequired && <Tag>{t('questionnaires.mayBeSkipped')}</Tag>}
        </>
      ),
    },
  ]
  if (mayWrite) {
    columns.push({
      key: 'order',
      label: t('questionnaires.question.order'),
      cell: (question) => (
        <ActionBar>
          {placeOf(question) > 0 && (
            <PostButton
              action={`${base}/${question.id}/move`}
              fields={{ to: 'up' }}
              label={t('questionnaires.question.up')}
            />
          )}
          {placeOf(question) < questions.length - 1 && (
            <PostButton
              action={`${base}/${question.id}/move`}
              fields={{ to: 'down' }}
              label={t('questionnaires.question.down')}
            />
          )}
          <PostButton action={`${base}/${question.id}/remove`} label={t('questionnaires.question.remove')} />
        </ActionBar>
      ),
    })
  }
  return (
    <DataTable
      t={t}
      caption={t('questionnaires.questions.title')}
      rows={questions}
      columns={columns}
      empty={null}
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
