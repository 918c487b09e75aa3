import type { Decider } from '#shared/ledger/decider.ts'
import type { DomainEvent, RecordedEvent } from '#shared/ledger/event.ts'

/**
 * An event with its payload lifted to the newest schema number of its decider. Throws on a number newer than the decider knows
 * or a missing step: both are bugs, since a database from a newer version is refused at the door.
 */
export function upcast<State, Command, Event extends DomainEvent>(
  decider: Pick<Decider<State, Command, Event>, 'noun' | 'schemas' | 'upcasters'>,
  event: RecordedEvent,
): RecordedEvent<Event> {
  const newest: number | undefined = (decider.schemas as Readonly<Record<string, number>>)[event.type] // an event of another noun is caught here
  if (newest === undefined || event.schema > newest) throw new Error(`${decider.noun} does not know ${event.type} schema ${event.schema}`)
  let payload = event.payload
  for (let schema = event.schema; schema < newest; schema++) {
    const lift = decider.upcasters?.[event.type]?.[schema]
    if (lift === undefined) throw new Error(`no upcaster for ${event.type} from schema ${schema}`)
    payload = lift(payload as never) // an upcaster takes exactly the payload of the schema it is filed under
  }
  // The type and schema number were just checked against the decider's own list.
  return (payload === event.payload ? event : { ...event, payload, schema: newest }) as RecordedEvent<Event>
}
