### Español.

language-name = Español
language-direction = ltr

## Times and spans

month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sept
month-10 = oct
month-11 = nov
month-12 = dic
moment = { $day } { $month } { $year }, { $clock } { $zone }
moment-precise = { $day } { $month }, { $clock } { $zone }
span-seconds =
    { $count ->
        [one] 1 segundo
       *[other] { $count } segundos
    }
span-minutes =
    { $count ->
        [one] 1 minuto
       *[other] { $count } minutos
    }
span-hours =
    { $count ->
        [one] 1 hora
       *[other] { $count } horas
    }
span-days =
    { $count ->
        [one] 1 día
       *[other] { $count } días
    }
list-one = <bdi>{ $name }</bdi>
list-more = { $before }, <bdi>{ $name }</bdi>

## What every page is set in

layout-skip = Ir al contenido
layout-areas = Secciones
layout-developers = Desarrolladores
layout-account = Cuenta
layout-admin = Administración
layout-sign-in = Iniciar sesión
layout-sign-out = Cerrar sesión
layout-more = Más
layout-connected-apps = Aplicaciones conectadas
layout-sessions = Navegadores con sesión abierta
layout-colours = Colores
layout-system = Sistema
layout-light = Claro
layout-dark = Oscuro
layout-languages = Idiomas
layout-menu = Menú: { $page }
layout-problem = Hay un problema
layout-error-title = Error: { $title }

## What scripts say

script-show = Mostrar
script-hide = Ocultar
script-copied = Copiado
script-not-copied = No se copió
script-copy-refused = El navegador no permitió copiar. Selecciona el texto y cópialo tú.

## What was just done

done-verified = Tu dirección de correo está confirmada. Inicia sesión para continuar.
done-password-reset = Tu nueva contraseña está guardada. Todas las demás sesiones y el acceso de todas las aplicaciones han terminado. Inicia sesión para continuar.
done-password-changed = Tu contraseña ha cambiado.
done-password-changed-others = Tu contraseña ha cambiado y todas las demás sesiones han terminado.
done-authenticator-on = Tu aplicación de autenticación está activa. A partir de ahora se pedirá su código al iniciar sesión.
done-authenticator-replaced = Tu nueva aplicación de autenticación está activa y la anterior ya no sirve.
done-authenticator-off = Tu aplicación de autenticación está desactivada. Basta la contraseña para iniciar sesión.
done-recovery-saved = Tus nuevos códigos de recuperación valen desde ahora. Los anteriores ya no sirven.
done-trust-ended = A ese navegador se le volverá a pedir un segundo factor.
done-trust-ended-all = A todos los navegadores se les volverá a pedir un segundo factor.
done-session-ended = La sesión de ese navegador está cerrada. Lo que las aplicaciones obtuvieron allí también ha terminado.
done-others-ended = Las sesiones de todos los demás navegadores están cerradas. Lo que las aplicaciones obtuvieron allí también ha terminado.
done-app-removed = La aplicación ya no tiene acceso. Puede conservar lo que ya haya leído.
done-app-narrowed = Lo que la aplicación puede hacer ha cambiado.
done-app-created = La aplicación está registrada.
done-secret-added = El nuevo secreto funciona desde ahora.
done-secret-stopped = El secreto está detenido.
done-redirect-added = La dirección se ha añadido.
done-redirect-removed = La dirección se ha quitado.
done-passkey-added = La llave de acceso se ha añadido. Desde ahora sirve para iniciar sesión.
done-passkey-renamed = La llave de acceso tiene su nuevo nombre.
done-passkey-removed = La llave de acceso ya no abre ninguna sesión. Si tu gestor de llaves aún la ofrece, elimínala también allí.
done-saved = Tus cambios están guardados.
done-paused = La aplicación está en pausa: nada de ella funciona hasta que la reanudes.
done-resumed = La aplicación vuelve a funcionar.
done-deleted = La aplicación se ha eliminado.
done-confirmed = Gracias. Puedes continuar durante diez minutos.
done-reset-sent = Si esa dirección tiene una cuenta aquí, va en camino un correo con un enlace. El enlace sirve una vez, durante 30 minutos. ¿No llega nada en unos minutos? Mira en la carpeta de correo no deseado o revisa la dirección.
done-mail-again = Si la dirección está pendiente de confirmar, va en camino otro correo.
done-token-made = El token está creado. Cópialo ahora: solo se muestra una vez.
done-token-stopped = El token ya no funciona.
done-export-asked = Tu copia se está preparando. Un correo te avisará cuando esté lista.
done-leaving = Tu sesión está cerrada en todas partes. Un correo dice cuándo se eliminará la cuenta; inicia sesión antes para conservarla.
done-email-changed = Tu dirección ha cambiado. La anterior recibió un aviso y puede recuperarla durante siete días.
done-all-ended = Todo ha terminado: sesiones, tokens, acceso de aplicaciones y la contraseña anterior. Elige ahora una nueva.
done-all-ended-mail = Todo ha terminado: sesiones, tokens, acceso de aplicaciones y la contraseña anterior. Va en camino un correo con un enlace para una contraseña nueva; el enlace sirve una vez, durante 30 minutos.
done-set-up = La puesta en marcha ha terminado y esta dirección queda cerrada para siempre. Inicia sesión para continuar.

## The account: what all its pages share

account-title = Cuenta
account-overview = Resumen
account-profile = Perfil
account-security = Seguridad
account-sessions = Navegadores con sesión abierta
account-log = Registro de seguridad
account-apps = Aplicaciones conectadas
account-tokens = Tokens personales
account-data = Tus datos
account-not-now = Ahora no
account-last-used = último uso: { $when }
account-last-used-first = Último uso: { $when }
account-never-used-first = Aún sin usar
device-alone = { $browser }
device-on = { $browser } en { $system }
device-some-on = Un navegador en { $system }
device-unknown = Un navegador desconocido

## The account: security

security-title = Seguridad
security-state = { $ways }.
security-state-back = { $ways }; { $back }.
security-ways-two = Dos formas de iniciar sesión: una llave de acceso; tu contraseña con { $second }
security-ways-password-and = Inicias sesión con tu contraseña y { $second }
security-ways-password = Inicias sesión solo con tu contraseña
security-ways-passkey = Inicias sesión con una llave de acceso; no tienes contraseña
security-ways-none = Aún no tienes contraseña
security-second-either = una llave de acceso o un código de tu aplicación de autenticación
security-second-passkey = una llave de acceso
security-second-app = un código de tu aplicación de autenticación
security-second-text = un código por mensaje de texto
security-back-none = sin códigos de recuperación
security-back-left =
    { $count ->
        [one] queda 1 código de recuperación
       *[other] quedan { $count } códigos de recuperación
    }
security-next-operator = Los operadores necesitan un segundo factor para abrir las páginas de operadores.
security-next-second = Quien descubra tu contraseña puede iniciar sesión en tu nombre. Una llave de acceso, o un código de tu teléfono, lo impide.
security-next-recovery = Sin códigos de recuperación, perder el teléfono te deja fuera.
security-next-few = Te quedan pocos códigos de recuperación.
security-do-app = Configura una aplicación de autenticación
security-do-recovery = Crea códigos de recuperación
security-do-recovery-again = Crea códigos de recuperación nuevos
security-other-ways = Otras formas
security-ways = Formas de iniciar sesión
security-password = Contraseña
security-password-chosen = Elegida: { $when }
security-none = Ninguna
security-password-change = Cambiar<span class="unseen"> la contraseña</span>
security-app = Aplicación de autenticación
security-on = Activa
security-off = Desactivada
security-app-since = Desde: { $when }
security-operators-need = Los operadores no pueden prescindir de ella.
security-app-replace = Sustituir<span class="unseen"> la aplicación de autenticación</span>
security-app-remove = Desactivar<span class="unseen"> la aplicación de autenticación</span>
security-app-about = Una aplicación de tu teléfono muestra un código que solo ella conoce, incluso sin conexión.
security-app-set-up = Configurar<span class="unseen"> una aplicación de autenticación</span>
security-back = Formas de volver
security-recovery = Códigos de recuperación
security-recovery-left =
    { $count ->
        [one] Queda 1
       *[other] Quedan { $count }
    }
security-recovery-none = Ninguno
security-recovery-made = Creados: { $when }
security-recovery-replace = Sustituir<span class="unseen"> los códigos de recuperación</span>
security-recovery-about = Diez códigos en papel, para el día en que te falte el teléfono.
security-recovery-make = Crear<span class="unseen"> códigos de recuperación</span>
security-where = Dónde tienes la sesión abierta
security-sessions =
    { $count ->
        [one] Uno: este.
       *[other] { $count }, entre ellos este.
    }
security-trusted = Navegadores de confianza
security-trusted-forget-all = Volver a preguntar en todos
security-trusted-none = Ninguno. Un navegador aparece aquí cuando marcas «No preguntar en este navegador» al iniciar sesión.
security-this-browser = Este navegador
security-trusted-until = Sin código hasta: { $when }
security-trusted-forget = Volver a preguntar<span class="unseen"> en { $device }, de confianza hasta { $when }</span>

## The account: passkeys

passkeys-title = Llaves de acceso
passkeys-add = Añadir una llave de acceso
passkeys-none = Ninguna todavía. Con una llave de acceso inicias sesión con tu huella, tu cara o el bloqueo de pantalla. Solo funciona en este sitio, así que ninguna página falsa puede sacártela.
passkeys-synced = Sincronizada
passkeys-one-device = En un solo dispositivo
passkeys-added = Añadida: { $when }
passkeys-rename = Cambiar el nombre<span class="unseen"> de { $name }</span>
passkeys-remove = Quitar<span class="unseen"> { $name }</span>
passkeys-new-lead = Tu dispositivo o tu gestor de contraseñas la crea y la guarda. A partir de entonces inicias sesión con tu huella, tu cara o el bloqueo de pantalla.
passkeys-new-where = En este dispositivo, un teléfono o una llave de seguridad
passkeys-new-about = Tu navegador pregunta dónde guardarla. Lo mejor es que tu gestor de contraseñas la copie a tus otros dispositivos: así perder el teléfono no te deja fuera.
passkeys-make = Crear una llave de acceso
passkeys-not-here = Este navegador no puede crear llaves de acceso. <a href="/account/security/authenticator">Una aplicación de autenticación</a> funciona en todas partes.
passkeys-need-scripts = Las llaves de acceso necesitan scripts, que aquí están desactivados. <a href="/account/security/authenticator">Una aplicación de autenticación</a> funciona sin ellos.
passkeys-too-long = Tardó demasiado, o esta página estuvo abierta demasiado tiempo. Inténtalo de nuevo.
passkeys-answer-refused = No se aceptó la respuesta de tu navegador. Inténtalo de nuevo o usa otro dispositivo.
passkeys-known = Esta llave de acceso ya está en uso. Crea otra.
passkeys-full-advice = Quita una que ya no uses y luego añade la nueva.
passkeys-last-advice = Un operador necesita un segundo factor. Configura otro primero y luego quita este.
passkeys-rename-title = Cambiar el nombre de una llave de acceso
passkeys-name = Nombre
passkeys-name-hint = Lo que la distingue de las demás. { $most } caracteres como máximo.
passkeys-name-wrong = Escribe un nombre de 1 a { $most } caracteres visibles.
passkeys-name-save = Guardar el nombre

## The account: authenticator app

authenticator-replace-title = Sustituye tu aplicación de autenticación
authenticator-title = Configura una aplicación de autenticación
authenticator-replace-lead = La aplicación que tienes ahora sigue funcionando hasta que se compruebe la nueva.
authenticator-operator-lead = Los operadores necesitan una para abrir las páginas de operadores. Muestra un código que solo tu teléfono conoce.
authenticator-lead = Muestra un código que solo tu teléfono conoce. Cualquiera sirve.
authenticator-scan = Escanea esta imagen con la aplicación
authenticator-picture = Código QR de la clave de abajo
authenticator-no-camera = ¿Sin cámara? Introduce esta clave: «basada en tiempo», seis dígitos.
authenticator-copy = Copiar<span class="unseen"> la clave</span>
authenticator-open = Abrir en una aplicación de este dispositivo
authenticator-enter = Introduce el código que muestra
authenticator-code = Código
authenticator-code-hint = Los seis dígitos que la aplicación muestra ahora.
authenticator-code-wrong = Ese no es el código que esta clave da ahora. Escanea la imagen otra vez, revisa la hora de tu teléfono e introduce el código que muestra la aplicación.
authenticator-busy = Comprobando…
authenticator-replace = Sustituir la aplicación
authenticator-turn-on = Activarla

## The account: recovery codes

