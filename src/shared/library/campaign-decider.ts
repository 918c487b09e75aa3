import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Campaign, CampaignCommand, CampaignEvent, CampaignState } from './campaign.ts'

const LONGEST_NAME = 80
const LONGEST_BRIEF = 8000
const LONGEST_REASON = 300

/** Campaigns: Comunicación Social keeps them, everybody reads them. Ending one changes no post. */
export const campaign: Decider<CampaignState, CampaignCommand, CampaignEvent> = {
  noun: 'campaign',
  initial: { kind: 'none' },
  schemas: { 'campaign.begun': 1, 'campaign.corrected': 1, 'campaign.ended': 1, 'campaign.reopened': 1 },
  decide,
  evolve,
  audience: () => ({ kind: 'institution' }),
  roleFor: (_, context) => heldRole(context, ['reviewer', 'administrator']),
}

function decide(state: CampaignState, command: CampaignCommand): Result<readonly CampaignEvent[]> {
  if (command.kind === 'begin') {
    if (state.kind !== 'none') return refuse('library/campaign-exists')
    return withCampaign(command.campaign, (given) => [{ type: 'campaign.begun', payload: { campaign: given } }])
  }
  if (state.kind === 'none') return refuse('library/campaign-unknown')
  switch (command.kind) {
    case 'correct':
      if (state.ended !== null) return refuse('library/campaign-ended')
      if (command.expected !== state.version) return refuse('library/changed-since')
      return withCampaign(command.campaign, (given) =>
        JSON.stringify(given) === JSON.stringify(state.campaign) ? [] : [{ type: 'campaign.corrected', payload: { campaign: given, version: state.version + 1 } }],
      )
    case 'end': {
      if (state.ended !== null) return refuse('library/campaign-ended')
      const reason = command.reason.trim()
      if (reason === '' || reason.length > LONGEST_REASON) return refuseFields('library/incomplete', { reason: reason === '' ? 'required' : 'too-long' })
      return ok([{ type: 'campaign.ended', payload: { reason } }])
    }
    case 'reopen':
      return state.ended === null ? refuse('library/campaign-open') : ok([{ type: 'campaign.reopened', payload: { version: state.version } }])
    default:
      return never(command)
  }
}

function withCampaign(given: Campaign, events: (campaign: Campaign) => readonly CampaignEvent[]): Result<readonly CampaignEvent[]> {
  const { owner, from, to } = given
  const kept: Campaign = { name: given.name.trim(), owner, from, to, brief: given.brief.trim(), offices: [...new Set(given.offices)].toSorted() }
  const faults = {
    ...(kept.name === '' ? { name: 'required' } : kept.name.length > LONGEST_NAME ? { name: 'too-long' } : {}),
    ...(kept.owner === '' ? { owner: 'required' } : {}),
    ...(kept.brief === '' ? { brief: 'required' } : kept.brief.length > LONGEST_BRIEF ? { brief: 'too-long' } : {}),
    ...(to !== null && to < from ? { to: 'before-from' } : {}),
  }
  return Object.keys(faults).length > 0 ? refuseFields('library/incomplete', faults) : ok(events(kept))
}

function evolve(state: CampaignState, event: CampaignEvent, meta: EventMeta): CampaignState {
  const said = { by: meta.actor, at: meta.at }
  if (event.type === 'campaign.begun') return { kind: 'campaign', campaign: event.payload.campaign, version: 1, ended: null, ...said }
  if (state.kind === 'none') return state
  switch (event.type) {
    case 'campaign.corrected':
      return { ...state, ...event.payload, ...said }
    case 'campaign.ended':
      return { ...state, ended: event.payload.reason, ...said }
    case 'campaign.reopened':
      return { ...state, ended: null, ...said }
    default:
      return never(event)
  }
}
