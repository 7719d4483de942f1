export { comparableList, type Denominator, shareOf, statedVoters, votersOf } from '../elections/index.ts'