recovery-title = Códigos de recuperación
recovery-once = Guárdalos ahora: solo se muestran una vez. Cada uno te permite iniciar sesión una vez cuando no tengas el teléfono.
recovery-ten-for = Diez códigos para <bdi>{ $username }</bdi>
recovery-copy = Copiar<span class="unseen"> los códigos</span>
recovery-download = Descargar como texto
recovery-print = Imprimir
recovery-saving = Guardando…
recovery-saved = Ya los he guardado
recovery-older-work = Hasta entonces tus códigos anteriores siguen funcionando.
recovery-not-yet = Hasta entonces no funcionan.
recovery-lead = Diez códigos en papel o en un gestor de contraseñas, para el día en que te falte el teléfono. Cada uno sirve una vez.
recovery-left = Quedan
recovery-left-of = { $left } de 10
recovery-few = Pocos
recovery-made = Creados
recovery-last-used = Último uso
recovery-never = Aún no
recovery-making = Creando códigos…
recovery-make-new = Crear códigos nuevos
recovery-make = Crear códigos de recuperación
recovery-needs-factor = Sustituyen a un segundo factor, y aún no tienes ninguno. <a href="/account/security/authenticator">Configura antes una aplicación de autenticación</a>.
recovery-file-title = Códigos de recuperación de { $username } en { $service }
recovery-file-about = Creados: { $when }. Cada uno sirve una vez.

## The account: at a glance

glance-title = Tu cuenta
glance-you = Tú
glance-username = Nombre de usuario
glance-email = Correo
glance-who = Quién puede entrar
glance-sessions =
    { $count ->
        [one] Un navegador: este.
       *[other] { $count } navegadores.
    }
glance-apps-none = Ninguna todavía.
glance-apps =
    { $count ->
        [one] Una aplicación.
       *[other] { $count } aplicaciones.
    }
glance-security-about = Contraseña, segundo factor y códigos de recuperación.
glance-sign-out = Cerrar la sesión de este navegador

## The account: profile

profile-page = Perfil
profile-title = Tu perfil
profile-lead = Nadie lo ve salvo tú y las aplicaciones a las que se lo permitas.
profile-email = Dirección de correo
profile-email-change = Cambiar<span class="unseen"> la dirección de correo</span>
profile-save = Guardar
profile-saving = Guardando…
profile-optional = { $field } (opcional)
profile-group-name = Cómo te llamas
profile-group-about = Sobre ti
profile-group-reach = Dónde localizarte
profile-name = Nombre
profile-name-hint = Se muestra en lugar de tu nombre de usuario.
profile-name-wrong = Usa 80 caracteres visibles o menos.
profile-field-given-name = Nombre de pila
profile-field-middle-name = Segundo nombre
profile-field-family-name = Apellidos
profile-field-nickname = Apodo
profile-field-profile = Página de perfil
profile-field-picture = Dirección de una imagen
profile-field-website = Sitio web
profile-field-gender = Género
profile-field-birthdate = Fecha de nacimiento
profile-field-zoneinfo = Zona horaria
profile-field-locale = Idioma
profile-field-phone = Número de teléfono
profile-field-street = Calle y número
profile-field-town = Localidad
profile-field-region = Región o provincia
profile-field-postal-code = Código postal
profile-field-country = País
profile-date-hint = Año, mes y día: { $example }.
profile-locale-hint = Como { $one } o { $other }.
profile-phone-hint = Con + y el código del país.
profile-too-long = Tiene más de 120 caracteres. Acórtalo.
profile-unseen = Contiene un carácter que no se ve. Escríbelo de nuevo sin él.
profile-date-wrong = Escribe la fecha como año, mes y día: { $example }.
profile-locale-wrong = Escribe un idioma como { $one } o { $other }.
profile-phone-wrong = Escribe el número con + y el código del país: { $example }.
profile-url-wrong = Escribe una dirección completa que empiece por { $start }.

## The account: password

password-page = Contraseña
password-title = Cambia tu contraseña
password-on-list = <strong>Tu contraseña está en una lista de contraseñas filtradas.</strong> Nadie ha entrado en tu cuenta, pero esas listas son lo primero que se prueba. Elige otra ahora.
password-current = Contraseña actual
password-current-wrong = Esta no es tu contraseña actual. Revísala e inténtalo de nuevo.
password-new = Contraseña nueva
password-others = Cerrar sesión en todos los demás sitios
password-others-hint = Quien conozca la contraseña anterior pierde lo que tenga abierto.
password-save = Guardar la contraseña nueva

## The account: another email address

email-change-title = Cambia tu dirección de correo
email-change-lead = Ahora es <bdi dir="ltr">{ $email }</bdi>. Cambia cuando confirmes la nueva; durante los siete días siguientes, la anterior puede recuperarla.
email-change-new = Nueva dirección de correo
email-change-submit = Enviar un código a la nueva dirección
email-change-busy = Enviando el código…
email-change-same = Esta es la dirección que ya tiene la cuenta. Escribe otra.
email-change-often = Ya se enviaron varios códigos allí. Espera una hora o escribe otra dirección.
email-confirm-title = Confirma la nueva dirección
email-code-lead = Enviamos un código de 6 dígitos y un enlace a <strong class="whole"><bdi dir="ltr">{ $masked }</bdi></strong>.
email-code-field = Código del correo
email-code-busy = Comprobando el código…
email-code-submit = Cambiar la dirección
email-code-again = Otra dirección u otro código
email-code-wrong =
    { $count ->
        [one] Este código no es correcto. Queda un intento.
       *[other] Este código no es correcto. Quedan { $count } intentos.
    }
email-code-last = Este código no es correcto y era el último intento. Abre el enlace del correo o pide otro código.
email-code-over = Demasiados códigos incorrectos. Abre el enlace del correo o pide otro código.
email-link-over = Ya se usó, se envió uno más reciente, la dirección pertenece a otra cuenta o tiene más de 24 horas. Inicia sesión y pídelo de nuevo en la página de tu perfil.
email-confirm-lead = Una pulsación y la cuenta <bdi>{ $username }</bdi> tendrá la dirección <strong><bdi dir="ltr">{ $email }</bdi></strong>.
email-confirm-busy = Cambiando…
email-confirm-not-asked = Si no lo pediste, cierra la página: no pasa nada.

## The account: sessions

sessions-lead = ¿Hay algo que no conoces? Cierra su sesión y luego <a href="/account/security/password">elige una contraseña nueva</a>. Al cerrar la sesión de un navegador termina también lo que las aplicaciones obtuvieron allí; las que pueden actuar en tu ausencia siguen.
sessions-others = Cerrar sesión en todos los demás sitios
sessions-busy = Cerrando sesión…
sessions-since = desde: { $when }
sessions-end = Cerrar sesión<span class="unseen">, { $device }, último uso: { $when }</span>
sessions-everywhere = Cerrar sesión en todas partes, también aquí
sessions-how-password = contraseña
sessions-how-app = contraseña y código de la aplicación
sessions-how-recovery = contraseña y código de recuperación
sessions-how-several = varios factores
sessions-how-text = contraseña y mensaje de texto

## The account: signing out everywhere

everywhere-title = ¿Cerrar sesión en todas partes?
everywhere-lead =
    { $others ->
        [0] Se cierra la sesión de <strong><bdi>{ $member }</bdi></strong> en este navegador.
        [one] Se cierra la sesión de <strong><bdi>{ $member }</bdi></strong> en este navegador y en otro más.
       *[other] Se cierra la sesión de <strong><bdi>{ $member }</bdi></strong> en este navegador y en otros { $others }.
    }
everywhere-about = Lo que las aplicaciones obtuvieron en ellos termina en un segundo. Las que pueden actuar en tu ausencia siguen; las detienes en <a href="/account/apps">Aplicaciones conectadas</a>.
everywhere-submit = Cerrar sesión en todas partes
everywhere-stay = Mantener la sesión abierta

## The account: it was not you

notme-title = ¿No fuiste tú?
notme-undo-title = Recupera tu dirección
notme-undo-lead = La cuenta <bdi>{ $username }</bdi> recupera <bdi dir="ltr">{ $address }</bdi>, y termina todo lo que otra persona pueda tener de ella.
notme-lead = Una pulsación pone fin a todo lo que otra persona pueda tener de la cuenta <bdi>{ $username }</bdi>.
notme-browsers = Se cierra la sesión de todos los navegadores, también de este.
notme-apps = Todas las aplicaciones y los tokens personales pierden el acceso. Puedes volver a permitir las aplicaciones.
notme-password = La contraseña deja de funcionar y eliges una nueva.
notme-factors = Tus segundos factores se mantienen.
notme-busy = Terminando todo…
notme-submit = Terminar todo y elegir una contraseña nueva
notme-after-all = Si al final fuiste tú, cierra esta página: no pasa nada.
notme-link-over = Ya se usó o tiene más de siete días. Puedes elegir una contraseña nueva en «¿Olvidaste tu contraseña?» en la página de inicio de sesión: eso también cierra todas las sesiones.

## The account: connected apps

apps-none = Ninguna aplicación tiene acceso. Cuando inicies sesión en una con tu cuenta de { $service } y le permitas algo, aparecerá aquí.
apps-see = Ver qué pueden hacer las aplicaciones
apps-allowed = Permitida: { $when }
apps-never-used = aún sin usar
apps-open = Abrir<span class="unseen"> { $app }</span>
apps-open-one = Abrir <bdi>{ $app }</bdi>
apps-may = Lo que puede hacer
apps-may-about = Desmarca lo que ya no debe hacer. Termina en un segundo, en todas partes.
apps-not-included = No incluye: { $what }
apps-save = Guardar
apps-saving = Guardando…
apps-remove = Quitar el acceso
apps-removing = Quitando…
apps-remove-about = A partir de entonces no puede leer ni cambiar nada aquí. Lo que ya copió se lo queda; su sitio web dice cómo pedir que lo borren.

## The account: personal tokens

pat-make = Crear un token
pat-lead = Con un token, un programa tuyo actúa por ti en la API. Quien lo tenga puede hacer lo que el token permite.
pat-none = Aquí estarán los tokens para tus propios scripts y herramientas. Las aplicaciones de otros no los necesitan: te lo piden a ti.
pat-title = Tokens que funcionan
pat-soon = Caduca pronto
pat-ends = caduca: { $when }
pat-renew = Renovar<span class="unseen">: { $name }</span>
pat-stop = Detener<span class="unseen">: { $name }</span>
pat-full = Cincuenta tokens es el máximo. Detén uno para crear otro.
pat-new-title = Crear un token personal
pat-name = Nombre
pat-name-hint = Para que distingas tus tokens: dónde se usa.
pat-name-wrong = Dale al token un nombre de 1 a 40 caracteres.
pat-ends-after = Caduca a los
pat-year = 1 año
pat-until = O hasta este día (opcional)
pat-until-hint = Año, mes y día: { $example }. Un año como máximo.
pat-until-wrong = Escribe un día dentro de un año como año, mes y día, por ejemplo { $example }.
pat-ends-wrong = Elige cuándo caduca el token.
pat-may-see = Puede ver
pat-may-change = Puede cambiar
pat-may-wrong = Marca al menos una cosa que el token pueda hacer.
pat-submit = Crear el token
pat-busy = Creando el token…

## The account: data

data-copy-title = Llévate una copia
data-copy-about = Todo lo que se guarda de ti: cuenta, perfil, navegadores, aplicaciones, tokens y el registro de seguridad; como JSON para programas y como página para leer.
data-ready = <strong>Hay una copia lista</strong> hasta: { $when }
data-read = Descargar para leer
data-json = Descargar como JSON
data-waits = Tu copia se está preparando. Un correo te avisará cuando esté lista.
data-busy = Pidiendo…
data-make-again = Hacer una copia nueva
data-make = Hacer una copia
data-delete-title = Elimina tu cuenta
data-delete-about = Todo termina de inmediato. La cuenta en sí se elimina pasados { $delay }; hasta entonces la conservas con solo iniciar sesión.
data-delete-link = Eliminar la cuenta…
delete-what = Qué sucede
delete-now = Ahora: se cierra la sesión en todos los navegadores, y todas las aplicaciones y tokens personales pierden el acceso.
delete-meanwhile = Durante { $delay }: conservas la cuenta con iniciar sesión. Nadie más obtiene tu nombre ni tu dirección.
delete-then = Después: la cuenta, el perfil, la dirección, los navegadores, los tokens y lo que permitiste se eliminan para siempre. Nadie vuelve a obtener el nombre de usuario.
delete-stays = Lo que queda: el registro de lo que se hizo aquí, bajo un número que no lleva a nadie, y aquello con lo que otros contaron, como proyectos y ofertas.
delete-apps = Estas aplicaciones tuyas dejan de funcionar para todos:
delete-username-is = Tu nombre de usuario es <strong><bdi dir="ltr">{ $username }</bdi></strong>.
delete-type = Escribe tu nombre de usuario
delete-submit = Eliminar la cuenta en { $delay }
delete-busy = Terminando todo…
delete-other-name = Este no es el nombre de usuario de tu cuenta. Escríbelo tal como está arriba.
delete-operator = Esta es la cuenta de un operador. Antes de eliminarla, otro operador debe encargarse del servicio.
export-title = Tus datos de { $service }
export-made = Creada: { $when }.
export-parts = Partes

