import type { RequestContext } from '../../platform/http/route.ts'
import type { Meeting } from './meetings-read-model.ts'
import type { DelegateTask } from './tables.ts'

/** A page where somebody does what a task is for. */
export interface DutyLink {
  title: string
  href: string
  text?: string
}

/** What a task means to one room: the pages it leads to, at a venue or (null) at all of them. */
export interface Duty {
  task: DelegateTask
  links(c: RequestContext, meeting: Meeting, venueId: string | null): Promise<DutyLink[]>
}

const duties: Duty[] = []

/** Lets another room say where a task is done; called once, when it is loaded. */
export function addDuty(duty: Duty): void {
  duties.push(duty)
}

/** Where a task is done, as the rooms were loaded. */
export async function dutyLinks(
  c: RequestContext,
  meeting: Meeting,
  { task, venueId }: { task: DelegateTask; venueId: string | null },
): Promise<DutyLink[]> {
  const links: DutyLink[] = []
  for (const duty of duties) if (duty.task === task) links.push(...(await duty.links(c, meeting, venueId)))
  return links
}
