import { type Kysely, sql } from 'kysely'

/** Marks that say whether a table is as it was: how they are read in `change-marks.ts`, why they are so in ADR 960. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table change_mark (
      id bigint generated always as identity primary key,
      subject text not null,
      mark uuid not null
    )`.execute(db)
  // A row that no other transaction is writing, or a new one: nobody waits for anybody, and a subject has no more rows
  // than transactions ever changed it at once. Once a transaction is enough; a setting that is local to it is taken back
  // with a savepoint, as the mark is.
  await sql`
    create function raise_change_mark(changed text) returns void language plpgsql as $$
    declare
      raised constant text := 'jangkau.raised_' || changed;
    begin
      if current_setting(raised, true) = 'yes' then return; end if;
      update change_mark set mark = gen_random_uuid() where id = (
        select id from change_mark where subject = changed limit 1 for update skip locked
      );
      if not found then
        insert into change_mark (subject, mark) values (changed, gen_random_uuid());
      end if;
      perform set_config(raised, 'yes', true);
    end $$`.execute(db)
  await sql`
    create function subject_changed() returns trigger language plpgsql as $$
    begin
      perform raise_change_mark(tg_argv[0]);
      return null;
    end $$`.execute(db)
}