## The account: security log

security-log-title = Registro de seguridad
security-log-lead = Lo que sucedió en tu cuenta en los últimos 180 días, por ti o por otra persona. Las horas están en { $zone }.
security-log-about = Sobre
security-log-everything = Todo
security-log-result = Resultado
security-log-any = Cualquiera
security-log-done = Hecho
security-log-refused = Rechazado
security-log-show = Mostrar
security-log-none-such = No sucedió nada de este tipo.
security-log-none = Aquí estará lo que suceda en tu cuenta.
security-log-show-all = Mostrar todo
security-log-events = Sucesos
security-log-what = Qué
security-log-when = Cuándo
security-log-where = Desde dónde
security-log-not-you = ¿No fuiste tú?
security-log-not-me = No fui yo<span class="unseen">: { $what }, { $when }</span>
security-log-older = Sucesos anteriores
security-log-csv = Descargar como CSV
security-log-json = Descargar como JSON
security-log-on-server = en el servidor
security-log-kind-sign-in = Inicio y cierre de sesión
security-log-kind-proof = Contraseña y otras pruebas
security-log-kind-app = Aplicaciones y tokens
security-log-kind-account = Cuenta y perfil
security-log-kind-developer = Aplicaciones a tu cargo
security-log-why-password = contraseña incorrecta
security-log-why-code = código incorrecto
security-log-why-denied = denegado
security-log-why-locked = bloqueada
security-log-why-owed = falta el segundo factor

## What happened, in the security log

event-refused = { $what }: rechazado
event-other = { $action }
event-some-app = una aplicación
event-session-start = Inicio de sesión
event-session-start-refused = Se rechazó un inicio de sesión
event-session-renew = Confirmaste que eres tú
event-session-renew-refused = Se rechazó una confirmación
event-session-end = Cierre de sesión en un navegador
event-session-end-others = Cierre de sesión en todos los demás sitios
event-browser-trust = Se confió en un navegador
event-browser-forget = Se dejó de confiar en un navegador
event-browser-forget-all = Se dejó de confiar en todos los navegadores
event-password-set = Cambio de contraseña
event-password-leaked = La contraseña apareció en una lista de filtradas
event-password-reset-sent = Se envió un enlace para una contraseña nueva
event-factor-add = Se añadió un segundo factor
event-factor-use = Se usó un segundo factor
event-factor-use-refused = Se rechazó un segundo factor
event-factor-remove = Se quitó un segundo factor
event-factor-lock = Un segundo factor se bloqueó tras códigos incorrectos
event-factor-reset = Un operador quitó los segundos factores
event-recovery-make = Se crearon códigos de recuperación
event-recovery-confirm = Se guardaron códigos de recuperación nuevos
event-passkey-add = Se añadió una llave de acceso
event-passkey-add-refused = Se rechazó una llave de acceso nueva
event-passkey-use = Se usó una llave de acceso
event-passkey-rename = Cambio de nombre de una llave de acceso
event-passkey-remove = Se quitó una llave de acceso
event-sms-send = Se envió un código por mensaje de texto
event-sms-send-refused = No se envió un código por mensaje de texto
event-consent-give = Se permitió { $app }
event-consent-give-refused = No se permitió { $app }
event-consent-narrow = Cambió lo que { $app } puede hacer
event-consent-withdraw = Se quitó el acceso de { $app }
event-grant-create = { $app } obtuvo acceso
event-token-revoke = Se anuló un token
event-personal-token-create = Se creó un token personal
event-personal-token-stop = Se detuvo un token personal
event-personal-token-leaked = Un token personal apareció expuesto y se detuvo
event-token-leaked = Un token de { $app } apareció expuesto y se anuló
event-account-create = Se creó la cuenta
event-account-lock = Se bloqueó la cuenta
event-account-unlock = Se desbloqueó la cuenta
event-account-disown = «No fui yo»: se terminó todo
event-account-delete = Se eliminó la cuenta
event-account-delete-asked = Se pidió eliminar la cuenta
event-account-delete-kept = Se conservó la cuenta
event-data-export-asked = Se pidió una copia de los datos
event-data-export-made = Se hizo una copia de los datos
event-data-export-read = Se descargó una copia de los datos
event-email-verification-sent = Se envió un código para la dirección
event-email-verify = Se confirmó la dirección
event-email-verify-refused = Un código incorrecto para la dirección
event-email-change-asked = Se pidió cambiar la dirección
event-email-change = Cambio de dirección
event-email-change-refused = Un código incorrecto para la nueva dirección
event-email-undo = Se recuperó la dirección anterior
event-profile-change = Cambio del perfil
event-photo-set = Cambio de la foto
event-photo-remove = Se quitó la foto
event-client-create = Se registró { $app }
event-client-update = Cambió { $app }
event-client-suspend = Se pausó { $app }
event-client-resume = Se reanudó { $app }
event-client-delete = Se eliminó { $app }
event-client-secret-add = Se añadió un secreto de { $app }
event-client-secret-stop = Se detuvo un secreto de { $app }
event-client-secret-leaked = Un secreto de { $app } apareció expuesto y se detuvo
event-mail-read = Se leyó un correo de la bandeja de salida

## What a copy of the data calls its parts

export-account = Cuenta
export-profile = Perfil
export-browsers = Navegadores
export-passkeys = Llaves de acceso
export-connected-apps = Aplicaciones conectadas
export-personal-tokens = Tokens personales
export-own-apps = Aplicaciones propias
export-security-log = Registro de seguridad
export-id = Identificador
export-username = Nombre de usuario
export-preferred-username = Nombre de usuario preferido
export-email = Correo
export-email-verified = Correo confirmado
export-email-confirmed-at = Correo confirmado el
export-name = Nombre
export-password-changed-at = Contraseña cambiada el
export-made-at = Creado el
export-given-name = Nombre de pila
export-middle-name = Segundo nombre
export-family-name = Apellidos
export-nickname = Apodo
export-picture = Imagen
export-website = Sitio web
export-gender = Género
export-birthdate = Fecha de nacimiento
export-zoneinfo = Zona horaria
export-locale = Idioma
export-phone-number = Número de teléfono
export-phone-number-verified = Número de teléfono confirmado
export-address = Dirección
export-updated-at = Actualizado el
export-browser = Navegador
export-began-at = Empezó el
export-last-used-at = Último uso
export-may = Puede
export-allowed-at = Permitida el
export-ends-at = Caduca el
export-description = Descripción
export-at = Cuándo
export-what = Qué
export-result = Resultado

## Errors that are pages

error-home = Ir a la página de inicio
error-sign-in-first = Inicia sesión primero
error-not-found = No hay nada en esta dirección
error-not-found-advice = Revisa si la dirección tiene alguna errata. Si llegaste por un enlace, aquello a lo que llevaba ya no existe o pertenece a otra persona.
error-form-expired = Este formulario ya no se puede enviar
error-form-expired-advice = Estuvo abierto demasiado tiempo o no se abrió en este navegador. No se cambió nada. Vuelve atrás, recarga la página y envíalo de nuevo.
error-form-spent = Este formulario ya se envió
error-form-spent-advice = Lo que pedía se hizo la primera vez. Vuelve atrás y recarga la página para verlo.
error-request-over = Esta solicitud de inicio de sesión ha terminado
error-request-over-advice = Estuvo abierta demasiado tiempo o ya se respondió. Vuelve a la aplicación y empieza de nuevo.
error-overloaded = El servicio está ocupado un momento
error-overloaded-advice = Muchas personas están iniciando sesión ahora mismo. No se cambió nada. Inténtalo de nuevo en unos segundos.
error-internal = El servicio no pudo responder
error-internal-advice = No perdiste nada de lo que enviaste. Espera un momento e inténtalo de nuevo.
error-broken-link = Este enlace de una aplicación está roto
error-locked = Esta cuenta está bloqueada
error-locked-advice = Un operador de este servicio ha bloqueado esta cuenta. Escribe al servicio si crees que es un error; indica tu nombre de usuario, nunca tu contraseña.
error-link-over = Este enlace ya no sirve
error-changed = Esta cuenta acaba de cambiar
error-wait = Espera un poco antes de volver a intentarlo
error-sign-up-closed = Aquí el registro está cerrado
error-filter = No se puede leer el filtro
error-set-up-over = Este enlace de puesta en marcha ya no sirve
error-undescribed = La aplicación que te envió aquí debería describirse en { $address }, y lo que hay allí no se puede aceptar: { $why }. No se compartió nada. Vuelve a la aplicación; si ocurre de nuevo, avisa a quienes la hacen.

## Signing in

signin-title = Iniciar sesión
signin-continue = para continuar en <bdi>{ $app }</bdi>
signin-policy = La política de privacidad de la aplicación
signin-terms = Las condiciones del servicio de la aplicación
signin-name = Correo o nombre de usuario
signin-password = Contraseña
signin-remember = Mantener la sesión abierta en este navegador
signin-remember-hint = No lo hagas en un equipo compartido.
signin-busy = Iniciando sesión…
signin-forgot = ¿Olvidaste tu contraseña?
signin-passkey = Iniciar sesión con una llave de acceso
signin-passkeys-need-scripts = Las llaves de acceso necesitan scripts, que aquí están desactivados. Con tu contraseña puedes entrar sin ellos.
signin-new-here = ¿Es tu primera vez aquí?
signin-create = Crear una cuenta
signin-wrong = Ese nombre y esa contraseña no corresponden. Revisa ambos o elige una contraseña nueva.
signin-or = o

## Creating an account

signup-title = Crear una cuenta
signup-email = Dirección de correo
signup-email-hint = Enviamos allí un código para confirmarla. Nadie más la ve.
signup-username = Nombre de usuario
signup-username-hint = Público. De 3 a 30 letras, cifras, puntos, guiones o guiones bajos.
signup-password-hint = { $count } caracteres o más; vale una frase corta.
signup-submit = Crear cuenta
signup-busy = Creando tu cuenta…
signup-have-one = ¿Ya tienes una cuenta? <a href="/signin{ $kept }">Inicia sesión</a>
signup-closed = Las cuentas nuevas las crean quienes llevan este servicio. Pídeles una.
signup-taken = Este nombre de usuario ya está en uso. Elige otro.

## What a new name, address or password lacks

email-missing = Escribe tu dirección de correo.
email-not-whole = Esta no es una dirección de correo completa. Escríbela como { $example }.
email-too-long = Esta dirección de correo es más larga de lo que el correo permite. Revisa si sobra texto.
username-missing = Escribe un nombre de usuario.
username-length = Un nombre de usuario tiene de 3 a 30 caracteres.
username-characters = Usa letras de la a a la z, cifras y, entre ellas, puntos, guiones o guiones bajos sueltos.
username-reserved = Este nombre de usuario está reservado para el servicio. Elige otro.
password-missing = Escribe una contraseña.
password-too-short = Usa { $count } caracteres o más. Una frase corta vale y es fácil de recordar.
password-too-long = Usa 128 caracteres como máximo.
password-common = Esta contraseña está en listas de contraseñas comunes y filtradas, que se prueban primero. Elige otra.
password-leaked = Esta contraseña está en una lista de contraseñas filtradas, que se prueban primero. La filtrara quien la filtrara, ya no es solo tuya. Elige otra.
password-pattern = Esta contraseña repite un patrón corto, que se prueba pronto. Elige otra.
password-personal = Esta contraseña es poco más que tu nombre, tu dirección o el nuestro. Elige otra.
strength-very-weak = Muy débil: se adivina al instante.
strength-weak = Débil: se adivina en unas horas.
strength-fair = Regular: resiste un tiempo. Con una palabra más es fuerte.
strength-strong = Fuerte: adivinarla lleva años.
strength-very-strong = Muy fuerte: adivinarla lleva siglos.

## Confirming an address

inbox-title = Revisa tu correo
inbox-lead = Enviamos un código de 6 cifras y un enlace a <strong class="whole"><bdi dir="ltr">{ $email }</bdi></strong>.
inbox-lead-plain = Enviamos un código de 6 cifras y un enlace a tu dirección.
inbox-code = Código del correo
inbox-busy = Comprobando el código…
inbox-link = También puedes abrir el enlace del correo en cualquier dispositivo.
inbox-again = <span>¿No hay nada? Mira en la carpeta de correo no deseado o</span> <button class="textual" type="submit">pide otro código</button>
inbox-another = ¿Dirección equivocada? <a href="/signup{ $kept }">Empieza de nuevo con otra</a>
inbox-wrong = Este código no es correcto o ya caducó. Revísalo o pide otro correo.
verify-page = Confirma tu dirección de correo
verify-title = Confirma tu dirección
verify-lead = Un clic y <strong><bdi dir="ltr">{ $email }</bdi></strong> es tuya aquí.
verify-submit = Confirmar esta dirección
verify-busy = Confirmando…
verify-not-asked = Si no lo pediste, cierra la página: no pasa nada.
verify-over = Ya se usó, se envió uno más reciente o tiene más de 24 horas. Inicia sesión: si la dirección sigue pendiente de confirmar, puedes pedir otro correo.

