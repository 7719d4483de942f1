import * as platformAudit from './20260101T0000_platform_audit.ts'
import * as platformInstallation from './20260101T0001_platform_installation.ts'
import * as accountsAccounts from './20260101T0100_accounts_accounts.ts'
import * as directoryUnits from './20260101T0200_directory_units.ts'
import * as directoryPeople from './20260101T0201_directory_people.ts'
import * as directoryRosterImport from './20260101T0202_directory_roster_import.ts'
import * as directoryRosterSheets from './20260101T0203_directory_roster_sheets.ts'
import * as electionsCalendar from './20260101T0300_elections_calendar.ts'
import * as electionsFigures from './20260101T0301_elections_figures.ts'
import * as outreachBases from './20260101T0400_outreach_bases.ts'
import * as outreachProgrammes from './20260101T0401_outreach_programmes.ts'
import * as publicationsPublication from './20260101T0500_publications_publication.ts'
import * as publicationsTrackedLink from './20260101T0501_publications_tracked_link.ts'
import * as reachJournal from './20260101T0600_reach_journal.ts'
import * as reachCells from './20260101T0601_reach_cells.ts'
import * as reachLeftOut from './20260101T0602_reach_left_out.ts'
import * as reachRelease from './20260101T0607_reach_release.ts'
import * as statedFigures from './20260101T0620_stated_figures.ts'
import * as meetingsMeeting from './20260101T0700_meetings_meeting.ts'
import * as participantsParticipant from './20260101T0701_participants_participant.ts'
import * as seatingPlaces from './20260101T0702_seating_places.ts'
import * as meetingsMaterial from './20260101T0703_meetings_material.ts'
import * as doorsScan from './20260101T0704_doors_scan.ts'
import * as questionnairesQuestionnaire from './20260101T0705_questionnaires_questionnaire.ts'
import * as evaluationFinding from './20260101T0706_evaluation_finding.ts'
import * as evidenceCertificate from './20260101T0707_evidence_certificate.ts'
import * as doorsRelay from './20260101T0708_doors_relay.ts'
import * as doorsSelf from './20260101T0709_doors_self.ts'
import * as questionnairesSending from './20260101T0713_questionnaires_sending.ts'
import * as participantsFollow from './20260101T0717_participants_follow.ts'
import * as participantsKeep from './20260101T0718_participants_keep.ts'
import * as participantsPhotograph from './20260101T0719_participants_photograph.ts'
import * as seatingApplication from './20260101T0750_seating_application.ts'
import * as doorsAdmission from './20260101T0902_doors_admission.ts'
import * as platformChangeMarks from './20260101T0960_platform_change_marks.ts'
import * as insightsWatchedTables from './20260101T0961_insights_watched_tables.ts'
import * as reachWholeRelease from './20260101T0970_reach_whole_release.ts'
import * as reachNoZeros from './20260101T0971_reach_no_zeros.ts'
import * as reachRebuild from './20260101T0972_reach_rebuild.ts'
import * as reachChange from './20260101T0980_reach_change.ts'
import * as statedOrder from './20260101T0981_stated_order.ts'
import * as reachPublications from './20260101T0982_reach_publications.ts'
import * as reachAside from './20260101T0985_reach_aside.ts'
import * as reachToldHits from './20260101T0990_reach_told_hits.ts'
import * as questionnairesSeries from './20260101T0991_questionnaires_series.ts'
import * as meetingsWholeMaterial from './20260101T0992_meetings_whole_material.ts'
import * as participantsOwnQuota from './20260101T0995_participants_own_quota.ts'

/** The history of the database, oldest first. */
export const migrations = {
  '20260101T0000_platform_audit': platformAudit,
  '20260101T0001_platform_installation': platformInstallation,
  '20260101T0100_accounts_accounts': accountsAccounts,
  '20260101T0200_directory_units': directoryUnits,
  '20260101T0201_directory_people': directoryPeople,
  '20260101T0202_directory_roster_import': directoryRosterImport,
  '20260101T0203_directory_roster_sheets': directoryRosterSheets,
  '20260101T0300_elections_calendar': electionsCalendar,
  '20260101T0301_elections_figures': electionsFigures,
  '20260101T0400_outreach_bases': outreachBases,
  '20260101T0401_outreach_programmes': outreachProgrammes,
  '20260101T0500_publications_publication': publicationsPublication,
  '20260101T0501_publications_tracked_link': publicationsTrackedLink,
  '20260101T0600_reach_journal': reachJournal,
  '20260101T0601_reach_cells': reachCells,
  '20260101T0602_reach_left_out': reachLeftOut,
  '20260101T0607_reach_release': reachRelease,
  '20260101T0620_stated_figures': statedFigures,
  '20260101T0700_meetings_meeting': meetingsMeeting,
  '20260101T0701_participants_participant': participantsParticipant,
  '20260101T0702_seating_places': seatingPlaces,
  '20260101T0703_meetings_material': meetingsMaterial,
  '20260101T0704_doors_scan': doorsScan,
  '20260101T0705_questionnaires_questionnaire': questionnairesQuestionnaire,
  '20260101T0706_evaluation_finding': evaluationFinding,
  '20260101T0707_evidence_certificate': evidenceCertificate,
  '20260101T0708_doors_relay': doorsRelay,
  '20260101T0709_doors_self': doorsSelf,
  '20260101T0713_questionnaires_sending': questionnairesSending,
  '20260101T0717_participants_follow': participantsFollow,
  '20260101T0718_participants_keep': participantsKeep,
  '20260101T0719_participants_photograph': participantsPhotograph,
  '20260101T0902_doors_admission': doorsAdmission,
  '20260101T0750_seating_application': seatingApplication,
  '20260101T0960_platform_change_marks': platformChangeMarks,
  '20260101T0961_insights_watched_tables': insightsWatchedTables,
  '20260101T0970_reach_whole_release': reachWholeRelease,
  '20260101T0971_reach_no_zeros': reachNoZeros,
  '20260101T0972_reach_rebuild': reachRebuild,
  '20260101T0980_reach_change': reachChange,
  '20260101T0981_stated_order': statedOrder,
  '20260101T0982_reach_publications': reachPublications,
  '20260101T0985_reach_aside': reachAside,
  '20260101T0990_reach_told_hits': reachToldHits,
  '20260101T0991_questionnaires_series': questionnairesSeries,
  '20260101T0992_meetings_whole_material': meetingsWholeMaterial,
  '20260101T0995_participants_own_quota': participantsOwnQuota,
}
