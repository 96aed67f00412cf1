export { type DomainEvent, Events, type Listener } from './events.ts'