## A new password by mail

forgot-lead = Te enviaremos un enlace para elegir una nueva.
forgot-email = Dirección de correo de tu cuenta
forgot-submit = Enviar el enlace
forgot-busy = Enviando…
forgot-remembered = ¿La recordaste? <a href="/signin">Inicia sesión</a>
reset-title = Elige una contraseña nueva
reset-lead = Para <bdi>{ $username }</bdi>. Se cierra la sesión en todos los demás navegadores.
reset-password = Contraseña nueva
reset-submit = Guardar la contraseña nueva
reset-busy = Guardando…
reset-over = Ya se usó, se envió uno más reciente o tiene más de 30 minutos. Pide otro correo en «¿Olvidaste tu contraseña?», en la página de inicio de sesión.

## Asking for a second factor

factor-passkey-title = Usa tu llave de acceso
factor-authenticator-title = Escribe el código de tu aplicación
factor-recovery-title = Escribe un código de recuperación
factor-continue = para continuar en <bdi>{ $app }</bdi> como <bdi>{ $username }</bdi>
factor-sign-in = para iniciar sesión como <bdi>{ $username }</bdi>
factor-passkey-hint = Se desbloquea con tu huella, tu cara o el bloqueo de pantalla, en este dispositivo, en tu teléfono o en una llave de seguridad.
factor-code = Código
factor-code-hint = Seis cifras. Tu aplicación de autenticación muestra un código nuevo cada 30 segundos.
factor-recovery-code = Código de recuperación
factor-recovery-hint = Uno de los diez que guardaste, como { $example }. Cada uno sirve una vez.
factor-trust = No preguntar en este navegador durante 30 días
factor-trust-hint = Solo en un dispositivo que nadie más use.
factor-use-passkey = Usar una llave de acceso
factor-use-authenticator = Usar tu aplicación de autenticación
factor-use-recovery = Usar un código de recuperación
factor-others = Otras formas
factor-go-on = Continuar
factor-checking = Comprobando…
factor-start-over = ¿No eres tú o lo perdiste todo? <a href="{ $address }">Empieza de nuevo</a>
factor-authenticator-unreadable = Escribe las seis cifras que muestra tu aplicación de autenticación.
factor-recovery-unreadable = Escribe un código de recuperación: doce letras y cifras.
factor-authenticator-wrong = Ese no es el código de este momento o ya se usó. Espera al siguiente. { $tries }
factor-recovery-wrong = Ese no es uno de tus códigos o ya se usó. { $tries }
factor-tries =
    { $count ->
        [one] Queda 1 intento.
       *[other] Quedan { $count } intentos.
    }
factor-locked = Hubo demasiados códigos incorrectos. Inténtalo de nuevo el { $when } (en { $wait }).
factor-locked-passkey = Hubo demasiados códigos incorrectos. Inténtalo de nuevo el { $when } (en { $wait }) o usa una llave de acceso.
factor-locked-authenticator = Hubo demasiados códigos incorrectos. Inténtalo de nuevo el { $when } (en { $wait }) o usa tu aplicación de autenticación.
factor-locked-recovery = Hubo demasiados códigos incorrectos. Inténtalo de nuevo el { $when } (en { $wait }) o usa un código de recuperación.

## Codes by text message

done-text-on = Los códigos por mensaje de texto están activos. A partir de ahora se pedirá uno al iniciar sesión.
done-text-replaced = A partir de ahora los códigos van al número nuevo.
done-text-off = Los códigos por mensaje de texto están desactivados.
text-message = { $code } es tu código de { $service }. Vale durante { $life }. Nunca te lo pedimos: no se lo digas a nadie.
text-title = Recibir códigos por mensaje de texto
text-title-replace = Usar otro número para los códigos por mensaje
text-lead = Al iniciar sesión enviamos seis cifras a tu teléfono.
text-lead-replace = Ahora van a <bdi dir="ltr">{ $number }</bdi>, y así seguirá hasta que el número nuevo quede comprobado.
text-weaker = Es más débil que una llave de acceso o una aplicación de autenticación: un número puede pasarse al teléfono de otra persona y un mensaje puede leerse por el camino. Es mejor que solo la contraseña.
text-phone = Número de móvil
text-phone-hint = Con + y el prefijo del país, como +34 600 000 000.
text-phone-empty = Escribe el número de tu móvil.
text-phone-country = Empieza por + y el prefijo del país: +34 600 000 000.
text-phone-trunk = Quita el (0): solo se marca dentro del país.
text-phone-characters = Después del +, usa solo cifras.
text-phone-length = Revisa el número: le faltan o le sobran cifras.
text-phone-service = Escribe un número de móvil. Los números de servicios y satélites no reciben códigos.
text-send-to = Enviar un código a este número
text-sending = Enviando…
text-not-now = Ahora no
text-code-title = Escribe el código del mensaje de texto
text-code = Código
text-code-hint = Seis cifras, del mensaje más reciente.
text-code-sent = Enviamos seis cifras a <strong class="whole"><bdi dir="ltr">{ $number }</bdi></strong>. Valen hasta <time datetime="{ $machine }">{ $until }</time>.
text-code-over = Ha caducado el código que enviamos a <strong class="whole"><bdi dir="ltr">{ $number }</bdi></strong>.
text-code-submit = Activar
text-code-checking = Comprobando el código…
text-other-number = Otro número
text-ready = Enviamos seis cifras a tu número que acaba en <strong dir="ltr">{ $ending }</strong>. Valen durante { $life }.
text-sent = Enviamos seis cifras a tu número que acaba en <strong dir="ltr">{ $ending }</strong>. Valen hasta <time datetime="{ $machine }">{ $until }</time>.
text-none = Este servicio no envía mensajes de texto por ahora. Elige otra forma.
text-send = Enviarme un código
text-send-again = Enviar otro código
text-again-at = Se puede enviar otro a las <time datetime="{ $machine }">{ $at }</time>.
text-held = Ahora no se pueden enviar más códigos. Prueba otra vez a las { $at } (dentro de { $wait }).
text-heading = Escribe el código de tu mensaje de texto
text-way = Recibir un código por mensaje de texto
text-unreadable = Escribe las seis cifras del mensaje de texto.
text-wrong = Ese no es el último código que enviamos o ya caducó. { $tries }
text-locked = Hubo demasiados códigos incorrectos. Inténtalo de nuevo el { $when } (en { $wait }) o recibe un código por mensaje de texto.
text-row = Mensaje de texto
text-row-on = Activo
text-row-off = Inactivo
text-row-since = A tu número que acaba en <span dir="ltr">{ $ending }</span>, desde <time datetime="{ $machine }">{ $since }</time>. Más débil que los demás.
text-row-used = Usado por última vez: <time datetime="{ $machine }">{ $used }</time>.
text-row-pitch = Un código en tu teléfono. Más débil que los demás, mejor que solo la contraseña.
text-row-replace = Cambiar<span class="unseen"> el número para los mensajes de texto</span>
text-row-remove = Desactivar<span class="unseen"> los mensajes de texto</span>
text-row-add = Activar<span class="unseen"> los mensajes de texto</span>

## Asking for a passkey

passkey-unsupported = Este navegador no puede usar llaves de acceso. Elige otra forma.
passkey-needs-scripts = Las llaves de acceso necesitan scripts, que aquí están desactivados. Elige otra forma.
passkey-follow = Sigue las indicaciones de tu dispositivo.
passkey-too-many = Demasiados intentos. Espera un momento e inténtalo de nuevo.
passkey-page-old = Esta página lleva demasiado tiempo abierta. Recárgala e inténtalo de nuevo.
passkey-on-device = Este dispositivo ya tiene una llave de acceso para tu cuenta.
passkey-nothing-changed = No se cambió nada. Inténtalo de nuevo o elige otra forma.
passkey-out-of-reach = El navegador no pudo llegar a tu llave de acceso. Inténtalo de nuevo o elige otra forma.
passkey-expired = Tardaste demasiado o esta página estuvo abierta demasiado tiempo. Inténtalo de nuevo.
passkey-unknown = Aquí no conocemos esta llave de acceso: se quitó o pertenece a otro servicio. Tu gestor de llaves recibe el aviso. Inicia sesión de otra forma.
passkey-copied = Esta llave de acceso dio una respuesta que solo puede dar una copia de ella. No se aceptó y se avisa a su dueño.
passkey-not-verified = Tu dispositivo no comprobó que eres tú. Ponle un bloqueo de pantalla o un PIN, o elige otra forma.
passkey-refused = Esta llave de acceso no se aceptó. Inténtalo de nuevo o elige otra forma.

## Confirming who one is

confirm-title = Confirma que eres tú
confirm-lead = Lo que sigue es delicado, así que volvemos a preguntar. Después continúas directamente.
confirm-lead-everything = Esto cambia aquello con lo que inicias sesión, así que volvemos a pedirlo todo. Después continúas directamente.
confirm-signed-in-as = Sesión iniciada como
confirm-passkey = Continuar con una llave de acceso
confirm-use-password = Usar tu contraseña
confirm-wrong-password = Esta no es tu contraseña. Revísala e inténtalo de nuevo.
confirm-lead-app = <bdi>{ $app }</bdi> te pide que demuestres de nuevo quién eres. Después continúas directamente.
confirm-other-account = Usar otra cuenta

## Too many attempts

attempts-too-many = Hubo demasiados intentos. No se cambió nada. Inténtalo de nuevo el { $when } (en { $wait }), inicia sesión con una llave de acceso o elige una contraseña nueva por correo.
attempts-waiting = Tu red envía muchísimas solicitudes de inicio de sesión. Vuelve a la aplicación y empieza de nuevo en un momento.

## Choosing an account

accounts-title = Elige una cuenta
accounts-nobody = Nadie tiene la sesión abierta en este navegador.
accounts-in-use = En uso
accounts-another = Usar otra cuenta

## Staying after all

keep-title = ¿Conservar tu cuenta?
keep-lead = La cuenta <bdi>{ $username }</bdi> se eliminará el <time datetime="{ $machine }">{ $when }</time>, como pediste.
keep-submit = Conservar la cuenta
keep-busy = Conservándola…
keep-leave = Eliminarla y cerrar sesión

## Allowing an app

consent-page = ¿Permitir { $app }?
consent-title = ¿Permitir que <bdi>{ $app }</bdi> use tu cuenta?
consent-test = Aplicación de prueba
consent-unreviewed = Sin revisar
consent-made-by = La hizo <bdi>{ $owner }</bdi>, no nosotros.
consent-made-by-gone = La hizo alguien que ya no está, no nosotros.
consent-made-by-host = La hace quien administra <bdi>{ $host }</bdi>, no nosotros.
consent-registered-today = Registrada hoy
consent-registered-yesterday = Registrada ayer
consent-registered-days = Registrada hace { $count } días
consent-registered-months = Registrada hace { $count } meses
consent-members-none = nadie la usa todavía
consent-members-one = la usa un miembro
consent-members-few = la usan unos pocos miembros
consent-members-about = la usan unos { $count } miembros
consent-members-many = la usan más de 1000 miembros
consent-says = Lo que dice de sí misma:
consent-policy = política de privacidad
consent-terms = condiciones del servicio
consent-you = Eres <strong><bdi>{ $member }</bdi></strong> <span class="you-mail"><bdi dir="ltr">{ $email }</bdi></span>
consent-another = Otra cuenta
consent-tick = Marca lo que aceptas.
consent-tick-all = Marcar todo
consent-see = Lo que puede ver
consent-change = Lo que puede cambiar
consent-away = Mientras no estás
consent-new = Nuevo
consent-before = Ya permitido
consent-needed = Necesario
consent-sensitive = Delicado
consent-not-included = No incluye: { $what }
consent-none-ticked = Marca al menos una cosa que la aplicación pueda hacer o elige «No permitir».
consent-lasts-session = Su acceso termina cuando cierras sesión aquí.
consent-lasts = Su acceso dura hasta que lo quites, o hasta { $span } sin usarse.
consent-lasts-away = Mientras no estás, su acceso dura hasta que lo quites, o hasta { $span } sin usarse. Si no lo marcas, termina cuando cierras sesión aquí.
consent-never = Nunca conoce tu contraseña ni puede cambiar cómo inicias sesión. Puedes retirar este permiso en cualquier momento en «Aplicaciones conectadas», en tu cuenta.
consent-next = Después: <code dir="ltr">{ $destination }</code>
consent-allow = Permitir
consent-deny = No permitir
consent-busy = Volviendo a la aplicación…

## What an app may be allowed

