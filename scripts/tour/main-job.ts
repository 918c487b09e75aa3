import type { Page } from 'playwright-core'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { answerAccesses, approve, goTo, makeNewSecret, markSent, openRow, registerPublication, sendToReview, showSecret, writeClosing, writeReturn } from './acts.ts'
import { expectGone, expectSeen, expectText } from './expect.ts'
import type { Stage } from './stage.ts'

/** A post that the tour writes: its first lines name it in lists. */
const TEXT = 'Acude a tu módulo y renueva tu Credencial para Votar. Agenda tu cita en ine.mx'
const CORRECTED = `${TEXT}. Los módulos atienden de lunes a viernes.`
/** The example that RENAPO itself prints: nobody's. */
const WITH_DATA = `${TEXT}. Trae tu CURP HEGG560427MVZRRL04 y llama al 55 1234 5678.`

/** A consultation that the tour makes, and what Comunicación Social answers. */
const QUESTION = '¿Se puede recoger la credencial en un módulo distinto del que se eligió?'
const ANSWER = 'La credencial se entrega en el módulo en el que se hizo el trámite. Consulta su ubicación y su horario en https://www.ine.mx'

export type Actors = {
  readonly page: () => Page
  /** The runtime's own window at an address, such as its file chooser. */
  readonly pageAt: (part: string) => Promise<Page>
}

/** What the tour hands over as evidence; it lies in the person's folder. */
export const EVIDENCE = 'captura-de-la-publicacion.png'

async function unlock(window: Page, name: string): Promise<void> {
  const person = window.getByLabel('Persona')
  const label = (await person.locator('option').allTextContents()).find((text) => text.includes(name))
  if (label === undefined) throw new Error(`${name} is not on the lock screen`)
  await person.selectOption({ label })
  await window.getByLabel('Frase de contraseña', { exact: true }).fill(demoPassphrase)
  await window.getByRole('button', { name: 'Desbloquear' }).click()
  await expectSeen(window.getByRole('button', { name: /^Bloquear/ }))
}

async function changePerson(window: Page, name: string): Promise<void> {
  await window.getByRole('button', { name: /^Bloquear/ }).click()
  await expectSeen(window.getByLabel('Frase de contraseña', { exact: true }))
  await unlock(window, name)
}

/** The main jobs on the demonstration's data, one person after another at the same machine, through the real screens. */
export async function playMainJob(stage: Stage, { page, pageAt }: Actors): Promise<void> {
  await stage.play('pantalla-de-bloqueo', page, async (window) => {
    await expectSeen(window.getByLabel('Frase de contraseña', { exact: true }))
  })
  await stage.play('que-necesita-mi-atencion', page, async (window) => {
    await unlock(window, 'Bruno Muestra')
    await expectSeen(window.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }))
    await expectSeen(window.getByRole('button', { name: 'Cambiar contraseña' }))
  })

  await credentials(stage, page)
  await posts(stage, page)
  await consultations(stage, page)
  await incident(stage, { page, pageAt })

  await stage.play('registro-integro', page, async (window) => {
    await goTo(window, '/ajustes/registro')
    await window.getByRole('button', { name: /Verificar/ }).click()
    await expectSeen(window.getByText(/ntegro/))
  })
  await stage.play('inicio-en-oscuro', page, async (window) => {
    await window.emulateMedia({ colorScheme: 'dark' })
    await goTo(window, '/')
    await expectSeen(window.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }))
  })
}

async function credentials(stage: Stage, page: () => Page): Promise<void> {
  await stage.play('cuentas', page, async (window) => {
    await goTo(window, '/cuentas')
    await window.getByRole('option', { name: /INEMexico · X/ }).click()
    await expectSeen(window.getByRole('heading', { name: 'Contraseña' }))
  })
  await stage.play('mostrar-contrasena', page, async (window) => {
    await window.getByRole('region', { name: 'Contraseña' }).getByRole('button', { name: 'Mostrar' }).first().click()
  })
  await stage.play('contrasena-oculta-otra-vez', page, async (window) => {
    await showSecret(window, demoPassphrase)
    await window.getByRole('button', { name: 'Ocultar' }).click()
    await expectSeen(window.getByRole('img', { name: 'Oculta' }))
  })
  await stage.play('cambio-motivo', page, async (window) => {
    await window.getByRole('button', { name: 'Cambiar ahora' }).click()
    await expectSeen(window.getByRole('button', { name: 'Comenzar el cambio' }))
  })
  await stage.play('cambio-en-la-red', page, async (window) => {
    await makeNewSecret(window)
    await window.getByRole('group', { name: 'Nueva' }).getByRole('button', { name: 'Copiar' }).click()
    await expectSeen(window.getByText(/portapapeles/i))
  })
  await stage.play('cambio-revisar-accesos', page, async (window) => {
    await answerAccesses(window)
  })
  await stage.play('cambio-listo', page, async (window) => {
    await window.getByRole('button', { name: 'Continuar' }).click()
    await expectSeen(window.getByRole('button', { name: 'Terminar' }))
  })
  await stage.play('contrasena-al-dia', page, async (window) => {
    await window.getByRole('button', { name: 'Terminar' }).click()
    await window.getByRole('button', { name: 'Ver la cuenta' }).click()
    await expectSeen(window.getByRole('button', { name: 'Cambiar ahora' }))
  })
}

