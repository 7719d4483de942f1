/**
 * Participants: who is invited to a meeting and why, what they answered, who comes with whose mandate. Not for the
 * meeting itself (meetings), nor for who sits where (seating).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'

export const participantsModule: Module = { name: 'participants', messages }