scope-openid = Saber que eres tú quien inicia sesión
scope-openid-not = tu nombre ni tu dirección
scope-profile = Ver tu perfil: nombre, foto y sitio web
scope-profile-not = tu dirección de correo
scope-email = Ver tu dirección de correo
scope-email-not = tus mensajes de correo
scope-address = Ver tu dirección postal
scope-address-not = cambiarla
scope-phone = Ver tu número de teléfono
scope-phone-not = llamar ni enviar mensajes por ti
scope-offline-access = Conservar este acceso mientras no estás
scope-offline-access-not = acceso después de que lo quites
scope-users-read = Ver tu nombre, tu nombre de usuario y tu dirección de correo
scope-users-read-not = tu contraseña
scope-users-write = Cambiar tu nombre y tu perfil
scope-users-write-not = tu dirección de correo ni tu contraseña
scope-projects-read = Ver tus proyectos
scope-projects-read-not = tus mensajes
scope-projects-write = Publicar y cambiar tus proyectos
scope-projects-write-not = adjudicar ni pagar
scope-bids-read = Ver las ofertas que hiciste y recibiste
scope-bids-read-not = tus mensajes
scope-bids-write = Hacer, retirar, adjudicar y aceptar ofertas y escribir valoraciones por ti, sin preguntar
scope-bids-write-not = pagar
scope-payments-read = Ver tus hitos y pagos
scope-payments-read-not = pagar
scope-payments-write = Reservar, liberar y devolver dinero por ti
scope-payments-write-not = adjudicar o aceptar ofertas
scope-messages-read = Leer tus mensajes
scope-messages-read-not = enviar ninguno
scope-messages-write = Enviar mensajes en tu nombre
scope-messages-write-not = leer los anteriores
scope-read = Ver todo lo que hay en tu cuenta
scope-read-not = cambiar nada
scope-write = Cambiar todo lo que hay en tu cuenta
scope-write-not = tu dirección de correo, tu contraseña ni tu inicio de sesión
scope-basic = Ver tu perfil público
scope-basic-not = tu dirección de correo
scope-project-create = Publicar proyectos en tu nombre
scope-project-create-not = cambiarlos ni adjudicarlos
scope-project-manage = Gestionar tus proyectos, ofertas e hitos
scope-project-manage-not = tus mensajes
scope-messaging = Leer y enviar tus mensajes
scope-messaging-not = tus proyectos ni tus ofertas
scope-user-information = Ver tu nombre, tu nombre de usuario y tu dirección de correo
scope-user-information-not = tu contraseña

## Back to an app

form-post-title = Volver a la aplicación
form-post-lead = Tu respuesta está lista. Continúa sola o cuando pulses el botón.
broken-owner = <bdi>{ $app }</bdi> es tuya, así que aquí ves por qué. Los demás solo leen que no se compartió nada.
broken-sent = Enviada
broken-registered = Registrada, la más parecida
broken-differ = Difieren desde el punto marcado. Las direcciones se comparan carácter por carácter, así que registra exactamente lo que envía la aplicación.
broken-none = La aplicación aún no tiene ninguna dirección de redirección. Registra exactamente la que envía.
broken-redirects = Ir a las redirecciones de la aplicación
broken-stopped = La aplicación que te trajo aquí está detenida. No se compartió nada. Puedes cerrar esta página.
broken-malformed = La aplicación que te trajo aquí hizo una petición que no se puede entender. No se compartió nada. Vuelve a la aplicación y empieza de nuevo; si vuelve a pasar, avisa a quienes la hicieron.
broken-unknown = La aplicación que te trajo aquí no es conocida o pidió enviarte a un lugar que no ha registrado. No se compartió nada. Vuelve a la aplicación y empieza de nuevo; si vuelve a pasar, avisa a quienes la hicieron.
message-reference = Si pides ayuda, menciona esta solicitud: <code dir="ltr">{ $reference }</code>

## Signing out

logout-title = ¿Cerrar sesión?
logout-lead = <bdi>{ $app }</bdi> pide cerrar tu sesión aquí.
logout-lead-unnamed = Una aplicación pide cerrar tu sesión aquí.
logout-what = Tienes la sesión abierta como <bdi>{ $member }</bdi>. Lo que las aplicaciones obtuvieron aquí termina, salvo en las que pueden actuar mientras no estás. Los demás navegadores conservan su sesión.
logout-stay = Mantener la sesión abierta
logout-malformed = La aplicación que te trajo aquí hizo una petición que no se puede entender. Tu sesión sigue abierta.
logout-not-ours = La aplicación que te trajo aquí menciona un inicio de sesión que no es nuestro. Tu sesión sigue abierta.
logout-two-apps = La aplicación que te trajo aquí menciona dos aplicaciones a la vez. Tu sesión sigue abierta.
logout-not-registered = La aplicación que te trajo aquí quiere que vuelvas a una dirección que no ha registrado. Tu sesión sigue abierta; puedes cerrarla en tu cuenta.
signed-out-page = Sesión cerrada
signed-out-title = Tu sesión está cerrada
signed-out-in = Tu sesión está abierta
signed-out-left = <strong><bdi>{ $name }</bdi></strong> salió de este navegador. Lo que las aplicaciones obtuvieron aquí ha terminado.
signed-out-nobody = Nadie tiene la sesión abierta en este navegador.
signed-out-open = Aún abierto
signed-out-here = En este navegador está abierta la sesión de <strong><bdi>{ $name }</bdi></strong>.
signed-out-elsewhere =
    { $count ->
        [one] Tienes la sesión abierta en otro navegador.
       *[other] Tienes la sesión abierta en otros { $count } navegadores.
    }
signed-out-away = Aplicaciones que pueden actuar mientras no estás: { $apps }.
signed-out-told = También se cierra tu sesión en { $apps }.
signed-out-frame = Cerrando sesión en { $app }
signed-out-back = Volver a <bdi>{ $app }</bdi>
signed-out-again = Volver a iniciar sesión
signed-out-everywhere = Cerrar sesión en todas partes

## Set-up

setup-page = Puesta en marcha
setup-title = Poner en marcha este servidor
setup-lead = Serás su primer operador. Después, esta página se cierra para siempre.
setup-email = Tu dirección de correo
setup-username = Tu nombre de usuario
setup-password = Tu contraseña
setup-service = Nombre del servicio
setup-service-hint = Los miembros lo leen en cada página y en cada correo.
setup-service-wrong = Escribe un nombre de 1 a 40 caracteres visibles.
setup-taken = Este nombre de usuario ya está en uso o la dirección pertenece a otra cuenta. Elige otro.
setup-submit = Terminar la puesta en marcha
setup-busy = Poniendo en marcha…
setup-over = Sirve durante 24 horas y solo cuenta el más reciente. Vuelve a arrancar el servidor: mostrará uno nuevo.

## Second factors

factor-last = Este es tu último segundo factor

## Passkeys

passkeys-full = Tienes tantas llaves de acceso como caben en una cuenta

## Apps

app-kind-server = Un servidor que actúa por sí mismo
app-kind-web = Un sitio web con servidor
app-kind-browser = Una página que se ejecuta solo en el navegador
app-kind-native = Una aplicación de teléfono u ordenador
app-kind-device = Un dispositivo o la línea de comandos
app-live = En producción
app-test = De prueba
app-stopped = Detenida
app-menu-quickstart = Primeros pasos
app-menu-credentials = Credenciales
app-menu-redirects = Redirecciones
app-menu-scopes = Permisos
app-menu-usage = Uso
app-menu-log = Registro
app-menu-logouts = Cierres de sesión
app-menu-settings = Ajustes
app-warning-no-secret = Ningún secreto funciona: añade uno o la aplicación no obtendrá ningún token.
app-warning-secret-stops = El último secreto se detiene dentro de { $span }.
app-warning-implicit = Usa la concesión implícita, ya obsoleta, que pone los tokens en las direcciones.
app-warning-no-pkce = Funciona sin PKCE, así que un código robado se puede usar.
app-saving = Guardando…
app-name = Nombre de la aplicación
app-name-hint = Los miembros lo leen al decidir. 50 caracteres como máximo.
app-homepage = Sitio web
app-description = Descripción (opcional)
app-description-hint = Qué hace para los miembros. 300 caracteres como máximo.
app-words = Lo que leen los miembros

## What is wrong with an app

app-fault-name-missing = Escribe un nombre. Los miembros lo leen al decidir.
app-fault-name-long = El nombre tiene más de 50 caracteres. Acórtalo.
app-fault-name-hidden = El nombre contiene un carácter que no se ve. Escríbelo de nuevo sin él.
app-fault-name-imitates = Los miembros podrían creer que es una aplicación de { $service }. Elige otro nombre.
app-fault-description-long = La descripción tiene más de 300 caracteres. Acórtala.
app-fault-description-hidden = La descripción contiene un carácter que no se ve. Escríbela de nuevo sin él.
app-fault-homepage-missing = Escribe el sitio web de la aplicación; debe empezar por https://.
app-fault-homepage = El sitio web debe ser una dirección completa que empiece por https://.
app-fault-redirects-unused = Un servidor que actúa por sí mismo no tiene dirección de redirección. Quítala.
app-fault-redirects-missing = Escribe la dirección a la que vuelven los miembros tras decidir.
app-fault-redirects-many = Una aplicación tiene 20 direcciones de redirección como máximo. Quita algunas.
app-fault-redirect-twice = Esta dirección aparece dos veces. Quita una.
app-fault-redirects-hosts = Todas deben tener el mismo host, porque los sujetos son por pares y no hay sector_identifier_uri.
app-fault-https = Debe ser una dirección completa que empiece por https://, sin #.
app-fault-origin = Debe tener el esquema, el host y el puerto de una de las direcciones de redirección.
app-fault-scopes-missing = Elige al menos una cosa que la aplicación pueda hacer.
app-fault-scope-unknown = No existe el permiso «{ $scope }». Elige de la lista.
app-fault-required = Aquello sin lo que la aplicación no puede funcionar debe estar también entre sus permisos.
app-fault-sector-unread = El archivo no se puede obtener: { $reason }.
app-fault-sector-unreadable = El archivo debe ser una lista JSON de direcciones de redirección.
app-fault-sector-incomplete = El archivo debe contener todas las direcciones de redirección de la aplicación.
app-fault-meant = { $reason } ¿Querías decir { $address } ?
app-address-long = Esta dirección tiene más de 2000 caracteres. Usa una más corta.
app-address-whole = Esta no es una dirección completa. Empieza por https:// y un host.
app-address-characters = Esta dirección contiene un espacio, una barra invertida, un carácter de control o una letra que debe codificarse. Escríbela como la envían los navegadores.
app-address-wildcard = Las direcciones se comparan letra por letra, así que * no coincide con nada. Añade cada dirección completa.
app-address-fragment = Una respuesta no se puede enviar a una parte de una página. Quita # y lo que sigue.
app-address-user = Esta dirección contiene un nombre de usuario o una contraseña. Quita lo que está antes de @.
app-address-dots = Esta dirección contiene «..». Escribe la ruta a la que lleva.
app-address-reserved = El parámetro «{ $name }» de la consulta forma parte de la respuesta. Dale otro nombre.
app-address-http = Con http simple, lo que se envía se puede leer por el camino. Usa https, o http://127.0.0.1 en una aplicación nativa.
app-address-scheme = Solo las aplicaciones nativas pueden usar un esquema propio. Usa una dirección https.
app-address-domain = Un esquema propio debe ser un dominio tuyo al revés, como com.example.app:/callback.

## App settings

settings-title = Ajustes
settings-save = Guardar
settings-addresses = Cerrar sesión, e iniciarla desde aquí
settings-after = Tras cerrar sesión, los miembros pueden volver a (opcional)
settings-after-hint = Una dirección por línea; se comparan letra por letra.
settings-backchannel = Cierre de sesión por el canal trasero (opcional)
settings-backchannel-hint = Aquí se envía a su servidor un token de cierre cuando termina la sesión de un miembro.
settings-frontchannel = Cierre de sesión por el canal frontal (opcional)
settings-frontchannel-hint = El navegador carga esta página de la aplicación cuando un miembro cierra sesión. En el mismo host que una dirección de redirección.
settings-start = Comienzo de un inicio de sesión (opcional)
settings-start-hint = «Abrir», en las aplicaciones conectadas de un miembro, lleva aquí con iss en la consulta.
settings-save-addresses = Guardar direcciones
settings-test = Probar el inicio de sesión
settings-told = Qué se le comunicó
settings-paused = Nada de esta aplicación funciona mientras está en pausa. Sus direcciones, permisos y secretos se conservan.
settings-resume = Reanudarla
settings-suspended = Un operador detuvo esta aplicación. Solo un operador puede reanudarla.
settings-suspended-write = Un operador detuvo esta aplicación. Escribe al servicio; solo un operador puede reanudarla.
settings-pause = Pausar
settings-pause-about = Termina sus tokens y rechaza los nuevos, al instante. Todo lo demás se conserva y puedes reanudarla en cualquier momento.
settings-pause-app = Pausar esta aplicación
settings-delete = Eliminar
settings-delete-about = Termina sus tokens, sus secretos y el permiso de todos los miembros. No se puede deshacer.
settings-delete-app = Eliminar esta aplicación
settings-typed = Escribe el nombre de la aplicación para eliminarla
settings-typed-wrong = Este no es el nombre de la aplicación. Escríbelo como aparece en el encabezado.

