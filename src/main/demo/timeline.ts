import type { DemoConsultationStep, DemoData, DemoKitStep, DemoStep } from './demo-data.ts'

type Of<K extends keyof DemoData> = DemoData[K] extends readonly (infer T)[] ? T : never
export type DemoPerson = Of<'people'>
export type DemoAccount = Of<'accounts'>
export type DemoPost = Of<'posts'>
export type DemoContact = Of<'contacts'>
export type DemoConsultation = Of<'consultations'>
export type DemoPiece = Of<'pieces'>
export type DemoCampaign = Of<'campaigns'>
export type DemoKit = Of<'kits'>

/** One thing that one person did, `at` milliseconds before the present. */
export type DemoAct = { readonly at: number; readonly by: string } & (
  | { readonly kind: 'add-person'; readonly person: DemoPerson }
  | { readonly kind: 'contact'; readonly contact: DemoContact }
  | { readonly kind: 'register'; readonly account: DemoAccount }
  | { readonly kind: 'password'; readonly account: DemoAccount }
  | { readonly kind: 'closure'; readonly account: DemoAccount; readonly closure: NonNullable<DemoAccount['closure']> }
  | { readonly kind: 'piece'; readonly piece: DemoPiece; readonly step: 'keep' | 'approve' }
  | { readonly kind: 'campaign'; readonly campaign: DemoCampaign }
  | { readonly kind: 'kit'; readonly kit: DemoKit; readonly step: DemoKitStep | { readonly act: 'draft' } }
  | { readonly kind: 'post'; readonly post: DemoPost; readonly step: DemoStep }
  | { readonly kind: 'consultation'; readonly consultation: DemoConsultation; readonly step: DemoConsultationStep }
)

/** Who founds the demonstration: the first of its people. */
export function founderOf(data: DemoData): DemoPerson {
  const [first] = data.people
  if (first === undefined) throw new Error('the demonstration has no people')
  return first
}

/** Everything after the founding, oldest first. What one person did at one time stays in the order of the file. */
export function timelineOf(data: DemoData): readonly DemoAct[] {
  const { key: by, since } = founderOf(data)
  const acts: DemoAct[] = [
    ...data.people.slice(1).map((person): DemoAct => ({ kind: 'add-person', at: person.since, by, person })),
    ...data.contacts.map((contact): DemoAct => ({ kind: 'contact', at: Math.min(since, ...data.people.map((person) => person.since)), by, contact })),
    ...data.accounts.flatMap((account): readonly DemoAct[] => [
      { kind: 'register', at: account.registered, by, account },
      ...passwordOf(account),
      ...(account.closure === undefined ? [] : [{ kind: 'closure' as const, at: account.closure.at, by, account, closure: account.closure }]),
    ]),
    ...data.pieces.flatMap((piece): readonly DemoAct[] => [
      { kind: 'piece', at: piece.at, by: piece.by, piece, step: 'keep' },
      ...(piece.approved === undefined ? [] : [{ kind: 'piece', ...piece.approved, piece, step: 'approve' } as const]),
    ]),
    ...data.campaigns.map((campaign): DemoAct => ({ kind: 'campaign', at: campaign.at, by: campaign.owner, campaign })),
    ...data.kits.flatMap((kit): readonly DemoAct[] => [
      { kind: 'kit', at: kit.at, by: kit.author, kit, step: { act: 'draft' } },
      ...kit.steps.map((step): DemoAct => ({ kind: 'kit', at: step.at, by: 'by' in step ? step.by : kit.author, kit, step })),
    ]),
    ...data.posts.flatMap((post) => post.steps.map((step): DemoAct => ({ kind: 'post', at: step.at, by: 'by' in step ? step.by : post.author, post, step }))),
    ...data.consultations.flatMap((consultation) =>
      consultation.steps.map((step): DemoAct => ({ kind: 'consultation', at: step.at, by: 'by' in step ? step.by : consultation.author, consultation, step })),
    ),
  ]
  return acts.toSorted((a, b) => b.at - a.at)
}

/** Kept by the account's first operator. */
function passwordOf(account: DemoAccount): readonly DemoAct[] {
  const [by] = account.operators
  return account.password === undefined || by === undefined ? [] : [{ kind: 'password', at: account.password, by, account }]
}