async function posts(stage: Stage, page: () => Page): Promise<void> {
  const text = (window: Page) => window.getByRole('textbox', { name: 'Texto común' })
  await stage.play('escribir-con-observaciones', page, async (window) => {
    await goTo(window, '/publicaciones')
    await window.getByRole('button', { name: 'Nueva publicación' }).click()
    await text(window).fill(WITH_DATA)
    await expectSeen(window.getByText(/CURP/).filter({ hasNotText: WITH_DATA }))
    await text(window).scrollIntoViewIfNeeded()
  })
  await stage.play('lista-para-enviar', page, async (window) => {
    await text(window).fill(`${TEXT}.`)
    await window.getByRole('textbox', { name: 'Documento' }).fill('Convenio INE/DERFE/0042/2026, numeral 3.')
    await expectSeen(window.getByText('Lista para enviar'))
  })
  await stage.play('en-revision', page, async (window) => {
    await sendToReview(window, 'Bruno Muestra')
  })
  await stage.play('cola-de-revision', page, async (window) => {
    await changePerson(window, 'Celia Supuesto')
    await openRow(window, '/revision', new RegExp(TEXT.slice(0, 30)))
    await expectSeen(window.getByRole('button', { name: 'Devolver' }))
  })
  await stage.play('devolver-con-motivo', page, async (window) => {
    await writeReturn(window, 'Indica el horario de los módulos.')
  })
  await stage.play('corregir-y-reenviar', page, async (window) => {
    await window.getByRole('dialog').getByRole('button', { name: 'Devolver' }).click()
    await expectGone(window.getByRole('dialog'))
    await changePerson(window, 'Bruno Muestra')
    await openRow(window, '/publicaciones', new RegExp(TEXT.slice(0, 30)))
    await text(window).fill(CORRECTED)
    await expectSeen(window.getByText('Lista para enviar'))
    await sendToReview(window, 'Bruno Muestra')
  })
  await stage.play('que-cambio-y-aprobar', page, async (window) => {
    await changePerson(window, 'Celia Supuesto')
    await openRow(window, '/revision', new RegExp(TEXT.slice(0, 30)))
    await expectSeen(window.getByRole('button', { name: 'Aprobar' }))
  })
  await stage.play('aprobada-y-sellada', page, async (window) => {
    await approve(window)
    await changePerson(window, 'Bruno Muestra')
    await openRow(window, '/publicaciones', new RegExp(TEXT.slice(0, 30)))
    await expectSeen(window.getByText('La aprobó Celia Supuesto'))
  })
  await stage.play('publicada-con-enlace', page, async (window) => {
    const lines = window.getByRole('region', { name: 'Publicar' }).getByRole('listitem')
    const links = { X: 'https://x.com/INEMexico/status/1990000000000000001', Facebook: 'https://www.facebook.com/INEMexico/posts/1990000000000001' }
    for (const [network, link] of Object.entries(links)) {
      const line = lines.filter({ hasText: `${network} ·` })
      await registerPublication(line, { link, text: `${CORRECTED}\nVer menos`, prove: (form) => form.getByLabel(/Por qué no hay captura/).fill('Recorrido de muestra: no se publicó en la red.') })
    }
  })
}