## Developers

developers-title = Desarrolladores
developers-build = Desarrolla sobre <bdi>{ $service }</bdi>
developers-lead = Deja que los miembros inicien sesión, actúa en su nombre con su permiso o deja que tu servidor actúe por sí mismo. Es OAuth 2.0 y OpenID Connect sin más: tu biblioteca preferida ya lo habla.
developers-your-apps = Tus aplicaciones
developers-register = Registrar una aplicación
developers-register-about = Ponle nombre, di adónde vuelven los miembros y obtén su primer token en la página siguiente.
developers-token = Obtener un token
developers-token-about = Dos peticiones: una para obtener un token y otra que lo usa. Ambas están abajo, listas para pegar.
developers-documents = Documentos de descubrimiento
developers-documents-about = Cada dirección, concesión, algoritmo y llamada, para máquinas. Lo que figura, funciona.
developers-first-token = Obtén un token y úsalo
developers-server-app = Una aplicación de tipo «servidor» actúa por sí misma. Demuestra quién es con su propio id y su secreto, y obtiene un token de acceso en la dirección de tokens:
developers-answer = La respuesta es JSON: <code>access_token</code>, <code>token_type</code>, <code>expires_in</code> en segundos y <code>scope</code>. Envía el token con cada llamada:
developers-for-members = Para los miembros, envía su navegador a <code dir="ltr">{ $address }</code> con un desafío PKCE y canjea el código que vuelve en la misma dirección de tokens. La página de tu aplicación tiene estos pasos con su id ya puesto.
developers-authorization-server = Direcciones, concesiones, algoritmos
developers-openid = Lo mismo, con los nombres de OpenID Connect
developers-resource = Lo que la API espera de un token
developers-keys = Claves que comprueban nuestras firmas
developers-api = La API, llamada a llamada
developers-problems = Lo que significan sus respuestas cuando dice que no

## A developer's apps

apps-empty = Aquí estarán tus aplicaciones, cada una con sus claves, direcciones y permisos.
apps-register-first = Registrar tu primera aplicación
apps-made = Creada el <time datetime="{ $machine }">{ $moment }</time>

## Registering an app

new-lead = Todo esto se puede cambiar después, salvo el tipo.
new-create = Crear aplicación
new-busy = Creando la aplicación…
new-kind = ¿Qué es?
new-kind-missing = Elige qué tipo de programa es la aplicación.
new-kind-server = Credenciales de cliente: no interviene ningún miembro. Recibe un secreto.
new-kind-web = Código de autorización con PKCE: los miembros le permiten actuar por ellos. Recibe un secreto.
new-kind-browser = Código de autorización con PKCE. Sin secreto: una página no puede guardarlo.
new-kind-native = Código de autorización con PKCE. Sin secreto: una aplicación que se reparte no puede guardarlo.
new-kind-device = Código de autorización con PKCE y una dirección http://127.0.0.1 en la misma máquina. Sin secreto.
new-redirects = Adónde vuelven los miembros
new-redirect = Dirección de redirección
new-redirect-more = Otra dirección de redirección
new-redirect-hint = Adónde vuelven los miembros, letra por letra. Un servidor que actúa por sí mismo no tiene ninguna.
new-redirect-add = Añadir otra dirección
new-scopes = Lo que puede pedir
new-scopes-hint = Marca solo lo que necesita ahora. Los miembros siguen eligiendo por sí mismos.
new-scope-not = { $scope } · excepto { $what }

## A new secret

secret-new = Tu nuevo secreto
secret-new-about = Cópialo ahora: solo se muestra una vez. Solo se guarda un hash, así que nadie puede volver a mostrártelo.
secret-copy = Copiar<span class="unseen"> el secreto</span>

## Quick start

quickstart-implicit = <strong>Dejar la concesión implícita:</strong> sus tokens viajan en direcciones, donde los historiales, los registros y otros scripts pueden leerlos. Pasa al flujo de código con PKCE y pide después que se desactive.
quickstart-no-pkce = <strong>Añadir PKCE:</strong> envía un desafío con cada petición y su verificador con el código; pide después que PKCE sea obligatorio.
quickstart-ticked = Los pasos se marcan cuando el servicio ve que funcionan. <a href="{ $log }">El registro</a> cuenta cada llamada y cómo arreglar las que fallan.
quickstart-done = Hecho
quickstart-copy = Copiar<span class="unseen"> el paso { $number }</span>
quickstart-own = Obtén un token para la propia aplicación
quickstart-own-key = No interviene ningún miembro. Pon antes en la variable ASSERTION una declaración recién firmada (iss y sub este cliente, aud este servidor, jti, exp).
quickstart-own-secret = No interviene ningún miembro. Pon antes el secreto en la variable CLIENT_SECRET.
quickstart-ask = Envía a un miembro a la página de consentimiento
quickstart-ask-about = Abre en un navegador la dirección impresa y permite la aplicación. El navegador vuelve a tu dirección de redirección con un código y tu state; comprueba que es el state que enviaste.
quickstart-redeem = Convierte el código en tokens
quickstart-redeem-about = En menos de un minuto y una sola vez.
quickstart-call = Llama a la API en nombre del miembro
quickstart-call-about = Pon el token de acceso en la cabecera Authorization. Vive una hora.
quickstart-refresh = Obtén el token siguiente
quickstart-refresh-about = Cada token de renovación sirve una vez y trae a su sucesor: guarda el nuevo.

## Credentials

credentials-title = Credenciales
credentials-id = ID de cliente
credentials-id-copy = Copiar<span class="unseen"> el ID de cliente</span>
credentials-token = URL de tokens
credentials-token-copy = Copiar<span class="unseen"> la URL de tokens</span>
credentials-authorize = URL de autorización
credentials-authorize-copy = Copiar<span class="unseen"> la URL de autorización</span>
credentials-public = Este tipo de aplicación no tiene secreto: quien tenga la aplicación podría leerlo. En su lugar, PKCE protege sus códigos.
credentials-keyed = Esta aplicación se identifica con una clave propia: firma una breve declaración (<code>private_key_jwt</code>) donde otras envían un secreto.
credentials-keys-read = Sus claves públicas se leen de <bdi dir="ltr">{ $address }</bdi>.
credentials-keys-here = Sus claves públicas están registradas aquí.
credentials-secrets = Secretos de cliente
credentials-empty = Aún no hay secretos. Añade uno abajo; solo se muestra una vez.
credentials-name = Nombre
credentials-made = Creado
credentials-used = Último uso
credentials-status = Estado
credentials-actions = Acciones
credentials-unused = Aún no
credentials-stops = Se detiene
credentials-works = Funciona
credentials-stopped = Detenido
credentials-stop = Detener ahora<span class="unseen">: { $secret }</span>
credentials-add = Añadir un secreto
credentials-busy = Creando un secreto…
credentials-label = Nombre del nuevo secreto
credentials-label-hint = Para que distingas los secretos: dónde se usa o el mes.
credentials-label-wrong = Ponle al secreto un nombre de 1 a 40 caracteres.
credentials-old = El secreto que tienes ahora se detiene
credentials-old-hint = Ambos funcionan hasta entonces, así que nada se rompe mientras los cambias.
credentials-old-hour = después de 1 hora
credentials-old-day = después de 1 día
credentials-old-week = después de 7 días
credentials-old-month = después de 30 días
credentials-old-never = cuando lo detenga yo
credentials-old-missing = Elige cuándo se detiene el secreto anterior.
credentials-none = Esta aplicación no se identifica con un secreto, así que no tiene ninguno.
credentials-two = Ya funcionan dos secretos. Detén antes uno de ellos.
credentials-full = Funcionan dos secretos, y dos es el máximo. Detén uno para añadir otro.

## Redirects

redirects-title = Redirecciones
redirects-lead = Los miembros vuelven a estas direcciones y a ninguna otra.
redirects-list = Direcciones
redirects-empty = Aún no hay ninguna dirección. Hasta que la haya, los miembros no pueden iniciar sesión con esta aplicación: añádela abajo.
redirects-remove = Quitar<span class="unseen"> { $address }</span>
redirects-add = Añadir una dirección
redirects-add-hint = Completa, empezando por https://. Se compara letra por letra.
redirects-add-this = Añadir esta dirección
redirects-rules = Qué direcciones se admiten
redirects-rule-https = https, con la ruta y la consulta exactas que envía la aplicación.
redirects-rule-http = http solo para el propio dispositivo (<code dir="ltr">127.0.0.1</code> o <code dir="ltr">[::1]</code>): para aplicaciones que se ejecutan en él y para sitios web mientras la aplicación está en pruebas.
redirects-rule-plain = Sin comodines, sin <code>#</code>, sin nombre ni contraseña, sin <code>..</code> y sin <code>code</code> ni <code>state</code> en la consulta.
redirects-rule-scheme = Un esquema propio, para aplicaciones nativas, se escribe como un dominio al revés: <code dir="ltr">com.example.app:/callback</code>.

## Scopes of an app

scopes-title = Permisos
scopes-lead = Lo que la aplicación puede pedir a los miembros. Pide poco: cada permiso obligatorio es un motivo para decir que no.
scopes-risk-little = poco riesgo
scopes-risk-some = algo de riesgo
scopes-risk-much = mucho riesgo
scopes-not-included = No incluye: { $what }
scopes-ask = Pedirlo<span class="unseen">: { $scope }</span>
scopes-required = Obligatorio<span class="unseen">: { $scope }</span>
scopes-save = Guardar permisos
scopes-ends = Un permiso que quitas termina en todos los tokens en menos de un segundo.

## Sign-outs that an app was told of

logouts-title = Cierres de sesión
logouts-lead = Cuando un miembro cierra sesión, se avisa a la aplicación para que termine también la suya.
logouts-told-at = Se le avisa en <code dir="ltr">{ $address }</code>. <a href="{ $settings }">Cambiar</a>
logouts-told-nowhere = La aplicación no tiene dirección de canal trasero, así que a su servidor no se le avisa de nada. <a href="{ $settings }">Añadir una</a>
logouts-list = Los últimos 30 días
logouts-empty = Nada todavía. Cada miembro que cierre una sesión en la que se usó esta aplicación deja aquí una línea.
logouts-understood = Entendido
logouts-waiting = En espera
logouts-given-up = Abandonado
logouts-session = Sesión <code dir="ltr">{ $session }</code>
logouts-ended = Terminó el <time datetime="{ $machine }">{ $moment }</time>
logouts-next = próximo intento el <time datetime="{ $machine }">{ $moment }</time>
logouts-attempts =
    { $count ->
        [one] Un intento
       *[other] { $count } intentos
    }
logouts-older = Anteriores
logouts-no-app = La aplicación se detuvo o se eliminó.
logouts-no-address = La aplicación ya no tiene dirección de canal trasero.
logouts-no-token = No se pudo crear ningún token para la aplicación: revisa sus claves.
logouts-status = La aplicación respondió con el estado { $status }.
logouts-no-answer = Sin respuesta: { $why }.

## Asking other servers

outbound-address = la dirección debe empezar por https:// y no contener usuario ni #
outbound-unreachable = no se puede llegar al host desde internet
outbound-connection = la conexión falló: el servidor debe hablar HTTP sobre TLS con un certificado de confianza para su nombre
outbound-redirect = el servidor respondió con una redirección, que no se sigue
outbound-status = el servidor respondió con el estado { $status }
outbound-long = la respuesta pasa de 64 KiB
outbound-slow = el servidor no respondió en 3 segundos

## Usage

usage-title = Uso
usage-time = Periodo
usage-day = Últimas 24 horas
usage-week = Últimos 7 días
usage-month = Últimos 30 días
usage-year = Último año
usage-show = Mostrar
usage-calls = Llamadas
usage-api-calls = { $count } llamadas a la API
usage-refused = Rechazadas
usage-refused-calls = { $count } llamadas que tu aplicación puede corregir
usage-failed = Fallidas
usage-failed-calls = { $count } llamadas que fallaron por nuestra parte
usage-slowest = El 5 % más lento
usage-slowest-note = o más, dentro del servicio
usage-empty = No se llamó a nada en este periodo. Las cifras aparecen aquí unos instantes después de la primera llamada.
usage-make = Hacer una llamada
usage-utc = Las horas están en UTC. <a href="{ $log }">El registro</a> cuenta cada llamada.
usage-by-result = Llamadas por resultado
usage-by-grant = Tokens por concesión
usage-latency = Tiempo de respuesta, el 5 % más lento
usage-succeeded = Correctas
usage-code = Código de autorización
usage-refresh = Renovación
usage-own = Credenciales de cliente
usage-percentile = Percentil 95

