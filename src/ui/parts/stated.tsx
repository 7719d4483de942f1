import type { Child } from 'hono/jsx'

/**
 * A figure that others state: in quotation marks, as it is their word and not a count of ours. Who says so and when
 * stands beside it.
 */
export const Stated = ({ children }: { children?: Child }) => <q class="stated">{children}</q>