async function consultations(stage: Stage, page: () => Page): Promise<void> {
  const reply = (window: Page) => window.getByRole('textbox', { name: 'Respuesta', exact: true })
  await stage.play('consulta-sin-datos-de-nadie', page, async (window) => {
    await goTo(window, '/consultas/nueva')
    await window.getByLabel('Cuenta en la que se recibió').selectOption({ label: 'X · @INEMexico' })
    await window.getByRole('textbox', { name: 'Qué se pregunta' }).fill(`${QUESTION} Su teléfono es 55 1234 5678.`)
    await expectSeen(window.getByRole('list', { name: 'Lo que señalan las reglas' }))
  })
  await stage.play('consulta-por-responder', page, async (window) => {
    await window.getByRole('textbox', { name: 'Qué se pregunta' }).fill(QUESTION)
    await window.getByRole('button', { name: 'Consultar a Comunicación Social' }).click()
    await expectSeen(window.getByRole('heading', { name: QUESTION }))
    await changePerson(window, 'Celia Supuesto')
    await goTo(window, '/consultas')
    await window.getByRole('option', { name: QUESTION }).click()
    await window.getByRole('textbox', { name: 'Texto para contestar a la persona' }).fill(ANSWER)
    await window.getByRole('textbox', { name: 'Sustento' }).fill('https://www.ine.mx/credencial/')
  })
  await stage.play('consulta-con-respuesta', page, async (window) => {
    await window.getByRole('button', { name: 'Responder', exact: true }).click()
    await expectSeen(window.getByText('Comunicación Social respondió'))
    await changePerson(window, 'Bruno Muestra')
    await goTo(window, '/consultas')
    await window.getByRole('option', { name: QUESTION }).click()
    await expectText(reply(window), ANSWER)
    await window.getByRole('button', { name: 'Copiar la respuesta' }).click()
    await expectSeen(window.getByText('Copiado'))
  })
  await stage.play('consulta-vencida', page, async (window) => {
    await window.getByRole('option', { name: /solicitudes de credencial se rechazaron/ }).click()
    await expectSeen(window.getByText(/No es una autorización/))
    await expectSeen(reply(window))
  })
}

async function incident(stage: Stage, { page, pageAt }: Actors): Promise<void> {
  await stage.play('que-esta-pasando', page, async (window) => {
    await window.getByRole('button', { name: 'Reportar incidente' }).click()
    await expectSeen(window.getByRole('button', { name: /Publicaron algo que no es nuestro/ }))
  })
  await stage.play('incidente-abierto', page, async (window) => {
    await window.getByRole('button', { name: /Publicaron algo que no es nuestro/ }).click()
    await expectSeen(window.getByRole('heading', { name: 'Avisos', exact: true }))
  })
  await stage.play('completar-datos', page, async (window) => {
    await window.getByRole('button', { name: 'Completar datos' }).click()
    const dialog = window.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /Lo que se observó/ }).fill('Una publicación anuncia un sorteo que el Instituto no organiza.')
    await dialog.getByRole('textbox', { name: /Dirección relacionada/ }).fill('https://x.com/INEMexico/status/1990000000000000002')
    await dialog.getByRole('textbox', { name: /Cómo se supo/ }).fill('Observación propia')
    await dialog.getByRole('radio', { name: 'Se conserva' }).press('Space')
  })
  await stage.play('avisos-exportados', page, async (window) => {
    await window.getByRole('dialog').getByRole('button', { name: 'Guardar datos' }).click()
    await expectGone(window.getByRole('dialog'))
    await window.getByRole('button', { name: 'Exportar los tres' }).click()
    await expectSeen(window.getByText(/\d+ archivos guardados/))
  })
  await stage.play('avisos-enviados', page, async (window) => {
    for (let notice = 0; notice < 3; notice++) await markSent(window)
  })
  await stage.play('evidencia', page, async (window) => {
    await window.getByRole('button', { name: 'Agregar archivos…' }).first().click()
    const chooser = await pageAt('https://dialog.')
    await chooser.getByRole('option', { name: EVIDENCE }).click()
    await chooser.getByRole('button', { name: 'Abrir' }).click()
    await expectSeen(window.getByText(EVIDENCE))
    await window.getByRole('heading', { name: 'Evidencia', exact: true }).scrollIntoViewIfNeeded()
  })
  await stage.play('publicaciones-detenidas', page, async (window) => {
    await goTo(window, '/publicaciones')
    await window.getByRole('option', { name: /Antes de acudir al módulo/ }).click()
    await expectSeen(window.getByText(/detiene|detenida/))
  })
  await stage.play('cerrar-con-motivo', page, async (window) => {
    await changePerson(window, 'Darío Simulacro')
    await goTo(window, '/incidentes')
    await window.getByRole('link', { name: /INC-/ }).or(window.getByRole('option', { name: /INC-/ })).first().click()
    await writeClosing(window, 'Se retiró la publicación ajena y se cambió la contraseña. La ciudadanía fue informada por las demás cuentas.', 'Recorrido de demostración.')
  })
  await stage.play('incidente-cerrado-con-informe', page, async (window) => {
    await window.getByRole('dialog').getByRole('button', { name: 'Cerrar incidente' }).click()
    await window.getByRole('button', { name: 'Guardar informe (.docx)' }).click()
    await expectSeen(window.getByText(/informe-de-cierre/))
  })
}