## Charts

chart-table = Mostrar como tabla
chart-time = Momento
chart-nothing = Nada en este periodo.
chart-range = Entre { $least } y { $most }; el máximo, el { $moment }.

## Days of charts

day-month = { $day } { $month }
day-month-year = { $day } { $month } { $year }

## The log of an app

log-title = Registro
log-look-for = Buscar
log-filter = Filtrar
log-rules = Qué se puede buscar
log-rule-status = <code>status:400</code> o <code>status:4xx</code>, <code>outcome:refused</code>, <code>error:invalid_grant</code>
log-rule-endpoint = <code>endpoint:token</code> (authorize, token, revoke, introspect, userinfo, api), <code>path:/api/users</code>
log-rule-ids = <code>grant:refresh</code>, <code>flow:</code> o <code>user:</code> con un id, <code>ip:203.0.113</code>, <code>id:</code> de una línea
log-rule-word = Cualquier otra palabra se busca en las rutas y en lo que dijeron las respuestas.
log-none = Ninguna línea encaja.
log-none-so-far = Ninguna línea encaja entre las que se revisaron.
log-further = Buscar más atrás
log-everything = Mostrar todo
log-empty = Aquí estará cada llamada de esta aplicación, unos instantes después de hacerse, con lo que pasó y cómo arreglarlo. Las líneas se conservan 30 días; los tokens, códigos y secretos, nunca.
log-make-first = Hacer la primera llamada
log-fitting = Líneas que encajan
log-newest = Líneas más recientes
log-follow = Seguir en directo
log-pause = Pausar
log-following = Las líneas nuevas aparecen según llegan
log-paused = En pausa
log-refresh = Actualizar
log-older = Líneas anteriores
log-gap = Hueco
log-said = La respuesta decía: «{ $said }»
log-took = Tardó
log-from = Desde
log-grant = Tipo de concesión
log-member = Miembro
log-flow = Flujo
log-line = Línea
log-call = La llamada
log-when = Cuándo
log-parameters = Sus parámetros
log-whole-flow = El flujo completo
log-in-the-log = En el registro
log-about = Acerca de <code>{ $code }</code>
log-filter-long = El filtro tiene más de 300 caracteres. Acórtalo.
log-filter-status = «{ $word }» no se puede buscar: un estado es como 400 o 4xx.
log-filter-endpoint = «{ $word }» no se puede buscar: un endpoint es authorize, token, revoke, introspect, userinfo o api.
log-filter-outcome = «{ $word }» no se puede buscar: un resultado es succeeded, refused o failed.
log-filter-member = «{ $word }» no se puede buscar: el id de un miembro tiene 36 caracteres.
log-filter-line = «{ $word }» no se puede buscar: el id de una línea tiene 36 caracteres.
log-filter-flow = «{ $word }» no se puede buscar: el id de un flujo tiene 36 caracteres.

## What a line of the log says

log-what-missing = Aquí faltan { $number } líneas: se llamó a más de lo que el registro pudo anotar.
log-what-allowed = Un miembro permitió la aplicación y volvió con una respuesta.
log-what-arrived = Llegó un miembro y se le mostró la página siguiente: inicio de sesión, una cuenta o lo que pide la aplicación.
log-what-redeemed = Un código se convirtió en tokens.
log-what-refreshed = Se dieron los tokens siguientes a cambio de un token de renovación.
log-what-own = La aplicación obtuvo un token para actuar por sí misma.
log-what-tokens = Se dieron tokens.
log-what-revoked = Se revocó un token, o ya no lo era.
log-what-introspected = Se consultó un token.
log-what-claims = Se leyeron datos del miembro.
log-what-answered = La llamada se respondió.
log-what-nothing = No hay nada en esta dirección, o no para este token.
log-what-method = Esta dirección no admite este método.
log-what-changed = El objeto cambió entretanto o está en un estado que no lo permite.
log-what-stand = Algo de lo enviado no es posible; la respuesta dice qué.
log-what-many = Demasiadas llamadas; la respuesta dice cuándo volver.
log-what-refused = La llamada se rechazó.
log-what-failed = El servicio no pudo responder. No se cambió nada.

## How to fix what a line of the log says

log-fix-code-used = Canjea cada código una sola vez. Un segundo intento, por ejemplo tras agotarse el tiempo, termina los tokens del primero: envía de nuevo al miembro.
log-fix-code-unknown = Un código vive un minuto y sirve una vez. Canjéalo enseguida, en el servidor que lo recibió.
log-fix-code-expired = Un código vive un minuto. Canjéalo en cuanto vuelva el navegador, antes de cualquier otra tarea.
log-fix-other-client = Envía el id de cliente que lo pidió. Puede que se mezclen dos configuraciones, como pruebas y producción.
log-fix-redirect-unregistered = Compara lo enviado, abajo, con la página de redirecciones de la aplicación, letra por letra; añade allí la dirección si es correcta.
log-fix-redirect = Envía de nuevo el redirect_uri de la solicitud de autorización, letra por letra.
log-fix-verifier-wrong = Envía el mismo verificador cuyo SHA-256 era el code_challenge. Uno por solicitud: una página cargada dos veces lo sobrescribe.
log-fix-verifier = Guarda el verificador de PKCE junto con el state hasta que vuelva el navegador y envíalo como code_verifier.
log-fix-challenge = Envía code_challenge y code_challenge_method=S256 con cada solicitud de autorización; toda biblioteca de OAuth tiene una opción para PKCE.
log-fix-refresh-used = Guarda el nuevo token de renovación de cada respuesta y olvida el anterior; que renueve un solo proceso a la vez. El miembro debe iniciar sesión de nuevo.
log-fix-refresh-unknown = La concesión terminó: se quitó, estuvo demasiado tiempo sin uso o se revocó. Envía de nuevo al miembro.
log-fix-secret-wrong = Compara los cuatro últimos caracteres con los de la página de credenciales. Si el secreto se perdió, añade otro y detén el anterior.
log-fix-secret-missing = Envía el secreto de cliente, en la cabecera Authorization (Basic) o en el cuerpo, según se registró la aplicación.
log-fix-public = Esta aplicación no tiene secreto. Omite el secreto y la cabecera Authorization; PKCE demuestra la petición.
log-fix-stopped = La aplicación está en pausa. Su página de ajustes dice quién la pausó y cómo seguir.
log-fix-scope-unregistered = Añade antes el permiso en la página de permisos de la aplicación o quítalo de la solicitud.
log-fix-scope-needed = Pide este permiso cuando envíes aquí al miembro; debe permitirlo una vez más.
log-fix-token-unknown = Usa el token de renovación para obtener el siguiente token de acceso y repite esta llamada una vez. Si también falla, el miembro debe iniciar sesión de nuevo.
log-fix-token-expired = Un token de acceso vive expires_in segundos. Renuévalo antes, o cuando una llamada responda 401.
log-fix-member-refused = El miembro pulsó «No permitir». Explica en la aplicación qué necesita y por qué antes de enviarlo aquí.
log-fix-nobody = Es la respuesta normal a prompt=none: envía de nuevo al miembro sin él.
log-fix-not-allowed = Es la respuesta normal a prompt=none: envía de nuevo al miembro sin él, para que pueda decidir.
log-fix-repeated = Envía cada parámetro una sola vez.
log-fix-401 = Envía un token de acceso en la cabecera Authorization: Authorization: Bearer y el token.
log-fix-403 = Mira lo que nombra la respuesta: falta un permiso, un derecho o un estado.
log-fix-404 = Revisa la ruta y el identificador que contiene.
log-fix-405 = Consulta el método en la referencia.
log-fix-429 = Espera lo que diga Retry-After y sigue más despacio.
log-fix-5xx = Inténtalo de nuevo pasado el tiempo de Retry-After. Si continúa, comunica a los operadores el id de la petición.
log-fix-answer = El cuerpo de la respuesta dice qué cambiar.

## What errors mean

cause-usual = Qué suele provocarlo
cause-fix = Qué hacer
cause-log = El registro de tu aplicación muestra cada llamada que recibió esta respuesta, con lo que se envió y qué cambiar.
cause-invalid-request = Falta un parámetro, está repetido, mal formado o no va con otro.
cause-invalid-request-1 = Se omitió un parámetro que necesita PKCE u OpenID Connect.
cause-invalid-request-2 = El cuerpo es JSON donde se espera un formulario.
cause-invalid-request-3 = Un parámetro está en la consulta y en el cuerpo.
cause-invalid-request-fix = Lee error_description: nombra el parámetro. Envía cada uno una sola vez, como formulario.
cause-invalid-client = La aplicación no demostró quién es.
cause-invalid-client-1 = El secreto se escribió mal, se cortó o se detuvo.
cause-invalid-client-2 = El id de cliente es del otro entorno.
cause-invalid-client-3 = Las credenciales Basic no se codificaron como formulario antes de base64.
cause-invalid-client-fix = Compara el id de cliente y los cuatro últimos caracteres del secreto con la página de credenciales.
cause-invalid-grant = El código o el token de renovación no sirve para esta petición.
cause-invalid-grant-1 = El código ya se usó o tiene más de un minuto.
cause-invalid-grant-2 = redirect_uri o code_verifier difieren de la solicitud de autorización.
cause-invalid-grant-3 = Un token de renovación se usó dos veces, o su miembro retiró el consentimiento.
cause-invalid-grant-fix = Envía de nuevo al miembro por la solicitud de autorización y canjea enseguida el nuevo código.
cause-unauthorized-client = Esta aplicación no puede usar esta concesión o este tipo de respuesta.
cause-unauthorized-client-1 = Una aplicación de navegador pide un token para sí misma.
cause-unauthorized-client-2 = La concesión implícita, que está desactivada.
cause-unauthorized-client-fix = Elige la concesión que permite el tipo de la aplicación; su página de ajustes las enumera.
cause-unsupported-grant-type = Aquí no existe ese tipo de concesión.
cause-unsupported-grant-type-1 = grant_type está mal escrito.
cause-unsupported-grant-type-2 = La concesión por contraseña, que aquí no existe.
cause-unsupported-grant-type-fix = Usa authorization_code, refresh_token o client_credentials.
cause-unsupported-response-type = Aquí no existe ese tipo de respuesta.
cause-unsupported-response-type-1 = response_type falta o está mal escrito.
cause-unsupported-response-type-fix = Usa response_type=code.
cause-invalid-scope = Un permiso es desconocido, está mal formado o es más de lo que la aplicación puede pedir.
cause-invalid-scope-1 = El permiso no está registrado para la aplicación.
cause-invalid-scope-2 = Los permisos se separan con comas en lugar de espacios.
cause-invalid-scope-3 = Una renovación pide más de lo concedido.
cause-invalid-scope-fix = Registra el permiso en la página de permisos de la aplicación o quítalo.
cause-access-denied = El miembro, o una regla del servicio, dijo que no.
cause-access-denied-1 = El miembro pulsó «No permitir».
cause-access-denied-fix = Ofrece al miembro intentarlo de nuevo; no lo envíes aquí otra vez por tu cuenta.
cause-login-required = Alguien tendría que iniciar sesión, y prompt=none prohíbe pedirlo.
cause-login-required-1 = La sesión terminó.
cause-login-required-2 = Ha iniciado sesión otro miembro que el que nombra id_token_hint.
cause-login-required-fix = Envía de nuevo al miembro sin prompt=none.
cause-consent-required = El miembro tendría que permitir algo, y prompt=none prohíbe pedirlo.
cause-consent-required-1 = La aplicación pide un permiso que el miembro no ha dado.
cause-consent-required-2 = El miembro retiró su consentimiento.
cause-account-selection-required = El miembro tendría que elegir una cuenta, y prompt=none prohíbe pedirlo.
cause-account-selection-required-1 = En este navegador hay varias cuentas con la sesión iniciada.
cause-account-selection-required-fix = Envía de nuevo al miembro sin prompt=none o con id_token_hint.
cause-invalid-request-object = El objeto de solicitud no se puede aceptar.
cause-invalid-request-object-1 = Está firmado con una clave que la aplicación no ha registrado, o no está firmado.
cause-invalid-request-object-2 = iss, aud o exp faltan o son incorrectos, o ha caducado.
cause-invalid-request-object-3 = client_id difiere dentro y fuera.
cause-invalid-request-object-fix = Fírmalo con una clave registrada, con iss el id de cliente, aud este emisor y exp unos minutos más tarde.
cause-invalid-request-uri = No se puede obtener aquello a lo que lleva request_uri.
cause-invalid-request-uri-1 = La dirección no está registrada para la aplicación, letra por letra.
cause-invalid-request-uri-2 = No responde en tres segundos, responde con una redirección o con algo que no es un objeto de solicitud.
cause-invalid-request-uri-fix = Registra la dirección en request_uris y sirve allí el objeto de solicitud por https.
cause-unmet-authentication-requirements = Aquí nadie puede demostrar quién es con la seguridad que exige la solicitud.
cause-unmet-authentication-requirements-1 = Se pide un acr esencial y el miembro no tiene segundo factor.
cause-unmet-authentication-requirements-fix = Pide el acr sin exigirlo, o di al miembro que configure antes un segundo factor.
cause-invalid-redirect-uri = Una URI de redirección no se puede registrar.
cause-invalid-redirect-uri-1 = No es https, o tiene un fragmento, un comodín o datos de usuario.
cause-invalid-redirect-uri-2 = Una aplicación web indica una dirección de la máquina del propio desarrollador.
cause-invalid-redirect-uri-fix = Lee error_description: nombra la dirección y la regla.
cause-invalid-client-metadata = Algo que un programa dijo de un cliente no se puede registrar.
cause-invalid-client-metadata-1 = Un valor que este servidor no ofrece, como un algoritmo.
cause-invalid-client-metadata-2 = Dos campos que no van juntos, como jwks y jwks_uri.
cause-invalid-client-metadata-fix = Lee error_description: nombra el campo y lo que puede contener.
cause-unapproved-software-statement = La declaración de software no es de nadie en quien confíe este servidor.
cause-unapproved-software-statement-1 = Se envió un software_statement; aquí no se acepta ninguno.
cause-unapproved-software-statement-fix = Omítela y envía los propios metadatos.
cause-invalid-token = El token de acceso es desconocido, ha terminado o se alteró por el camino.
cause-invalid-token-1 = Tiene más de expires_in segundos.
cause-invalid-token-2 = El miembro quitó la aplicación o cerró sesión en todas partes.
cause-invalid-token-3 = Se cortó al guardarlo.
cause-invalid-token-fix = Renueva y prueba una vez más con el token nuevo.
cause-insufficient-scope = El token de acceso no permite esta llamada.
cause-insufficient-scope-1 = El permiso no se pidió, o el miembro no lo marcó.
cause-insufficient-scope-fix = Pide el permiso que nombra la respuesta la próxima vez que envíes aquí al miembro.
cause-server-error = Algo falló por nuestra parte.
cause-server-error-1 = Un fallo del servicio.
cause-server-error-fix = Inténtalo más tarde. Si continúa, comunica a los operadores el id de la petición.
cause-temporarily-unavailable = El servicio no pudo responder en ese momento.
cause-temporarily-unavailable-1 = No se podía acceder a la base de datos, o se pidió demasiado a la vez.
cause-temporarily-unavailable-fix = Inténtalo de nuevo pasado el tiempo de Retry-After.

