/**
 * Seating: which class and which hotel room each participant of a meeting has, and the plans that say so. The
 * mathematics is in placement; this room asks it, keeps its answers and shows them.
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'

export const seatingModule: Module = { name: 'seating', messages }
