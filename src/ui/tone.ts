/** What a colour says: nothing in particular, well, take care, wrong, the voice of the commission. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'ink'