## Kinds of problem

problems-title = Tipos de problema
problems-heading = Cuando la API dice que no
problems-lead = Toda respuesta que no es lo que se pidió es un documento de problema (RFC 9457): JSON cuyo <code>type</code> es la dirección de una de estas páginas.
problem-cause = Qué ha pasado
problem-cure = Qué hacer
problem-detail = El <code>detail</code> de la respuesta dice qué falló en esa petición. Los programas distinguen los tipos de problema por <code>type</code>, la dirección de esta página, que nunca cambia.
problem-all = Todos los tipos de problema
problem-no-token = Hace falta un token de acceso
problem-no-token-cause = La petición llegó sin token de acceso.
problem-no-token-cure = Envía uno en la cabecera Authorization, tras la palabra Bearer. Los metadatos que indica WWW-Authenticate dicen dónde se dan los tokens.
problem-header = La cabecera Authorization no se puede leer
problem-header-cause = La cabecera Authorization no es la palabra Bearer y un token de acceso, o el token llegó dos veces.
problem-header-cure = Envía la cabecera una vez, sin nada más que Bearer, un espacio y el token.
problem-token = El token de acceso no funciona
problem-token-cause = El token de acceso es desconocido, ha caducado, se revocó o es para otra API.
problem-token-cure = Usa el token de renovación una vez para obtener otro, o deja que el miembro permita de nuevo la aplicación. Repetir con el mismo token no servirá.
problem-scope = El token de acceso no permite esto
problem-scope-cause = La operación necesita un permiso que el token no tiene. El desafío lo nombra.
problem-scope-cure = Pide ese permiso cuando pidas un token. Debe estar entre los que la aplicación tiene registrados.
problem-no-member = Esto es solo para el token de un miembro
problem-no-member-cause = El token actúa por la propia aplicación, y la operación trata de un miembro.
problem-no-member-cure = Usa un token del flujo de código de autorización, permitido por un miembro.
problem-missing = Ahí no hay nada
problem-missing-cause = No existe, o es privado y no es de quien llama. No se distingue entre ambas cosas para nadie.
problem-missing-cure = Revisa el identificador y de quién es el token que usas.
problem-method = La dirección no admite este método
problem-method-cause = Hay algo en esta dirección, pero no para este método HTTP.
problem-method-cure = La descripción de la API enumera lo que admite cada dirección.
problem-malformed = La petición no se puede leer
problem-malformed-cause = El cuerpo no es el JSON que admite la operación, o un parámetro no tiene su forma.
problem-malformed-cure = Compara la petición con la descripción de la API. El detalle indica el lugar.
problem-media = El cuerpo no es JSON
problem-media-cause = La operación admite un cuerpo JSON, y Content-Type decía otra cosa.
problem-media-cure = Envía la cabecera Content-Type: application/json.
problem-fields = Algunos campos no son posibles
problem-fields-cause = La petición se puede leer, pero lo que dicen algunos de sus campos no es posible. Todos figuran en errors.
problem-fields-cure = Corrige los campos como indica cada uno y envía de nuevo la petición.
problem-not-owner = Solo el dueño del proyecto hace esto
problem-not-owner-cause = El proyecto es de otro miembro.
problem-not-owner-cure = Actúa con un token del dueño.
problem-not-bidder = Solo el miembro que hizo la oferta hace esto
problem-not-bidder-cause = La oferta es de otro miembro.
problem-not-bidder-cure = Actúa con un token del miembro que hizo la oferta.
problem-own-project = Nadie hace ofertas en un proyecto propio
problem-own-project-cause = El proyecto es del miembro que quiere hacer la oferta.
problem-own-project-cure = Haz la oferta con un token de otro miembro.
problem-not-open = El proyecto no admite ofertas
problem-not-open-cause = El proyecto no está abierto: el trabajo empezó, terminó o su dueño lo retiró.
problem-not-open-cure = Busca proyectos activos para encontrar los que admiten ofertas.
problem-already-bid = El miembro ya hizo una oferta en este proyecto
problem-already-bid-cause = Un miembro hace una sola oferta por proyecto, y una oferta retirada cuenta.
problem-already-bid-cure = Lee la oferta que ya existe.
problem-project-state = El estado del proyecto no permite esto
problem-project-state-cause = Un borrador se publica, un proyecto abierto se cierra, un trabajo en curso se completa: cada paso parte de un solo estado.
problem-project-state-cure = Lee el proyecto y mira su estado.
problem-bid-state = El estado de la oferta no permite esto
problem-bid-state-cause = Una oferta hecha se destaca, se retira o se adjudica; una adjudicada se revoca, se acepta o se rechaza.
problem-bid-state-cure = Lee la oferta y mira su estado.
problem-enough-awarded = Al proyecto no le quedan plazas
problem-enough-awarded-cause = Ya se adjudicaron o aceptaron tantas ofertas como permite el proyecto, o una espera aún la respuesta de su miembro.
problem-enough-awarded-cure = Revoca una adjudicación o espera a que se rechace.
problem-has-bids = Hay ofertas hechas con estas condiciones
problem-has-bids-cause = Una vez hecha una oferta, el tipo de pago, la moneda, el presupuesto y la dedicación quedan como están, y no se quitan plazas.
problem-has-bids-cure = Cambia solo el título, la descripción y las habilidades, o cierra el proyecto y publica otro.
problem-milestone-state = El estado del hito no lo permite
problem-milestone-state-cause = Lo que un hito guarda se libera o se devuelve una vez, y una solicitud se acepta, se rechaza o se retira una vez.
problem-milestone-state-cure = Léelo y mira su estado.
problem-more-than-held = El hito no guarda tanto
problem-more-than-held-cause = El importe es mayor que lo que el hito aún guarda.
problem-more-than-held-cure = Lee el hito: se puede liberar su importe menos lo ya liberado. Sin un importe se libera todo.
problem-already-reviewed = El miembro ya valoró este trabajo
problem-already-reviewed-cause = Cada parte de una oferta terminada escribe una valoración, que queda como está.
problem-already-reviewed-cure = Lee la valoración que ya existe.
problem-changed = Se cambió entretanto
problem-changed-cause = La cabecera If-Match nombra un estado que no es el actual.
problem-changed-cure = Léelo de nuevo, aplica tu cambio a lo que encuentres y envía el nuevo ETag.
problem-key-reused = La Idempotency-Key se usó para otra petición
problem-key-reused-cause = Una clave representa una petición. Esta llegó antes con otro cuerpo.
problem-key-reused-cure = Crea una clave nueva para cada petición nueva y envía la anterior solo con el mismo cuerpo exacto.
problem-many = Demasiadas llamadas
problem-many-cause = La aplicación, o el miembro a través de ella, llamó más veces de lo que permite un minuto.
problem-many-cure = Espera lo que diga Retry-After. Las cabeceras RateLimit y RateLimit-Policy de cada respuesta dicen cuántas llamadas quedan y hasta cuándo.
problem-fault = El servidor no pudo responder
problem-fault-cause = Algo falló por nuestra parte. Está en nuestro registro.
problem-fault-cure = Inténtalo más tarde. Con una Idempotency-Key nada se hace dos veces.
problem-unavailable = El servidor no puede responder ahora
problem-unavailable-cause = El servidor espera algo que necesita, como su base de datos.
problem-unavailable-cure = Inténtalo de nuevo pasado el tiempo de Retry-After. Con una Idempotency-Key nada se hace dos veces.

## Outbox

outbox-title = Bandeja de salida
outbox-stays = No hay servidor de correo configurado, así que el correo se queda aquí. Quien pueda leer esta página puede usar sus enlaces.
outbox-empty = Aquí estará el correo que se escriba, como códigos y enlaces.
outbox-again = Mirar de nuevo
outbox-mails = Correos
outbox-subject = Asunto
outbox-to = Para
outbox-written = Escrito
outbox-state = Estado
outbox-older = Correos anteriores
outbox-mail = El correo
outbox-sent = Enviado el { $moment }
outbox-tried = Intentos: { $number }. { $error }
outbox-waits = En espera
outbox-taken = El servidor de correo aceptó este mensaje, así que su texto no se conserva aquí.
outbox-sealed = Este correo se selló con otra clave y no se puede leer aquí.

## Portal: branding, keys

picture-too-large = El archivo supera los 256 KB. Elige uno más pequeño.
picture-kind = No es una imagen PNG, WebP o JPEG. Elige otro archivo.
picture-pixels = La imagen tiene más de 4096 píxeles de ancho o de alto. Redúcela primero.
picture-damaged = El archivo está dañado. Guarda la imagen de nuevo o elige otra.
branding-title = Imagen
branding-lead = Los miembros ven esto al iniciar sesión, al decidir y en sus aplicaciones conectadas.
branding-logo = Logotipo
branding-logo-from = Obtenido de
branding-logo-file = Imagen
branding-logo-hint = PNG, WebP o JPEG, 256 KB como máximo; mejor si es cuadrada. La dibujamos de nuevo y la mostramos desde aquí.
branding-logo-missing = Elige primero una imagen.
branding-logo-save = Usar este logotipo
branding-logo-remove = Quitar el logotipo
branding-links = Enlaces y contactos
branding-policy = Política de privacidad (opcional)
branding-terms = Condiciones del servicio (opcional)
branding-contacts = Contactos (opcional)
branding-contacts-hint = Una dirección de correo por línea. Las ven los miembros que conectaron la aplicación y los operadores de este servicio.
branding-save = Guardar
keys-title = Claves y tokens
keys-lead = Claves públicas con las que la aplicación se identifica o lee lo que se cifra para ella, y cómo se hacen sus ID tokens.
keys-own = Las claves de la aplicación y sus ID tokens
keys-jwks = Claves públicas (JWK set, opcional)
keys-jwks-hint = JSON con un miembro «keys». Nunca una clave privada.
keys-jwks-uri = O la dirección del conjunto de claves (opcional)
keys-jwks-uri-hint = Se consulta cuando hace falta, así que las claves se pueden cambiar allí.
keys-not-json = Esto no es JSON. Pega el conjunto de claves entero, de llave a llave.
keys-signing = Los ID tokens se firman con
keys-encryption = y se cifran para la clave de la aplicación con
keys-contents = y su contenido con
keys-none = Nada
keys-save = Guardar claves y tokens
apps-contacts = Cómo contactar con quienes la hacen:
