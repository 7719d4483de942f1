import { type Kysely, sql } from 'kysely'

/** Registered voters and turnout as their sources state them; what follows from them is never stored. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table registered_voters (
      work_unit_id text not null,
      election_id text not null,
      list text not null check (list in ('DPS', 'DPSHP', 'DPT', 'DPTb', 'DPK')),
      as_on date not null,
      voters bigint not null check (voters >= 0),
      source text not null,
      conf text not null check (conf in ('H', 'M', 'L', 'K')),
      example boolean not null default false,
      primary key (work_unit_id, election_id, list, as_on)
    )`.execute(db)
  await sql`create index registered_voters_by_election on registered_voters (election_id, list)`.execute(db)
  // A sum that does not add up is kept: the checks show it, the table does not forbid it.
  await sql`
    create table turnout (
      work_unit_id text not null,
      id uuid not null,
      election_id text not null,
      contest text not null,
      area text not null check (area in
        ('unit', 'participating-areas', 'participating-provinces', 'participating-regencies',
         'participating-cities')),
      method text not null check (method in ('pooled', 'mean-of-areas', 'unstated')),
      areas int check (areas > 0),
      voted bigint check (voted >= 0),
      dpt bigint check (dpt >= 0),
      dptb bigint check (dptb >= 0),
      dpk bigint check (dpk >= 0),
      denominator bigint check (denominator > 0),
      denominator_kind text not null check (denominator_kind in ('DPT', 'DPT+DPTb', 'DPT+DPTb+DPK', 'unstated')),
      stated_percent numeric check (stated_percent >= 0),
      is_approximate boolean not null default false,
      target_percent numeric check (target_percent between 0 and 100),
      as_on date,
      note text,
      source text not null,
      conf text not null check (conf in ('H', 'M', 'L', 'K')),
      example boolean not null default false,
      primary key (work_unit_id, id),
      check (voted is not null or stated_percent is not null)
    )`.execute(db)
  await sql`create index turnout_by_election on turnout (election_id, contest)`.execute(db)
}
