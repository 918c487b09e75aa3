import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { matches } from '#shared/kernel/folded.ts'
import { AccountIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import type { AccountRow } from '#shared/accounts/contract.ts'
import type { DueRow } from '#shared/credentials/contract.ts'
import { AccountDetail } from './account-detail.tsx'
import { accountRoute, accountsRoute, chosenIn, NEW, newAccountRoute } from './accounts-routes.ts'
import styles from './accounts-screen.module.css'
import { DueTag } from './due-tag.tsx'
import { NetworkMark } from './network-mark.tsx'
import { RegisterAccount } from './register-account.tsx'
import { useDirectory } from './use-directory.ts'
import { useSeesSecrets } from './use-sees-secrets.ts'

const filters = ['all', 'due', 'overdue', 'closed'] as const
type Filter = (typeof filters)[number]

/** `/cuentas`: the registry, and the account chosen in it. */
export function AccountsScreen() {
  const { accounts: words } = useWords()
  const sayRefusal = useRefusalWords()
  const me = useMe()
  const [location, go] = useLocation()
  const chosen = chosenIn(location)
  const { answer: rows, loading } = useAnswer(api.accounts.list, {})
  const { answer: due } = useAnswer(api.credentials.due, {})
  const directory = useDirectory()
  const sees = useSeesSecrets()
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>('all')

  const dueOf = useMemo(() => Map.groupBy(due ?? [], (row) => row.account), [due])
  const dueRows = (row: AccountRow): readonly DueRow[] => dueOf.get(row.id) ?? []
  const ofFilter = Object.fromEntries(filters.map((name) => [name, (rows ?? []).filter((row) => fits(name, row, dueRows(row)))]))
  const shown = (ofFilter[filter] ?? [])
    .filter((row) => matches([row.displayName, label(row), directory.facts(row.network)?.name, directory.officeName(row.office)].join(' '), search))
    .toSorted((one, other) => (filter === 'due' || filter === 'overdue' ? byDue(dueRows(one), dueRows(other)) : one.displayName.localeCompare(other.displayName, 'es-MX')))

  function label(row: AccountRow): string {
    return `${directory.facts(row.network)?.handle.sign ?? ''}${row.handle}`
  }

  const mayRegister = me.roles.some((role) => role === 'operator' || role === 'security' || role === 'administrator')
  const registerButton = (
    <Button
      icon={<PlusIcon />}
      look={rows?.length === 0 ? 'primary' : 'plain'}
      onPress={() => go(newAccountRoute)}
      disabledReason={mayRegister ? undefined : sayRefusal({ code: 'ledger/role' })}
    >
      {words.list.register}
    </Button>
  )
  const none = !loading && rows?.length === 0

  return (
    <ListDetail
      label={words.list.label}
      onBack={() => go(accountsRoute)}
      head={
        <>
          <div className={styles['head']}>
            <h1 className={styles['title']}>{words.title}</h1>
            {!none && registerButton}
          </div>
          {!none && (
            <>
              <div className={styles['find']}>
                <SearchField label={words.list.search} value={search} onChange={setSearch} />
              </div>
              <ToggleRow
                label={words.list.filter}
                value={filter}
                onChange={setFilter}
                options={filters
                  .filter((name) => name !== 'closed' || (ofFilter['closed'] ?? []).length > 0)
                  .map((name) => ({ value: name, label: words.list.filters[name], count: ofFilter[name]?.length }))}
              />
            </>
          )}
        </>
      }
      list={
        <List
          label={words.list.label}
          items={shown}
          keyOf={(row) => row.id}
          selected={chosen}
          onOpen={(row) => go(accountRoute(row.id))}
          loading={loading}
          rowHeight={64}
          empty={
            none ? (
              <EmptyState icon={<AccountIcon />} title={words.list.empty} action={registerButton}>
                {words.list.emptyDetail}
              </EmptyState>
            ) : (
              <EmptyState title={words.list.none}>{words.list.noneDetail}</EmptyState>
            )
          }
          row={(row) => (
            <ListRow
              start={<NetworkMark network={row.network} />}
              title={row.displayName}
              detail={
                <>
                  {label(row)} · {directory.facts(row.network)?.name}
                </>
              }
              end={row.status === 'active' ? undefined : <StatusTag>{words.statuses[row.status]}</StatusTag>}
              endDetail={row.status === 'closed' || !sees(row.office) ? undefined : <DueTag rows={dueRows(row)} />}
            />
          )}
        />
      }
      detail={
        chosen === undefined ? undefined : chosen === NEW ? (
          <RegisterAccount onDone={(id) => go(accountRoute(id))} onCancel={() => go(accountsRoute)} />
        ) : (
          <AccountDetail key={chosen} id={chosen} />
        )
      }
      placeholder={
        none ? undefined : (
          <EmptyState icon={<AccountIcon />} title={words.list.pick}>
            {words.list.pickDetail}
          </EmptyState>
        )
      }
    />
  )
}

function fits(filter: Filter, row: AccountRow, due: readonly DueRow[]): boolean {
  if (filter === 'closed' || row.status === 'closed') return filter === 'closed' && row.status === 'closed'
  if (filter === 'all') return true
  return due.some(({ due: { state } }) => state === 'overdue' || (filter === 'due' && state !== 'fine'))
}

function byDue(one: readonly DueRow[], other: readonly DueRow[]): number {
  return (one[0]?.due.day ?? '9').localeCompare(other[0]?.due.day ?? '9')
}
