import { type Kysely, sql } from 'kysely'

/** Questionnaires of a class or of a whole meeting, and what was answered. */
export async function up(db: Kysely<unknown>) {
  const part = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade`
  const ofQuestionnaire = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      questionnaire_id uuid not null,
      foreign key (work_unit_id, meeting_id, questionnaire_id)
        references questionnaire (work_unit_id, meeting_id, id) on delete cascade`
  const moment = sql`moment text not null check (moment in ('once', 'before', 'after'))`
  await sql`
    create table questionnaire (
      ${part},
      id uuid not null,
      -- Null: for everybody at the meeting. No cascade: a class that was asked something is not removed.
      class_id uuid,
      title_id text not null,
      title_en text,
      is_anonymous boolean not null,
      is_paired boolean not null,
      version int not null default 1,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id),
      foreign key (work_unit_id, meeting_id, class_id)
        references meeting_class (work_unit_id, meeting_id, id)
    )`.execute(db)
  await sql`
    create table questionnaire_moment (
      ${ofQuestionnaire},
      ${moment},
      opened_at timestamptz not null,
      closed_at timestamptz,
      primary key (work_unit_id, meeting_id, questionnaire_id, moment)
    )`.execute(db)
  // One moment is open at a time.
  await sql`
    create unique index questionnaire_moment_open
      on questionnaire_moment (work_unit_id, meeting_id, questionnaire_id) where closed_at is null`.execute(
    db,
  )
  await sql`
    create table questionnaire_question (
      ${ofQuestionnaire},
      id uuid not null,
      rank int not null,
      kind text not null check (kind in ('scale', 'one', 'several', 'open', 'matrix')),
      text_id text not null,
      text_en text,
      -- Words at the ends of the scale, for scale and matrix.
      low_id text,
      low_en text,
      high_id text,
      high_en text,
      -- Choices, or the statements of a matrix: [{ key, id, en }].
      options jsonb not null default '[]',
      -- The right one, where a question asks what somebody knows.
      right_key text,
      is_required boolean not null default true,
      primary key (work_unit_id, meeting_id, questionnaire_id, id),
      check (right_key is null or kind = 'one')
    )`.execute(db)
  await sql`
    create table named_answer (
      ${ofQuestionnaire},
      ${moment},
      participant_id uuid not null,
      question_id uuid not null,
      choices text[] not null default '{}',
      words text,
      answered_at timestamptz not null,
      primary key (work_unit_id, meeting_id, questionnaire_id, moment, participant_id, question_id),
      foreign key (work_unit_id, meeting_id, participant_id)
        references participant (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  // That somebody answered: what the secret makes of who it was, so that nobody answers twice.
  await sql`
    create table anonymous_token (
      ${ofQuestionnaire},
      ${moment},
      token text not null,
      primary key (work_unit_id, meeting_id, questionnaire_id, moment, token)
    )`.execute(db)
  // What was answered: no sheets, no times, no order; only how often each choice was made.
  await sql`
    create table anonymous_count (
      ${ofQuestionnaire},
      ${moment},
      question_id uuid not null,
      -- Empty: how many answered the question.
      choice text not null,
      count int not null check (count > 0),
      primary key (work_unit_id, meeting_id, questionnaire_id, moment, question_id, choice)
    )`.execute(db)
  // Words in order of the alphabet, in a drawer picked by lot: neither place nor age of a row says whose they are.
  await sql`
    create table anonymous_words (
      ${ofQuestionnaire},
      ${moment},
      question_id uuid not null,
      drawer int not null,
      words text[] not null,
      primary key (work_unit_id, meeting_id, questionnaire_id, moment, question_id, drawer)
    )`.execute(db)
}
