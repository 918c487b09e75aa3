import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { matches } from '#shared/kernel/folded.ts'
import { PeopleIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { AddPerson } from './add-person.tsx'
import type { Member } from './member.ts'
import { newPerson, parts, personRoute } from './people-routes.ts'
import styles from './people.module.css'
import { PersonDetail } from './person-detail.tsx'
import { useAdministrator } from './use-administrator.ts'

/** Who left, and who was invited and has not come. */
function Standing({ member }: { readonly member: Member }) {
  const { people: words } = useWords()
  if (!member.active) return <StatusTag>{words.detail.inactive}</StatusTag>
  if (member.hasSigner || member.isElsewhere) return null
  if (member.invitation === undefined) return <StatusTag>{words.machines.noKey}</StatusTag>
  return <StatusTag tone={member.invitation.expired ? 'warn' : 'info'}>{member.invitation.expired ? words.invite.expired : words.invite.invited}</StatusTag>
}

/** Everybody, and the one chosen. Who left is kept, out of sight until asked for. */
export function PeoplePart({ chosen }: { readonly chosen: string | undefined }) {
  const { people: words, organization } = useWords()
  const [, go] = useLocation()
  const { answer, loading } = useAnswer(api.organization.people, {})
  const { administrator } = useAdministrator()
  const [search, setSearch] = useState('')
  const [show, setShow] = useState<'active' | 'all'>('active')

  const members = answer ?? []
  const active = members.filter((member) => member.active)
  const shown = (show === 'active' ? active : members).filter((member) => matches(`${member.name} ${member.post} ${member.officeName}`, search))
  const rolesOf = (member: Member) => member.roles.map((role) => organization.roles[role]).join(' · ')
  const adding = chosen === 'nueva'
  const member = members.find((one) => one.id === chosen)

  return (
    <ListDetail
      label={words.list.label}
      onBack={() => go(parts.people)}
      head={
        <>
          <div className={styles['tools']}>
            <SearchField label={words.list.search} value={search} onChange={setSearch} />
            <Button icon={<PlusIcon />} onPress={() => go(newPerson)} disabledReason={administrator ? undefined : words.detail.onlyAdministrator}>
              {words.add.short}
              <span className="visually-hidden"> {words.add.shortRest}</span>
            </Button>
          </div>
          {members.length > active.length && (
            <ToggleRow
              label={words.list.show}
              value={show}
              onChange={setShow}
              options={[
                { value: 'active', label: words.list.active, count: active.length },
                { value: 'all', label: words.list.all, count: members.length },
              ]}
            />
          )}
        </>
      }
      list={
        <List
          label={words.list.label}
          items={shown}
          keyOf={(one) => one.id}
          selected={chosen}
          onOpen={(one) => go(personRoute(one.id))}
          loading={loading}
          empty={<EmptyState title={words.list.none} />}
          row={(one) => (
            <ListRow
              title={one.name}
              detail={`${rolesOf(one)} — ${one.officeName}`}
              end={<Standing member={one} />}
            />
          )}
        />
      }
      detail={
        adding ? (
          <AddPerson onDone={(id) => go(personRoute(id))} onCancel={() => go(parts.people)} />
        ) : member === undefined ? undefined : (
          <PersonDetail key={member.id} member={member} />
        )
      }
      placeholder={<EmptyState icon={<PeopleIcon />} title={words.list.pick} />}
    />
  )
}
