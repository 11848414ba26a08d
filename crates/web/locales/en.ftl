### English. Every other language has the same keys; CONTRIBUTING.md says how a language is added.
### What stands between braces is put in: `{ $app }` is a name, `{ $count }` a number. Markup stays as it is.

language-name = English
language-direction = ltr

## Times and spans

month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
moment = { $day } { $month } { $year }, { $clock } { $zone }
moment-precise = { $day } { $month }, { $clock } { $zone }
span-seconds =
    { $count ->
        [one] 1 second
       *[other] { $count } seconds
    }
span-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
span-hours =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
span-days =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }
list-one = <bdi>{ $name }</bdi>
list-more = { $before }, <bdi>{ $name }</bdi>

## What every page is set in

layout-skip = Skip to the content
layout-areas = Areas
layout-developers = Developers
layout-account = Account
layout-admin = Admin
layout-sign-in = Sign in
layout-sign-out = Sign out
layout-more = More
layout-connected-apps = Connected apps
layout-sessions = Signed-in browsers
layout-colours = Colours
layout-system = System
layout-light = Light
layout-dark = Dark
layout-languages = Languages
layout-menu = Menu: { $page }
layout-problem = There’s a problem
layout-error-title = Error: { $title }

## What scripts say

script-show = Show
script-hide = Hide
script-copied = Copied
script-not-copied = Not copied
script-copy-refused = The browser refused to copy. Select the text and copy it yourself.

## What was just done

done-verified = Your email address is confirmed. Sign in to go on.
done-password-reset = Your new password is set. Every other session and every app’s access has ended. Sign in to go on.
done-password-changed = Your password is changed.
done-password-changed-others = Your password is changed, and every other session has ended.
done-authenticator-on = Your authenticator app is on. From now on its code is asked for at sign-in.
done-authenticator-replaced = Your new authenticator app is on, and the one before it works no more.
done-authenticator-off = Your authenticator app is off. The password alone signs you in.
done-recovery-saved = Your new recovery codes count from now on. Older ones work no more.
done-trust-ended = That browser is asked for a second factor again.
done-trust-ended-all = Every browser is asked for a second factor again.
done-session-ended = That browser is signed out. What apps got there has ended, too.
done-others-ended = Every other browser is signed out. What apps got there has ended, too.
done-app-removed = The app’s access is removed. What it has already read, it may keep.
done-app-narrowed = What the app may do is changed.
done-app-created = The app is registered.
done-secret-added = The new secret works from now on.
done-secret-stopped = The secret is stopped.
done-redirect-added = The address is added.
done-redirect-removed = The address is removed.
done-passkey-added = The passkey is added. From now on it signs you in.
done-passkey-renamed = The passkey has its new name.
done-passkey-removed = The passkey signs nobody in any more. If your passkey manager still offers it, delete it there too.
done-saved = Your changes are saved.
done-paused = The app is paused: nothing of it works until you let it go on.
done-resumed = The app works again.
done-deleted = The app is deleted.
done-confirmed = Thank you. You can go on for ten minutes.
done-reset-sent = If the address has an account here, a mail with a link is on its way. The link works once, for 30 minutes. Nothing there after a few minutes? Look in the folder for unwanted mail, or check the address.
done-mail-again = If the address is waiting to be confirmed, another mail is on its way.
done-token-made = The token is made. Copy it now: it is shown once.
done-token-stopped = The token no longer works.
done-export-asked = Your copy is being made. A mail tells you when it is ready.
done-leaving = You are signed out everywhere. A mail says when the account is deleted; sign in before then to keep it.
done-email-changed = Your address is changed. The old one was told, and can take it back for seven days.
done-all-ended = Everything has ended: sessions, tokens, apps’ access, the old password. Choose a new one now.
done-all-ended-mail = Everything has ended: sessions, tokens, apps’ access, the old password. A mail with a link to a new password is on its way; the link works once, for 30 minutes.
done-set-up = Set-up is finished, and this address is closed for good. Sign in to go on.

## The account: what all its pages share

account-title = Account
account-overview = Overview
account-profile = Profile
account-security = Security
account-sessions = Signed-in browsers
account-log = Security log
account-apps = Connected apps
account-tokens = Personal tokens
account-data = Your data
account-not-now = Not now
account-last-used = last used { $when }
account-last-used-first = Last used { $when }
account-never-used-first = Not used yet
device-alone = { $browser }
device-on = { $browser } on { $system }
device-some-on = A browser on { $system }
device-unknown = An unknown browser

## The account: security

security-title = Security
security-state = { $ways }.
security-state-back = { $ways }; { $back }.
security-ways-two = Two ways to sign in: a passkey; your password with { $second }
security-ways-password-and = Your password and { $second } sign you in
security-ways-password = Your password alone signs you in
security-ways-passkey = A passkey signs you in; you have no password
security-ways-none = You have no password yet
security-second-either = a passkey or a code of your authenticator app
security-second-passkey = a passkey
security-second-app = a code of your authenticator app
security-second-text = a code by text message
security-back-none = no recovery codes
security-back-left =
    { $count ->
        [one] 1 recovery code left
       *[other] { $count } recovery codes left
    }
security-next-operator = Operators need a second factor before the operators’ pages open.
security-next-second = Whoever learns your password can sign in as you. A passkey, or a code from your phone, stops them.
security-next-recovery = Without recovery codes a lost phone locks you out.
security-next-few = You have few recovery codes left.
security-do-app = Set up an authenticator app
security-do-recovery = Make recovery codes
security-do-recovery-again = Make new recovery codes
security-other-ways = Other ways
security-ways = Ways to sign in
security-password = Password
security-password-chosen = Chosen { $when }
security-none = None
security-password-change = Change<span class="unseen"> the password</span>
security-app = Authenticator app
security-on = On
security-off = Off
security-app-since = Since { $when }
security-operators-need = Operators cannot do without.
security-app-replace = Replace<span class="unseen"> the authenticator app</span>
security-app-remove = Turn off<span class="unseen"> the authenticator app</span>
security-app-about = An app on your phone shows a code that only it knows, also without a network.
security-app-set-up = Set up<span class="unseen"> an authenticator app</span>
security-back = Ways back
security-recovery = Recovery codes
security-recovery-left =
    { $count ->
       *[other] { $count } left
    }
security-recovery-none = None
security-recovery-made = Made { $when }
security-recovery-replace = Replace<span class="unseen"> the recovery codes</span>
security-recovery-about = Ten codes on paper, for the day the phone is gone.
security-recovery-make = Make<span class="unseen"> recovery codes</span>
security-where = Where you’re signed in
security-sessions =
    { $count ->
        [one] One: this one.
       *[other] { $count }, this one among them.
    }
security-trusted = Browsers you trust
security-trusted-forget-all = Ask in all of them again
security-trusted-none = None. A browser appears here when you tick “Don’t ask on this browser” at sign-in.
security-this-browser = This browser
security-trusted-until = No code until { $when }
security-trusted-forget = Ask again<span class="unseen"> in { $device }, trusted until { $when }</span>

## The account: passkeys

passkeys-title = Passkeys
passkeys-add = Add a passkey
passkeys-none = None yet. A passkey signs you in with your fingerprint, your face or your screen lock. It works on this site only, so no false page can get it out of you.
passkeys-synced = Synced
passkeys-one-device = On one device
passkeys-added = Added { $when }
passkeys-rename = Rename<span class="unseen"> { $name }</span>
passkeys-remove = Remove<span class="unseen"> { $name }</span>
passkeys-new-lead = Your device or your password manager makes it and keeps it. From then on your fingerprint, your face or your screen lock signs you in.
passkeys-new-where = On this device, a phone or a security key
passkeys-new-about = Your browser asks where to keep it. One that your password manager copies to your other devices is best: then no lost phone locks you out.
passkeys-make = Make a passkey
passkeys-not-here = This browser cannot make passkeys. <a href="/account/security/authenticator">An authenticator app</a> works everywhere.
passkeys-need-scripts = Passkeys need scripts, which are off here. <a href="/account/security/authenticator">An authenticator app</a> works without.
passkeys-too-long = That took too long, or this page was open for too long. Try again.
passkeys-answer-refused = Your browser’s answer was not accepted. Try again, or use another device.
passkeys-known = This passkey is in use already. Make another one.
passkeys-full-advice = Remove one that you no longer use, then add the new one.
passkeys-last-advice = An operator needs a second factor. Set up another one first, then remove this.
passkeys-rename-title = Rename a passkey
passkeys-name = Name
passkeys-name-hint = What tells it from others. { $most } characters at most.
passkeys-name-wrong = Enter a name of 1 to { $most } characters that can be seen.
passkeys-name-save = Save the name

## The account: authenticator app

authenticator-replace-title = Replace your authenticator app
authenticator-title = Set up an authenticator app
authenticator-replace-lead = The app you have now goes on working until the new one is proven.
authenticator-operator-lead = Operators need one before the operators’ pages open. It shows a code that only your phone knows.
authenticator-lead = It shows a code that only your phone knows. Any of them will do.
authenticator-scan = Scan this picture with the app
authenticator-picture = QR code of the key below
authenticator-no-camera = No camera? Enter this key instead: “time-based”, six digits.
authenticator-copy = Copy<span class="unseen"> the key</span>
authenticator-open = Open in an app on this device
authenticator-enter = Enter the code it shows
authenticator-code = Code
authenticator-code-hint = The six digits that the app shows now.
authenticator-code-wrong = That is not the code that this key gives now. Scan the picture again, check the time of your phone, and enter the code that the app shows.
authenticator-busy = Checking…
authenticator-replace = Replace the app
authenticator-turn-on = Turn it on

## The account: recovery codes

recovery-title = Recovery codes
recovery-once = Save them now: they are shown once. Each signs you in one time when your phone is gone.
recovery-ten-for = Ten codes for <bdi>{ $username }</bdi>
recovery-copy = Copy<span class="unseen"> the codes</span>
recovery-download = Download as text
recovery-print = Print
recovery-saving = Saving…
recovery-saved = I’ve saved these
recovery-older-work = Until then your older codes go on working.
recovery-not-yet = Until then they do not work.
recovery-lead = Ten codes on paper or in a password manager, for the day the phone is gone. Each works once.
recovery-left = Left
recovery-left-of = { $left } of 10
recovery-few = Few
recovery-made = Made
recovery-last-used = Last used
recovery-never = Not yet
recovery-making = Making codes…
recovery-make-new = Make new codes
recovery-make = Make recovery codes
recovery-needs-factor = They stand in for a second factor, and you have none yet. <a href="/account/security/authenticator">Set up an authenticator app</a> first.
recovery-file-title = Recovery codes for { $username } at { $service }
recovery-file-about = Made { $when }. Each works once.

## The account: at a glance

glance-title = Your account
glance-you = You
glance-username = Username
glance-email = Email
glance-who = Who can get in
glance-sessions =
    { $count ->
        [one] One browser: this one.
       *[other] { $count } browsers.
    }
glance-apps-none = None yet.
glance-apps =
    { $count ->
        [one] One app.
       *[other] { $count } apps.
    }
glance-security-about = Password, second factor and recovery codes.
glance-sign-out = Sign out of this browser

## The account: profile

profile-page = Profile
profile-title = Your profile
profile-lead = Nobody sees this but you and the apps you allow to.
profile-email = Email address
profile-email-change = Change<span class="unseen"> the email address</span>
profile-save = Save
profile-saving = Saving…
profile-optional = { $field } (optional)
profile-group-name = What you are called
profile-group-about = About you
profile-group-reach = Where you are reached
profile-name = Name
profile-name-hint = Shown in place of your username.
profile-name-wrong = Use 80 visible characters or fewer.
profile-field-given-name = Given name
profile-field-middle-name = Middle name
profile-field-family-name = Family name
profile-field-nickname = Nickname
profile-field-profile = Profile page
profile-field-picture = Address of a picture
profile-field-website = Website
profile-field-gender = Gender
profile-field-birthdate = Birthday
profile-field-zoneinfo = Time zone
profile-field-locale = Language
profile-field-phone = Phone number
profile-field-street = Street address
profile-field-town = Town
profile-field-region = Region
profile-field-postal-code = Postal code
profile-field-country = Country
profile-date-hint = Year, month and day: { $example }.
profile-locale-hint = As { $one } or { $other }.
profile-phone-hint = With + and the country’s code.
profile-too-long = This is longer than 120 characters. Shorten it.
profile-unseen = This holds a character that cannot be seen. Type it again without it.
profile-date-wrong = Write the date as year, month and day: { $example }.
profile-locale-wrong = Write a language as { $one } or { $other }.
profile-phone-wrong = Write the number with + and the country’s code: { $example }.
profile-url-wrong = Write a whole address that begins with { $start }.

## The account: password

password-page = Password
password-title = Change your password
password-on-list = <strong>Your password is on a list of leaked passwords.</strong> Nobody broke into your account, but such lists are tried first. Choose another one now.
password-current = Current password
password-current-wrong = This is not your current password. Check it and try again.
password-new = New password
password-others = Sign out everywhere else
password-others-hint = Whoever may know the old password loses what they have open.
password-save = Save the new password

## The account: another email address

email-change-title = Change your email address
email-change-lead = Now it is <bdi dir="ltr">{ $email }</bdi>. It changes once you have confirmed the new one; for seven days after that, the old one can take it back.
email-change-new = New email address
email-change-submit = Send a code to the new address
email-change-busy = Sending the code…
email-change-same = This is the address the account has. Enter another one.
email-change-often = Several codes went there already. Wait an hour, or enter another address.
email-confirm-title = Confirm the new address
email-code-lead = We sent a 6-digit code and a link to <strong class="whole"><bdi dir="ltr">{ $masked }</bdi></strong>.
email-code-field = Code from the mail
email-code-busy = Checking the code…
email-code-submit = Change the address
email-code-again = Another address, or another code
email-code-wrong =
    { $count ->
        [one] This code is not right. One try is left.
       *[other] This code is not right. { $count } tries are left.
    }
email-code-last = This code is not right, and it was the last try. Open the link in the mail, or have another code sent.
email-code-over = Too many wrong codes. Open the link in the mail, or have another code sent.
email-link-over = It was used already, a newer one was sent, the address belongs to another account, or it is older than 24 hours. Sign in and ask again on your profile page.
email-confirm-lead = One press, and the account <bdi>{ $username }</bdi> has the address <strong><bdi dir="ltr">{ $email }</bdi></strong>.
email-confirm-busy = Changing…
email-confirm-not-asked = If you didn’t ask for this, close the page: nothing happens.

## The account: sessions

sessions-lead = Anything you don’t know? Sign it out, then <a href="/account/security/password">choose a new password</a>. Signing a browser out ends what apps got there, too; apps you let act while you’re away go on.
sessions-others = Sign out everywhere else
sessions-busy = Signing out…
sessions-since = since { $when }
sessions-end = Sign out<span class="unseen">, { $device }, last used { $when }</span>
sessions-everywhere = Sign out everywhere, here too
sessions-how-password = password
sessions-how-app = password and app code
sessions-how-recovery = password and recovery code
sessions-how-several = several factors
sessions-how-text = password and text message

## The account: signing out everywhere

everywhere-title = Sign out everywhere?
everywhere-lead =
    { $others ->
        [0] This signs <strong><bdi>{ $member }</bdi></strong> out of this browser.
        [one] This signs <strong><bdi>{ $member }</bdi></strong> out of this browser and one other.
       *[other] This signs <strong><bdi>{ $member }</bdi></strong> out of this browser and { $others } others.
    }
everywhere-about = What apps got in them ends within a second. Apps you let act while you’re away go on; you end those under <a href="/account/apps">Connected apps</a>.
everywhere-submit = Sign out everywhere
everywhere-stay = Stay signed in

## The account: it was not you

notme-title = This wasn’t you?
notme-undo-title = Take your address back
notme-undo-lead = The account <bdi>{ $username }</bdi> gets <bdi dir="ltr">{ $address }</bdi> back, and everything somebody else may have of it ends.
notme-lead = One press ends everything somebody else may have of the account <bdi>{ $username }</bdi>.
notme-browsers = Every browser is signed out, this one too.
notme-apps = Every app and every personal token loses access. You can allow apps again.
notme-password = The password stops working, and you choose a new one.
notme-factors = Your second factors stay.
notme-busy = Ending everything…
notme-submit = End everything, choose a new password
notme-after-all = If it was you after all, close this page: nothing happens.
notme-link-over = It was used already, or it is older than seven days. You can choose a new password at “Forgot your password?” on the sign-in page: that ends every session, too.

## The account: connected apps

apps-none = No app has access. When you sign in to one with your { $service } account and allow it something, it is listed here.
apps-see = See what apps can do
apps-allowed = Allowed { $when }
apps-never-used = not used yet
apps-open = Open<span class="unseen"> { $app }</span>
apps-open-one = Open <bdi>{ $app }</bdi>
apps-may = What it may do
apps-may-about = Untick what it should no longer do. It ends within a second, everywhere.
apps-not-included = Not included: { $what }
apps-save = Save
apps-saving = Saving…
apps-remove = Remove access
apps-removing = Removing…
apps-remove-about = It can’t read or change anything here from then on. What it already copied stays with it; its website says how to have that deleted.

## The account: personal tokens

pat-make = Make a token
pat-lead = With a token, a program of yours acts for you at the API. Whoever has it can do what it may do.
pat-none = Tokens for your own scripts and tools will be here. Apps of others need none: they ask you.
pat-title = Tokens that work
pat-soon = Ends soon
pat-ends = ends { $when }
pat-renew = Renew<span class="unseen">: { $name }</span>
pat-stop = Stop<span class="unseen">: { $name }</span>
pat-full = Fifty tokens are the most. Stop one to make another.
pat-new-title = Make a personal token
pat-name = Name
pat-name-hint = For you, to tell tokens apart: where it is used.
pat-name-wrong = Give the token a name of 1 to 40 characters.
pat-ends-after = It ends after
pat-year = 1 year
pat-until = Or until this day (optional)
pat-until-hint = Year, month and day: { $example }. A year at most.
pat-until-wrong = Write a day within a year as year, month and day, such as { $example }.
pat-ends-wrong = Choose when the token ends.
pat-may-see = It may see
pat-may-change = It may change
pat-may-wrong = Tick at least one thing the token may do.
pat-submit = Make the token
pat-busy = Making the token…

## The account: data

data-copy-title = Take a copy along
data-copy-about = Everything that is kept of you: account, profile, browsers, apps, tokens and the security log; as JSON for programs and as a page to read.
data-ready = <strong>A copy is ready</strong> until { $when }:
data-read = Download to read
data-json = Download as JSON
data-waits = Your copy is being made. A mail tells you when it is ready.
data-busy = Asking…
data-make-again = Make a new copy
data-make = Make a copy
data-delete-title = Delete your account
data-delete-about = Everything ends at once. The account itself is deleted after { $delay }; until then you keep it by signing in.
data-delete-link = Delete the account…
delete-what = What happens
delete-now = Now: every browser is signed out, and every app and personal token loses access.
delete-meanwhile = For { $delay }: you keep the account by signing in. Nobody else gets your name or address.
delete-then = Then: account, profile, address, browsers, tokens and what you allowed are deleted for good. Nobody gets the username again.
delete-stays = What stays: the record of what was done here, under a number that leads to nobody, and what others relied on, such as projects and bids.
delete-apps = These apps of yours stop working for everybody:
delete-username-is = Your username is <strong><bdi dir="ltr">{ $username }</bdi></strong>.
delete-type = Type your username
delete-submit = Delete the account in { $delay }
delete-busy = Ending everything…
delete-other-name = This is not the username of your account. Type it as it stands above.
delete-operator = This is an operator’s account. Another operator must look after the service before it can be deleted.
export-title = Your data from { $service }
export-made = Made at { $when }.
export-parts = Parts

## The account: security log

security-log-title = Security log
security-log-lead = What happened in your account in the last 180 days, by you or by somebody else. Times are in { $zone }.
security-log-about = About
security-log-everything = Everything
security-log-result = Result
security-log-any = Any
security-log-done = Done
security-log-refused = Refused
security-log-show = Show
security-log-none-such = Nothing of this kind happened.
security-log-none = What happens in your account will be here.
security-log-show-all = Show everything
security-log-events = Events
security-log-what = What
security-log-when = When
security-log-where = From where
security-log-not-you = Not you?
security-log-not-me = This wasn’t me<span class="unseen">: { $what }, { $when }</span>
security-log-older = Older events
security-log-csv = Download as CSV
security-log-json = Download as JSON
security-log-on-server = on the server
security-log-kind-sign-in = Signing in and out
security-log-kind-proof = Password and other proofs
security-log-kind-app = Apps and tokens
security-log-kind-account = Account and profile
security-log-kind-developer = Apps you look after
security-log-why-password = wrong password
security-log-why-code = wrong code
security-log-why-denied = denied
security-log-why-locked = locked
security-log-why-owed = second factor owed

## What happened, in the security log

event-refused = { $what }: refused
event-other = { $action }
event-some-app = an app
event-session-start = Signed in
event-session-start-refused = A sign-in was refused
event-session-renew = Confirmed it’s you
event-session-renew-refused = A confirmation was refused
event-session-end = Signed out of a browser
event-session-end-others = Signed out everywhere else
event-browser-trust = Trusted a browser
event-browser-forget = Stopped trusting a browser
event-browser-forget-all = Stopped trusting all browsers
event-password-set = Changed the password
event-password-leaked = The password was found on a list of leaked ones
event-password-reset-sent = A link for a new password was sent
event-factor-add = Added a second factor
event-factor-use = Used a second factor
event-factor-use-refused = A second factor was refused
event-factor-remove = Removed a second factor
event-factor-lock = A second factor was locked after wrong codes
event-factor-reset = An operator removed the second factors
event-recovery-make = Made recovery codes
event-recovery-confirm = Saved new recovery codes
event-passkey-add = Added a passkey
event-passkey-add-refused = A new passkey was refused
event-passkey-use = Used a passkey
event-passkey-rename = Renamed a passkey
event-passkey-remove = Removed a passkey
event-sms-send = A code was sent as a text message
event-sms-send-refused = A code was not sent as a text message
event-consent-give = Allowed { $app }
event-consent-give-refused = Did not allow { $app }
event-consent-narrow = Changed what { $app } may do
event-consent-withdraw = Removed access of { $app }
event-grant-create = { $app } was given access
event-token-revoke = Ended a token
event-personal-token-create = Made a personal token
event-personal-token-stop = Stopped a personal token
event-personal-token-leaked = A personal token was found in the open and stopped
event-token-leaked = A token of { $app } was found in the open and ended
event-account-create = Made the account
event-account-lock = The account was locked
event-account-unlock = The account was unlocked
event-account-disown = “This wasn’t me”: everything was ended
event-account-delete = The account was deleted
event-account-delete-asked = Asked to delete the account
event-account-delete-kept = Kept the account
event-data-export-asked = Asked for a copy of the data
event-data-export-made = A copy of the data was made
event-data-export-read = Downloaded a copy of the data
event-email-verification-sent = A code for the address was sent
event-email-verify = Confirmed the address
event-email-verify-refused = A wrong code for the address
event-email-change-asked = Asked to change the address
event-email-change = Changed the address
event-email-change-refused = A wrong code for the new address
event-email-undo = Took the old address back
event-profile-change = Changed the profile
event-photo-set = Changed the photo
event-photo-remove = Removed the photo
event-client-create = Registered { $app }
event-client-update = Changed { $app }
event-client-suspend = Paused { $app }
event-client-resume = Let { $app } go on
event-client-delete = Deleted { $app }
event-client-secret-add = Added a secret of { $app }
event-client-secret-stop = Stopped a secret of { $app }
event-client-secret-leaked = A secret of { $app } was found in the open and stopped
event-mail-read = Read a mail in the outbox

## What a copy of the data calls its parts

export-account = Account
export-profile = Profile
export-browsers = Browsers
export-passkeys = Passkeys
export-connected-apps = Connected apps
export-personal-tokens = Personal tokens
export-own-apps = Own apps
export-security-log = Security log
export-id = Id
export-username = Username
export-preferred-username = Preferred username
export-email = Email
export-email-verified = Email verified
export-email-confirmed-at = Email confirmed at
export-name = Name
export-password-changed-at = Password changed at
export-made-at = Made at
export-given-name = Given name
export-middle-name = Middle name
export-family-name = Family name
export-nickname = Nickname
export-picture = Picture
export-website = Website
export-gender = Gender
export-birthdate = Birthdate
export-zoneinfo = Zoneinfo
export-locale = Locale
export-phone-number = Phone number
export-phone-number-verified = Phone number verified
export-address = Address
export-updated-at = Updated at
export-browser = Browser
export-began-at = Began at
export-last-used-at = Last used at
export-may = May
export-allowed-at = Allowed at
export-ends-at = Ends at
export-description = Description
export-at = At
export-what = What
export-result = Result

## Errors that are pages

error-home = Go to the start page
error-sign-in-first = Sign in first
error-not-found = There is nothing at this address
error-not-found-advice = Check the address for a typing mistake. If a link brought you here, what it led to is gone, or belongs to someone else.
error-form-expired = This form can no longer be sent
error-form-expired-advice = It was open for too long, or it was not opened in this browser. Nothing was changed. Go back, reload the page and send it again.
error-form-spent = This form was sent already
error-form-spent-advice = What it asked for was done the first time. Go back and reload the page to see it.
error-request-over = This sign-in request has ended
error-request-over-advice = It was open for too long, or it was answered already. Go back to the app and start again.
error-overloaded = The service is busy for a moment
error-overloaded-advice = Many people are signing in right now. Nothing was changed. Try again in a few seconds.
error-internal = The service could not answer
error-internal-advice = Nothing you sent was lost on your side. Wait a moment and try again.
error-broken-link = This link from an app is broken
error-locked = This account is locked
error-locked-advice = An operator of this service has locked this account. Write to the service if you think this is a mistake; tell them your username, never your password.
error-link-over = This link no longer works
error-changed = This account was changed just now
error-wait = Wait a little before you try again
error-sign-up-closed = Sign-up is closed here
error-filter = The filter cannot be read
error-set-up-over = This set-up link no longer works
error-undescribed = The app that sent you here should describe itself at { $address }, and what is there cannot be taken: { $why }. Nothing was shared. Go back to the app; if it happens again, tell its makers.

## Signing in

signin-title = Sign in
signin-continue = to continue to <bdi>{ $app }</bdi>
signin-policy = The app’s privacy policy
signin-terms = The app’s terms of service
signin-name = Email or username
signin-password = Password
signin-remember = Keep me signed in on this browser
signin-remember-hint = Not on a computer you share.
signin-busy = Signing in…
signin-forgot = Forgot your password?
signin-passkey = Sign in with a passkey
signin-passkeys-need-scripts = Passkeys need scripts, which are off here. Your password works without.
signin-new-here = New here?
signin-create = Create an account
signin-wrong = That name and password do not go together. Check both, or choose a new password.
signin-or = or

## Creating an account

signup-title = Create an account
signup-email = Email address
signup-email-hint = We send a code there to confirm it. Nobody else sees it.
signup-username = Username
signup-username-hint = Public. 3 to 30 letters, digits, dots, dashes or underscores.
signup-password-hint = { $count } characters or more; a short sentence works.
signup-submit = Create account
signup-busy = Creating your account…
signup-have-one = Already have an account? <a href="/signin{ $kept }">Sign in</a>
signup-closed = New accounts are made by the people who run this service. Ask them for one.
signup-taken = This username is taken. Choose another.

## What a new name, address or password lacks

email-missing = Enter your email address.
email-not-whole = This is not a whole email address. Write it like { $example }.
email-too-long = This email address is longer than mail allows. Check it for extra text.
username-missing = Enter a username.
username-length = A username has 3 to 30 characters.
username-characters = Use letters from a to z, digits, and single dots, dashes or underscores between them.
username-reserved = This username is kept for the service. Choose another.
password-missing = Enter a password.
password-too-short = Use { $count } characters or more. A short sentence works and is easy to remember.
password-too-long = Use 128 characters or fewer.
password-common = This password is on lists of common and leaked ones, which are tried first. Choose another.
password-leaked = This password is on a list of leaked ones, which are tried first. Whoever leaked it, it is no longer yours alone. Choose another.
password-pattern = This password repeats a short pattern, which is tried early. Choose another.
password-personal = This password is little more than your name, your address or ours. Choose another.
strength-very-weak = Very weak: it is guessed at once.
strength-weak = Weak: it is guessed within hours.
strength-fair = Fair: it withstands guessing for a while. A further word makes it strong.
strength-strong = Strong: guessing it takes years.
strength-very-strong = Very strong: guessing it takes centuries.

## Confirming an address

inbox-title = Check your inbox
inbox-lead = We sent a 6-digit code and a link to <strong class="whole"><bdi dir="ltr">{ $email }</bdi></strong>.
inbox-lead-plain = We sent a 6-digit code and a link to your address.
inbox-code = Code from the mail
inbox-busy = Checking the code…
inbox-link = You can also open the link in the mail, on any device.
inbox-again = <span>Nothing there? Look in the spam folder, or</span> <button class="textual" type="submit">send a new code</button>
inbox-another = Wrong address? <a href="/signup{ $kept }">Start again with another</a>
inbox-wrong = This code is not right, or it has ended. Check it, or have another mail sent.
verify-page = Confirm your email address
verify-title = Confirm your address
verify-lead = One press, and <strong><bdi dir="ltr">{ $email }</bdi></strong> is yours here.
verify-submit = Confirm this address
verify-busy = Confirming…
verify-not-asked = If you didn’t ask for this, close the page: nothing happens.
verify-over = It was used already, a newer one was sent, or it is older than 24 hours. Sign in: if the address still waits to be confirmed, you can have another mail.

## A new password by mail

forgot-lead = We’ll mail you a link to choose a new one.
forgot-email = Email address of your account
forgot-submit = Send the link
forgot-busy = Sending…
forgot-remembered = Remembered it? <a href="/signin">Sign in</a>
reset-title = Choose a new password
reset-lead = For <bdi>{ $username }</bdi>. Every other browser is signed out.
reset-password = New password
reset-submit = Save the new password
reset-busy = Saving…
reset-over = It was used already, a newer one was sent, or it is older than 30 minutes. Ask for another mail at “Forgot your password?” on the sign-in page.

## Asking for a second factor

factor-passkey-title = Use your passkey
factor-authenticator-title = Enter the code from your app
factor-recovery-title = Enter a recovery code
factor-continue = to continue to <bdi>{ $app }</bdi> as <bdi>{ $username }</bdi>
factor-sign-in = to sign in as <bdi>{ $username }</bdi>
factor-passkey-hint = Your fingerprint, your face or your screen lock unlocks it on this device, on your phone or on a security key.
factor-code = Code
factor-code-hint = Six digits. Your authenticator app shows a new code every 30 seconds.
factor-recovery-code = Recovery code
factor-recovery-hint = One of the ten you saved, such as { $example }. Each works once.
factor-trust = Don’t ask on this browser for 30 days
factor-trust-hint = Only on a device that is yours alone.
factor-use-passkey = Use a passkey
factor-use-authenticator = Use your authenticator app
factor-use-recovery = Use a recovery code
factor-others = Other ways
factor-go-on = Go on
factor-checking = Checking…
factor-start-over = Not you, or lost everything? <a href="{ $address }">Start over</a>
factor-authenticator-unreadable = Enter the six digits that your authenticator app shows.
factor-recovery-unreadable = Enter a recovery code: twelve letters and digits.
factor-authenticator-wrong = That is not the code of this moment, or it was used already. Wait for the next one. { $tries }
factor-recovery-wrong = That is not one of your codes, or it was used already. { $tries }
factor-tries =
    { $count ->
        [one] 1 try is left.
       *[other] { $count } tries are left.
    }
factor-locked = There were too many wrong codes. Try again at { $when } (in { $wait }).
factor-locked-passkey = There were too many wrong codes. Try again at { $when } (in { $wait }), or use a passkey.
factor-locked-authenticator = There were too many wrong codes. Try again at { $when } (in { $wait }), or use your authenticator app.
factor-locked-recovery = There were too many wrong codes. Try again at { $when } (in { $wait }), or use a recovery code.

## Codes by text message

done-text-on = Codes by text message are on. From now on one is asked for at sign-in.
done-text-replaced = Codes go to the new number from now on.
done-text-off = Codes by text message are off.
text-message = { $code } is your { $service } code. It works for { $life }. We never ask for it: tell it to nobody.
text-title = Get codes by text message
text-title-replace = Use another number for text message codes
text-lead = At sign-in we send six digits to your telephone.
text-lead-replace = Now they go to <bdi dir="ltr">{ $number }</bdi>, and go on doing so until the new number is proven.
text-weaker = This is weaker than a passkey or an authenticator app: a number can be moved to somebody else’s telephone, and a message can be read on the way. It is better than a password alone.
text-phone = Mobile number
text-phone-hint = With + and the country’s code, such as +44 7700 900123.
text-phone-empty = Enter the number of your mobile telephone.
text-phone-country = Begin with + and the country’s code: +44 7700 900123.
text-phone-trunk = Leave out the (0): it is dialled only within the country.
text-phone-characters = Use digits only, after the +.
text-phone-length = Check the number: it has too few or too many digits.
text-phone-service = Enter a mobile number. Numbers of services and satellites get no codes.
text-send-to = Send a code to this number
text-sending = Sending…
text-not-now = Not now
text-code-title = Enter the code from the text message
text-code = Code
text-code-hint = Six digits, from the newest message.
text-code-sent = We sent six digits to <strong class="whole"><bdi dir="ltr">{ $number }</bdi></strong>. They work until <time datetime="{ $machine }">{ $until }</time>.
text-code-over = The code has ended that we sent to <strong class="whole"><bdi dir="ltr">{ $number }</bdi></strong>.
text-code-submit = Turn it on
text-code-checking = Checking the code…
text-other-number = Another number
text-ready = We send six digits to your number that ends in <strong dir="ltr">{ $ending }</strong>. They work for { $life }.
text-sent = We sent six digits to your number that ends in <strong dir="ltr">{ $ending }</strong>. They work until <time datetime="{ $machine }">{ $until }</time>.
text-none = This service sends no text messages at present. Choose another way.
text-send = Send me a code
text-send-again = Send another code
text-again-at = Another can be sent at <time datetime="{ $machine }">{ $at }</time>.
text-held = No more codes can be sent just now. Try again at { $at } (in { $wait }).
text-heading = Enter the code from your text message
text-way = Get a code by text message
text-unreadable = Enter the six digits from the text message.
text-wrong = That is not the code we sent last, or it has ended. { $tries }
text-locked = There were too many wrong codes. Try again at { $when } (in { $wait }), or get a code by text message.
text-row = Text message
text-row-on = On
text-row-off = Off
text-row-since = To your number that ends in <span dir="ltr">{ $ending }</span>, since <time datetime="{ $machine }">{ $since }</time>. Weaker than the others.
text-row-used = Last used <time datetime="{ $machine }">{ $used }</time>.
text-row-pitch = A code on your telephone. Weaker than the others, better than a password alone.
text-row-replace = Replace<span class="unseen"> the number for text messages</span>
text-row-remove = Turn off<span class="unseen"> text messages</span>
text-row-add = Turn on<span class="unseen"> text messages</span>

## Asking for a passkey

passkey-unsupported = This browser cannot use passkeys. Choose another way.
passkey-needs-scripts = Passkeys need scripts, which are off here. Choose another way.
passkey-follow = Follow your device’s prompt.
passkey-too-many = Too many attempts. Wait a moment, then try again.
passkey-page-old = This page is too old. Reload it and try again.
passkey-on-device = This device already has a passkey for your account.
passkey-nothing-changed = Nothing was changed. Try again, or choose another way.
passkey-out-of-reach = The browser could not reach your passkey. Try again, or choose another way.
passkey-expired = That took too long, or this page was open for too long. Try again.
passkey-unknown = This passkey is not known here: it was removed, or it belongs to another service. Your passkey manager is told so. Sign in another way.
passkey-copied = This passkey gave an answer that only a copy of it can give. It was not accepted, and its owner is told.
passkey-not-verified = Your device did not check that it is you. Set a screen lock or a PIN on it, or choose another way.
passkey-refused = This passkey was not accepted. Try again, or choose another way.

## Confirming who one is

confirm-title = Confirm it’s you
confirm-lead = What comes next is sensitive, so we ask again. Then you go straight on.
confirm-lead-everything = This changes what you sign in with, so we ask for everything again. Then you go straight on.
confirm-signed-in-as = Signed in as
confirm-passkey = Go on with a passkey
confirm-use-password = Use your password
confirm-wrong-password = This is not your password. Check it and try again.
confirm-lead-app = <bdi>{ $app }</bdi> asks you to prove once more who you are. Then you go straight on.
confirm-other-account = Use another account

## Too many attempts

attempts-too-many = There were too many attempts. Nothing was changed. Try again at { $when } (in { $wait }), or sign in with a passkey, or choose a new password by mail.
attempts-waiting = Your network sends very many requests to sign in. Go back to the app and start again in a moment.

## Choosing an account

accounts-title = Choose an account
accounts-nobody = Nobody is signed in on this browser.
accounts-in-use = In use
accounts-another = Use another account

## Staying after all

keep-title = Keep your account?
keep-lead = The account <bdi>{ $username }</bdi> is going to be deleted on <time datetime="{ $machine }">{ $when }</time>, as you asked.
keep-submit = Keep the account
keep-busy = Keeping it…
keep-leave = Delete it, and sign out

## Allowing an app

consent-page = Allow { $app }?
consent-title = Allow <bdi>{ $app }</bdi> to use your account?
consent-test = Test app
consent-unreviewed = Not reviewed
consent-made-by = Made by <bdi>{ $owner }</bdi>, not by us.
consent-made-by-gone = Made by somebody who has left, not by us.
consent-made-by-host = Made by whoever runs <bdi>{ $host }</bdi>, not by us.
consent-registered-today = Registered today
consent-registered-yesterday = Registered yesterday
consent-registered-days = Registered { $count } days ago
consent-registered-months = Registered { $count } months ago
consent-members-none = nobody uses it yet
consent-members-one = one member uses it
consent-members-few = a few members use it
consent-members-about = about { $count } members use it
consent-members-many = more than 1,000 members use it
consent-says = What it says of itself:
consent-policy = privacy policy
consent-terms = terms of service
consent-you = You are <strong><bdi>{ $member }</bdi></strong> <span class="you-mail"><bdi dir="ltr">{ $email }</bdi></span>
consent-another = Another account
consent-tick = Tick what you agree to.
consent-tick-all = Tick all
consent-see = What it may see
consent-change = What it may change
consent-away = While you’re away
consent-new = New
consent-before = Allowed before
consent-needed = Needed
consent-sensitive = Sensitive
consent-not-included = Not included: { $what }
consent-none-ticked = Tick at least one thing the app may do, or choose “Don’t allow”.
consent-lasts-session = Its access ends when you sign out here.
consent-lasts = Its access lasts until you remove it, or { $span } unused.
consent-lasts-away = While you’re away, its access lasts until you remove it, or { $span } unused. Left unticked, it ends when you sign out here.
consent-never = It never learns your password and can’t change how you sign in. You can take this back at any time under “Connected apps” in your account.
consent-next = Next: <code dir="ltr">{ $destination }</code>
consent-allow = Allow
consent-deny = Don’t allow
consent-busy = Going back to the app…

## What an app may be allowed

scope-openid = Know that it is you who signs in
scope-openid-not = your name or address
scope-profile = See your profile: name, picture, website
scope-profile-not = your email address
scope-email = See your email address
scope-email-not = your mail
scope-address = See your postal address
scope-address-not = changing it
scope-phone = See your phone number
scope-phone-not = calling or texting for you
scope-offline-access = Keep this access while you are away
scope-offline-access-not = access after you remove it
scope-users-read = See your name, username and email address
scope-users-read-not = your password
scope-users-write = Change your name and profile
scope-users-write-not = your email address or password
scope-projects-read = See your projects
scope-projects-read-not = your messages
scope-projects-write = Post and change your projects
scope-projects-write-not = awarding or paying
scope-bids-read = See bids you placed and received
scope-bids-read-not = your messages
scope-bids-write = Place, withdraw, award and accept bids and write reviews for you, without asking
scope-bids-write-not = paying
scope-payments-read = See your milestones and payments
scope-payments-read-not = paying
scope-payments-write = Set aside, release and return money for you
scope-payments-write-not = awarding or accepting bids
scope-messages-read = Read your messages
scope-messages-read-not = sending any
scope-messages-write = Send messages in your name
scope-messages-write-not = reading older ones
scope-read = See everything in your account
scope-read-not = changing anything
scope-write = Change everything in your account
scope-write-not = your email address, password or sign-in
scope-basic = See your public profile
scope-basic-not = your email address
scope-project-create = Post projects in your name
scope-project-create-not = changing or awarding them
scope-project-manage = Manage your projects, bids and milestones
scope-project-manage-not = your messages
scope-messaging = Read and send your messages
scope-messaging-not = your projects and bids
scope-user-information = See your name, username and email address
scope-user-information-not = your password

## Back to an app

form-post-title = Back to the app
form-post-lead = Your answer is ready. It goes on by itself, or when you press the button.
broken-owner = <bdi>{ $app }</bdi> is yours, so here is why. Others only read that nothing was shared.
broken-sent = Sent
broken-registered = Registered, the nearest
broken-differ = They differ from the marked place on. Addresses are compared character by character, so register exactly what the app sends.
broken-none = The app has no redirect address yet. Register exactly the one it sends.
broken-redirects = Go to the app’s redirects
broken-stopped = The app that sent you here has been stopped. Nothing was shared. You can close this page.
broken-malformed = The app that sent you here asked in a way that cannot be understood. Nothing was shared. Go back to the app and start again; if it happens again, tell its makers.
broken-unknown = The app that sent you here is not known, or it asked to send you somewhere it has not registered. Nothing was shared. Go back to the app and start again; if it happens again, tell its makers.
message-reference = If you ask for help, name this request: <code dir="ltr">{ $reference }</code>

## Signing out

logout-title = Sign out?
logout-lead = <bdi>{ $app }</bdi> asks to sign you out here.
logout-lead-unnamed = An app asks to sign you out here.
logout-what = You are signed in as <bdi>{ $member }</bdi>. What apps got here ends, except for those you let act while you’re away. Other browsers stay signed in.
logout-stay = Stay signed in
logout-malformed = The app that sent you here asked in a way that cannot be understood. You are still signed in.
logout-not-ours = The app that sent you here names a sign-in that is none of ours. You are still signed in.
logout-two-apps = The app that sent you here names two apps at once. You are still signed in.
logout-not-registered = The app that sent you here wants you back at an address it has not registered. You are still signed in; you can sign out in your account.
signed-out-page = Signed out
signed-out-title = You are signed out
signed-out-in = You are signed in
signed-out-left = <strong><bdi>{ $name }</bdi></strong> left this browser. What apps got here has ended.
signed-out-nobody = Nobody is signed in to this browser.
signed-out-open = Still open
signed-out-here = This browser is signed in as <strong><bdi>{ $name }</bdi></strong>.
signed-out-elsewhere =
    { $count ->
        [one] You are signed in to one other browser.
       *[other] You are signed in to { $count } other browsers.
    }
signed-out-away = Apps you let act while you’re away: { $apps }.
signed-out-told = Also signing you out of { $apps }.
signed-out-frame = Signing out of { $app }
signed-out-back = Back to <bdi>{ $app }</bdi>
signed-out-again = Sign in again
signed-out-everywhere = Sign out everywhere

## Set-up

setup-page = Set up
setup-title = Set up this server
setup-lead = You become its first operator. Then this page closes for good.
setup-email = Your email address
setup-username = Your username
setup-password = Your password
setup-service = Name of the service
setup-service-hint = Members read it on every page and in every mail.
setup-service-wrong = Enter a name of 1 to 40 characters that can be seen.
setup-taken = This username is taken, or the address belongs to another account. Choose another.
setup-submit = Finish setting up
setup-busy = Setting up…
setup-over = It works for 24 hours and only the newest one counts. Start the server again: it prints a new one.

## Second factors

factor-last = This is your last second factor

## Passkeys

passkeys-full = You have as many passkeys as an account holds

## Apps

app-kind-server = A server that acts for itself
app-kind-web = A website with a server
app-kind-browser = A page that runs in the browser only
app-kind-native = An app on a phone or desktop
app-kind-device = A device or command line
app-live = Live
app-test = Test
app-stopped = Stopped
app-menu-quickstart = Quick start
app-menu-credentials = Credentials
app-menu-redirects = Redirects
app-menu-scopes = Scopes
app-menu-usage = Usage
app-menu-log = Log
app-menu-logouts = Sign-outs
app-menu-settings = Settings
app-warning-no-secret = No secret works: add one, or the app gets no token.
app-warning-secret-stops = The last secret stops in { $span }.
app-warning-implicit = Uses the deprecated implicit grant, which puts tokens into addresses.
app-warning-no-pkce = Goes without PKCE, so a stolen code can be used.
app-saving = Saving…
app-name = Application name
app-name-hint = Members read it when they decide. 50 characters at most.
app-homepage = Website
app-description = Description (optional)
app-description-hint = What it does for members. 300 characters at most.
app-words = What members read

## What is wrong with an app

app-fault-name-missing = Enter a name. Members read it when they decide.
app-fault-name-long = The name is longer than 50 characters. Shorten it.
app-fault-name-hidden = The name holds a character that cannot be seen. Type it again without it.
app-fault-name-imitates = Members could take this for an app of { $service }. Choose another name.
app-fault-description-long = The description is longer than 300 characters. Shorten it.
app-fault-description-hidden = The description holds a character that cannot be seen. Type it again without it.
app-fault-homepage-missing = Enter the app’s website, beginning with https://.
app-fault-homepage = The website must be a whole address that begins with https://.
app-fault-redirects-unused = A server that acts for itself has no redirect address. Remove it.
app-fault-redirects-missing = Enter the address members are sent back to after they decide.
app-fault-redirects-many = An app has 20 redirect addresses at most. Remove some.
app-fault-redirect-twice = This address is listed twice. Remove one.
app-fault-redirects-hosts = They must all have one host, because subjects are pairwise and there is no sector_identifier_uri.
app-fault-https = This must be a whole address that begins with https://, without a #.
app-fault-origin = This must have the scheme, host and port of one of the redirect addresses.
app-fault-scopes-missing = Choose at least one thing the app may do.
app-fault-scope-unknown = There is no scope “{ $scope }”. Choose from the list.
app-fault-required = What the app cannot work without must also be among its scopes.
app-fault-sector-unread = The file cannot be fetched: { $reason }.
app-fault-sector-unreadable = The file must be a JSON list of redirect addresses.
app-fault-sector-incomplete = The file must list every redirect address of the app.
app-fault-meant = { $reason } Did you mean { $address } ?
app-address-long = This address is longer than 2,000 characters. Use a shorter one.
app-address-whole = This is not a whole address. Begin with https:// and a host.
app-address-characters = This address holds a blank, a backslash, a control character or a letter that must be encoded. Write it as browsers send it.
app-address-wildcard = Addresses are compared letter by letter, so * matches nothing. Add each address in full.
app-address-fragment = An answer cannot be sent to a part of a page. Remove # and what follows it.
app-address-user = This address holds a user name or password. Remove what stands before @.
app-address-dots = This address holds “..”. Write the path it leads to.
app-address-reserved = The query parameter “{ $name }” is part of the answer. Use another name for it.
app-address-http = Plain http can be read on the way. Use https, or http://127.0.0.1 in a native app.
app-address-scheme = Only native apps may use a scheme of their own. Use an https address.
app-address-domain = A scheme of your own must be a domain of yours in reverse, such as com.example.app:/callback.

## App settings

settings-title = Settings
settings-save = Save
settings-addresses = Signing out, and in from here
settings-after = After a sign-out, members may come back to (optional)
settings-after-hint = One address a line, compared letter by letter.
settings-backchannel = Back-channel sign-out (optional)
settings-backchannel-hint = Its server is sent a logout token here when a member’s session ends.
settings-frontchannel = Front-channel sign-out (optional)
settings-frontchannel-hint = The browser loads this page of the app when a member signs out. On the same host as a redirect address.
settings-start = Start of a sign-in (optional)
settings-start-hint = “Open” in a member’s connected apps leads here, with iss in the query.
settings-save-addresses = Save addresses
settings-test = Test the sign-in
settings-told = What it was told
settings-paused = Nothing of this app works while it is paused. Its addresses, scopes and secrets are kept.
settings-resume = Let it go on
settings-suspended = An operator stopped this app. Only an operator can let it go on.
settings-suspended-write = An operator stopped this app. Write to the service; only an operator can let it go on.
settings-pause = Pause
settings-pause-about = Ends its tokens and refuses new ones, at once. Everything else is kept, and you can let it go on at any time.
settings-pause-app = Pause this app
settings-delete = Delete
settings-delete-about = Ends its tokens, its secrets and every member’s permission. This can’t be undone.
settings-delete-app = Delete this app
settings-typed = Type the app’s name to delete it
settings-typed-wrong = This is not the app’s name. Type it as it stands in the heading.

## Developers

developers-title = Developers
developers-build = Build on <bdi>{ $service }</bdi>
developers-lead = Sign members in, act on their behalf with their word, or let your server act for itself. It is plain OAuth 2.0 and OpenID Connect: the library you like already speaks it.
developers-your-apps = Your apps
developers-register = Register an app
developers-register-about = Name it, say where members come back to, and get its first token on the page that follows.
developers-token = Get a token
developers-token-about = Two requests: one for a token, one that uses it. Both are below, ready to paste.
developers-documents = Discovery documents
developers-documents-about = Every address, grant, algorithm and call, for machines. What is listed works.
developers-first-token = Get a token, and use it
developers-server-app = An app of the kind “server” acts for itself. It proves who it is with its own id and secret and gets an access token at the token address:
developers-answer = The answer is JSON: <code>access_token</code>, <code>token_type</code>, <code>expires_in</code> in seconds, and <code>scope</code>. Send the token with every call:
developers-for-members = For members, send their browser to <code dir="ltr">{ $address }</code> with a PKCE challenge, and trade the code that comes back at the same token address. Your app’s own page holds these steps with its id filled in.
developers-authorization-server = Addresses, grants, algorithms
developers-openid = The same, as OpenID Connect calls it
developers-resource = What the API wants of a token
developers-keys = Keys that check our signatures
developers-api = The API, call by call
developers-problems = What its answers mean when it says no

## A developer's apps

apps-empty = Your apps will be here, each with its keys, addresses and scopes.
apps-register-first = Register your first app
apps-made = Made <time datetime="{ $machine }">{ $moment }</time>

## Registering an app

new-lead = All of this can be changed later, except the kind.
new-create = Create app
new-busy = Creating the app…
new-kind = What is it?
new-kind-missing = Choose what kind of program the app is.
new-kind-server = Client credentials: no member takes part. Gets a secret.
new-kind-web = Authorization code with PKCE: members allow it to act for them. Gets a secret.
new-kind-browser = Authorization code with PKCE. No secret: a page cannot keep one.
new-kind-native = Authorization code with PKCE. No secret: an app that is handed out cannot keep one.
new-kind-device = Authorization code with PKCE and an http://127.0.0.1 address on the same machine. No secret.
new-redirects = Where members come back to
new-redirect = Redirect address
new-redirect-more = Another redirect address
new-redirect-hint = Where members come back to, letter by letter. A server that acts for itself has none.
new-redirect-add = Add another address
new-scopes = What it may ask for
new-scopes-hint = Tick only what it needs now. Members still choose for themselves.
new-scope-not = { $scope } · not { $what }

## A new secret

secret-new = Your new secret
secret-new-about = Copy it now: it is shown once. Only a hash of it is kept, so nobody can show it to you again.
secret-copy = Copy<span class="unseen"> the secret</span>

## Quick start

quickstart-implicit = <strong>Leaving the implicit grant:</strong> its tokens travel in addresses, where histories, logs and other scripts can read them. Move to the code flow with PKCE, then have it switched off.
quickstart-no-pkce = <strong>Adding PKCE:</strong> send a code challenge with every request and its verifier with the code, then have PKCE required.
quickstart-ticked = Steps are ticked as the service sees them work. <a href="{ $log }">The log</a> tells of each call, and how to fix those that fail.
quickstart-done = Done
quickstart-copy = Copy<span class="unseen"> step { $number }</span>
quickstart-own = Get a token for the app itself
quickstart-own-key = No member takes part. Put a fresh signed statement (iss and sub this client, aud this server, jti, exp) into the variable ASSERTION first.
quickstart-own-secret = No member takes part. Put the secret into the variable CLIENT_SECRET first.
quickstart-ask = Send a member to the consent page
quickstart-ask-about = Open the printed address in a browser and allow the app. The browser comes back to your redirect address with a code and your state; check that it is the state you sent.
quickstart-redeem = Turn the code into tokens
quickstart-redeem-about = Within a minute, once.
quickstart-call = Call the API for the member
quickstart-call-about = Put the access token in the Authorization header. It lives for an hour.
quickstart-refresh = Get the next token
quickstart-refresh-about = Each refresh token works once and brings its successor: keep the new one.

## Credentials

credentials-title = Credentials
credentials-id = Client ID
credentials-id-copy = Copy<span class="unseen"> the client ID</span>
credentials-token = Token URL
credentials-token-copy = Copy<span class="unseen"> the token URL</span>
credentials-authorize = Authorize URL
credentials-authorize-copy = Copy<span class="unseen"> the authorize URL</span>
credentials-public = This kind of app has no secret: whoever has the app could read it. PKCE protects its codes instead.
credentials-keyed = This app proves itself with a key of its own: it signs a short statement (<code>private_key_jwt</code>) where other apps send a secret.
credentials-keys-read = Its public keys are read from <bdi dir="ltr">{ $address }</bdi>.
credentials-keys-here = Its public keys are registered here.
credentials-secrets = Client secrets
credentials-empty = No secret yet. Add one below; it is shown once.
credentials-name = Name
credentials-made = Made
credentials-used = Last used
credentials-status = Status
credentials-actions = Actions
credentials-unused = Not yet
credentials-stops = Stops
credentials-works = Works
credentials-stopped = Stopped
credentials-stop = Stop now<span class="unseen">: { $secret }</span>
credentials-add = Add a secret
credentials-busy = Making a secret…
credentials-label = Name of the new secret
credentials-label-hint = For you, to tell secrets apart: where it is used, or the month.
credentials-label-wrong = Give the secret a name of 1 to 40 characters.
credentials-old = The secret you have now stops
credentials-old-hint = Both work until then, so nothing breaks while you swap.
credentials-old-hour = after 1 hour
credentials-old-day = after 1 day
credentials-old-week = after 7 days
credentials-old-month = after 30 days
credentials-old-never = when I stop it myself
credentials-old-missing = Choose when the older secret stops.
credentials-none = This app does not prove itself with a secret, so it has none.
credentials-two = Two secrets work already. Stop one of them first.
credentials-full = Two secrets work, and two is the most. Stop one to add another.

## Redirects

redirects-title = Redirects
redirects-lead = Members come back to these addresses and to no others.
redirects-list = Addresses
redirects-empty = No address yet. Until there is one, members can’t sign in with this app: add it below.
redirects-remove = Remove<span class="unseen"> { $address }</span>
redirects-add = Add an address
redirects-add-hint = Whole, beginning with https://. It is compared letter by letter.
redirects-add-this = Add this address
redirects-rules = Which addresses are allowed
redirects-rule-https = https, with the exact path and query the app sends.
redirects-rule-http = http only for the device itself (<code dir="ltr">127.0.0.1</code> or <code dir="ltr">[::1]</code>): for apps that run on it, and for websites while the app is in test.
redirects-rule-plain = No wildcard, no <code>#</code>, no name or password, no <code>..</code>, and no <code>code</code> or <code>state</code> in the query.
redirects-rule-scheme = A scheme of your own, for native apps, is written like a domain backwards, such as <code dir="ltr">com.example.app:/callback</code>.

## Scopes of an app

scopes-title = Scopes
scopes-lead = What the app may ask members for. Ask for little: each required scope is a reason to say no.
scopes-risk-little = little risk
scopes-risk-some = some risk
scopes-risk-much = much risk
scopes-not-included = Not included: { $what }
scopes-ask = Ask for it<span class="unseen">: { $scope }</span>
scopes-required = Required<span class="unseen">: { $scope }</span>
scopes-save = Save scopes
scopes-ends = A scope you take away ends in every token within a second.

## Sign-outs that an app was told of

logouts-title = Sign-outs
logouts-lead = When a member signs out, the app is told so that it can end their session, too.
logouts-told-at = Told at <code dir="ltr">{ $address }</code>. <a href="{ $settings }">Change</a>
logouts-told-nowhere = The app has no back-channel address, so its server is told nothing. <a href="{ $settings }">Add one</a>
logouts-list = The last 30 days
logouts-empty = Nothing yet. Each member who signs out of a session in which this app was used makes a line here.
logouts-understood = Understood
logouts-waiting = Waiting
logouts-given-up = Given up
logouts-session = Session <code dir="ltr">{ $session }</code>
logouts-ended = Ended <time datetime="{ $machine }">{ $moment }</time>
logouts-next = next attempt <time datetime="{ $machine }">{ $moment }</time>
logouts-attempts =
    { $count ->
        [one] One attempt
       *[other] { $count } attempts
    }
logouts-older = Older
logouts-no-app = The app was stopped or deleted.
logouts-no-address = The app has no back-channel address any more.
logouts-no-token = No token could be made for the app: see to its keys.
logouts-status = The app answered with status { $status }.
logouts-no-answer = No answer: { $why }.

## Asking other servers

outbound-address = the address must begin with https:// and hold no user and no #
outbound-unreachable = the host cannot be reached from the internet
outbound-connection = the connection failed: the server must speak HTTP over TLS with a certificate that is trusted for its name
outbound-redirect = the server answered with a redirect, which is not followed
outbound-status = the server answered with status { $status }
outbound-long = the answer is longer than 64 KiB
outbound-slow = the server did not answer within 3 seconds

## Usage

usage-title = Usage
usage-time = Time
usage-day = Last 24 hours
usage-week = Last 7 days
usage-month = Last 30 days
usage-year = Last year
usage-show = Show
usage-calls = Calls
usage-api-calls = { $count } API calls
usage-refused = Refused
usage-refused-calls = { $count } calls your app can mend
usage-failed = Failed
usage-failed-calls = { $count } calls that failed on our side
usage-slowest = Slowest 5 %
usage-slowest-note = or longer, inside the service
usage-empty = Nothing was called in this time. Figures appear here a few moments after the first call.
usage-make = Make a call
usage-utc = Times are in UTC. <a href="{ $log }">The log</a> tells of each call.
usage-by-result = Calls by result
usage-by-grant = Tokens by grant
usage-latency = Time to answer, slowest 5 %
usage-succeeded = Succeeded
usage-code = Authorization code
usage-refresh = Refresh
usage-own = Client credentials
usage-percentile = 95th percentile

## Charts

chart-table = Show as a table
chart-time = Time
chart-nothing = Nothing in this time.
chart-range = Between { $least } and { $most }; most at { $moment }.

## Days of charts

day-month = { $day } { $month }
day-month-year = { $day } { $month } { $year }

## The log of an app

log-title = Log
log-look-for = Look for
log-filter = Filter
log-rules = What can be looked for
log-rule-status = <code>status:400</code> or <code>status:4xx</code>, <code>outcome:refused</code>, <code>error:invalid_grant</code>
log-rule-endpoint = <code>endpoint:token</code> (authorize, token, revoke, introspect, userinfo, api), <code>path:/api/users</code>
log-rule-ids = <code>grant:refresh</code>, <code>flow:</code> or <code>user:</code> with an id, <code>ip:203.0.113</code>, <code>id:</code> of a line
log-rule-word = Any other word is looked for in paths and in what the answers said.
log-none = No line fits.
log-none-so-far = No line fits among those that were looked through.
log-further = Look further back
log-everything = Show everything
log-empty = Every call of this app will be here, a few moments after it was made, with what happened and how to fix it. Lines are kept for 30 days; tokens, codes and secrets never.
log-make-first = Make the first call
log-fitting = Lines that fit
log-newest = Newest lines
log-follow = Follow live
log-pause = Pause
log-following = New lines appear as they come
log-paused = Paused
log-refresh = Refresh
log-older = Older lines
log-gap = Gap
log-said = { $said }
log-took = Took
log-from = From
log-grant = Grant type
log-member = Member
log-flow = Flow
log-line = Line
log-call = The call
log-when = When
log-parameters = Its parameters
log-whole-flow = The whole flow
log-in-the-log = In the log
log-about = About <code>{ $code }</code>
log-filter-long = The filter is longer than 300 characters. Shorten it.
log-filter-status = “{ $word }” cannot be looked for: a status is like 400 or 4xx.
log-filter-endpoint = “{ $word }” cannot be looked for: an endpoint is authorize, token, revoke, introspect, userinfo or api.
log-filter-outcome = “{ $word }” cannot be looked for: an outcome is succeeded, refused or failed.
log-filter-member = “{ $word }” cannot be looked for: a member’s id has 36 characters.
log-filter-line = “{ $word }” cannot be looked for: a line’s id has 36 characters.
log-filter-flow = “{ $word }” cannot be looked for: a flow’s id has 36 characters.

## What a line of the log says

log-what-missing = { $number } lines are missing here: more was called than the log could take in.
log-what-allowed = A member allowed the app and was sent back with an answer.
log-what-arrived = A member arrived and was shown the next page: sign-in, an account, or what the app asks for.
log-what-redeemed = A code was turned into tokens.
log-what-refreshed = The next tokens were given for a refresh token.
log-what-own = The app got a token to act for itself.
log-what-tokens = Tokens were given.
log-what-revoked = A token was revoked, or was none any more.
log-what-introspected = A token was looked up.
log-what-claims = Claims about the member were read.
log-what-answered = The call was answered.
log-what-nothing = There is nothing at this address, or not for this token.
log-what-method = This address does not take this method.
log-what-changed = The object was changed meanwhile, or is in a state that does not allow this.
log-what-stand = Something that was sent cannot stand; the answer says what.
log-what-many = Too many calls; the answer says when to come back.
log-what-refused = The call was refused.
log-what-failed = The service could not answer. Nothing was changed.

## How to fix what a line of the log says

log-fix-code-used = Redeem each code once. A second try, such as a retry after a time-out, ends the first try's tokens: send the member through again.
log-fix-code-unknown = A code lives a minute and works once. Redeem it at once, on the server that received it.
log-fix-code-expired = A code lives a minute. Redeem it as soon as the browser comes back, before other work.
log-fix-other-client = Send the client id that asked for it. Two configurations may be mixed up, such as sandbox and live.
log-fix-redirect-unregistered = Compare what was sent, below, with the app’s redirects page, letter for letter; add the address there if it is right.
log-fix-redirect = Send the redirect_uri of the authorization request again, letter for letter.
log-fix-verifier-wrong = Send the very verifier whose SHA-256 was the code_challenge. One per request: a page that is loaded twice overwrites it.
log-fix-verifier = Keep the PKCE verifier with the state until the browser comes back, and send it as code_verifier.
log-fix-challenge = Send code_challenge and code_challenge_method=S256 with each authorization request; every OAuth library has a switch for PKCE.
log-fix-refresh-used = Keep the new refresh token of each answer and forget the old one; let one process refresh at a time. The member must sign in again.
log-fix-refresh-unknown = The grant has ended: it was removed, unused for too long, or revoked. Send the member through again.
log-fix-secret-wrong = Compare the last four characters with those on the credentials page. If the secret is lost, add a second one and stop the old.
log-fix-secret-missing = Send the client secret, in the Authorization header (Basic) or in the body, as the app was registered.
log-fix-public = This app has no secret. Leave the secret and the Authorization header out; PKCE proves the request.
log-fix-stopped = The app is paused. Its settings page says by whom and how to go on.
log-fix-scope-unregistered = Add the scope on the app's scopes page first, or leave it out of the request.
log-fix-scope-needed = Ask for this scope when the member is sent here; they must allow it once more.
log-fix-token-unknown = Use the refresh token to get the next access token, and try this call once more. If that fails too, the member must sign in again.
log-fix-token-expired = An access token lives for expires_in seconds. Refresh before that, or when a call answers 401.
log-fix-member-refused = The member pressed “Don’t allow”. Say in the app what it needs and why, before sending them here.
log-fix-nobody = This is the normal answer to prompt=none: send the member again without it.
log-fix-not-allowed = This is the normal answer to prompt=none: send the member again without it, so that they can decide.
log-fix-repeated = Send each parameter once.
log-fix-401 = Send an access token in the Authorization header: Authorization: Bearer and the token.
log-fix-403 = Look at what the answer names: a scope, a right or a state is missing.
log-fix-404 = Check the path and the identifier in it.
log-fix-405 = Look the method up in the reference.
log-fix-429 = Wait as long as Retry-After says, then go on more slowly.
log-fix-5xx = Try again after the time in Retry-After. If it goes on, tell the operators the request id.
log-fix-answer = The body of the answer says what to change.

## What errors mean

cause-usual = What usually leads to it
cause-fix = What to do
cause-log = The log of your app shows each call that was answered with this, with what was sent and what to change.
cause-invalid-request = A parameter is missing, repeated, malformed, or does not go with another one.
cause-invalid-request-1 = A parameter that PKCE or OpenID Connect needs was left out.
cause-invalid-request-2 = The body is JSON, where a form is expected.
cause-invalid-request-3 = A parameter is in the query and in the body.
cause-invalid-request-fix = Read error_description: it names the parameter. Send each one once, as a form.
cause-invalid-client = The app did not prove who it is.
cause-invalid-client-1 = The secret was mistyped, cut, or stopped.
cause-invalid-client-2 = The client id belongs to the other environment.
cause-invalid-client-3 = Basic credentials were not form-encoded before base64.
cause-invalid-client-fix = Compare client id and the last four characters of the secret with the credentials page.
cause-invalid-grant = The code or refresh token is not good for this request.
cause-invalid-grant-1 = The code was used already, or is older than a minute.
cause-invalid-grant-2 = redirect_uri or code_verifier differ from the authorization request.
cause-invalid-grant-3 = A refresh token was used twice, or its member took the consent back.
cause-invalid-grant-fix = Send the member through the authorization request again, and redeem the new code at once.
cause-unauthorized-client = This app may not use this grant or response type.
cause-unauthorized-client-1 = A browser app asks for a token for itself.
cause-unauthorized-client-2 = The implicit grant, which is off.
cause-unauthorized-client-fix = Choose the grant that the app's kind allows; its settings page lists them.
cause-unsupported-grant-type = There is no such grant type here.
cause-unsupported-grant-type-1 = grant_type is misspelt.
cause-unsupported-grant-type-2 = The password grant, which does not exist here.
cause-unsupported-grant-type-fix = Use authorization_code, refresh_token or client_credentials.
cause-unsupported-response-type = There is no such response type here.
cause-unsupported-response-type-1 = response_type is missing or misspelt.
cause-unsupported-response-type-fix = Use response_type=code.
cause-invalid-scope = A scope is unknown, malformed, or more than the app may ask for.
cause-invalid-scope-1 = The scope is not registered for the app.
cause-invalid-scope-2 = Scopes are separated by commas instead of blanks.
cause-invalid-scope-3 = A refresh asks for more than was granted.
cause-invalid-scope-fix = Register the scope on the app's scopes page, or leave it out.
cause-access-denied = The member, or a rule of the service, said no.
cause-access-denied-1 = The member pressed “Don’t allow”.
cause-access-denied-fix = Offer the member to try again; do not send them here again by yourself.
cause-login-required = Somebody would have to sign in, and prompt=none forbids to ask.
cause-login-required-1 = The session has ended.
cause-login-required-2 = Another member is signed in than id_token_hint names.
cause-login-required-fix = Send the member again without prompt=none.
cause-consent-required = The member would have to allow something, and prompt=none forbids to ask.
cause-consent-required-1 = The app asks for a scope the member has not allowed.
cause-consent-required-2 = The member took their consent back.
cause-account-selection-required = The member would have to choose an account, and prompt=none forbids to ask.
cause-account-selection-required-1 = Several accounts are signed in in this browser.
cause-account-selection-required-fix = Send the member again without prompt=none, or with id_token_hint.
cause-invalid-request-object = The request object cannot be taken.
cause-invalid-request-object-1 = It is signed with a key that the app has not registered, or not signed at all.
cause-invalid-request-object-2 = iss, aud or exp in it are missing or wrong, or it has expired.
cause-invalid-request-object-3 = client_id inside and outside differ.
cause-invalid-request-object-fix = Sign it with a registered key, with iss the client id, aud this issuer, and an exp some minutes ahead.
cause-invalid-request-uri = What request_uri leads to cannot be had.
cause-invalid-request-uri-1 = The address is not registered for the app, letter for letter.
cause-invalid-request-uri-2 = It does not answer within three seconds, answers with a redirect, or with something else than a request object.
cause-invalid-request-uri-fix = Register the address in request_uris, and serve the request object there over https.
cause-unmet-authentication-requirements = Nobody here can prove who they are as surely as the request insists.
cause-unmet-authentication-requirements-1 = An essential acr is asked for, and the member has no second factor.
cause-unmet-authentication-requirements-fix = Ask for the acr without insisting, or tell the member to set up a second factor first.
cause-invalid-redirect-uri = A redirect URI cannot be registered.
cause-invalid-redirect-uri-1 = It is not https, or has a fragment, a wildcard or user information.
cause-invalid-redirect-uri-2 = A web app names an address of the developer's own machine.
cause-invalid-redirect-uri-fix = Read error_description: it names the address and the rule.
cause-invalid-client-metadata = Something that a program said of a client cannot be registered.
cause-invalid-client-metadata-1 = A value that this server does not offer, such as an algorithm.
cause-invalid-client-metadata-2 = Two fields that do not go together, such as jwks and jwks_uri.
cause-invalid-client-metadata-fix = Read error_description: it names the field and what may stand in it.
cause-unapproved-software-statement = The software statement is of nobody this server trusts.
cause-unapproved-software-statement-1 = A software_statement was sent; none is taken here.
cause-unapproved-software-statement-fix = Leave it out, and send the metadata themselves.
cause-invalid-token = The access token is unknown, has ended, or was bent on its way.
cause-invalid-token-1 = It is older than expires_in seconds.
cause-invalid-token-2 = The member removed the app, or signed out everywhere.
cause-invalid-token-3 = It was cut when it was stored.
cause-invalid-token-fix = Refresh, and try once more with the new token.
cause-insufficient-scope = The access token does not allow this call.
cause-insufficient-scope-1 = The scope was not asked for, or the member did not tick it.
cause-insufficient-scope-fix = Ask for the scope that the answer names when the member is sent here next.
cause-server-error = Something failed on our side.
cause-server-error-1 = A fault of the service.
cause-server-error-fix = Try again later. If it goes on, tell the operators the request id.
cause-temporarily-unavailable = The service could not answer just then.
cause-temporarily-unavailable-1 = The database was out of reach, or too much was asked at once.
cause-temporarily-unavailable-fix = Try again after the time in Retry-After.

## Kinds of problem

problems-title = Kinds of problem
problems-heading = When the API says no
problems-lead = Every answer that is not what was asked for is a problem document (RFC 9457): JSON whose <code>type</code> is the address of one of these pages.
problem-cause = What happened
problem-cure = What to do
problem-detail = The answer’s <code>detail</code> says what was wrong with that one request. Programs tell kinds of problem apart by <code>type</code>, the address of this page, which never changes.
problem-all = All kinds of problem
problem-no-token = An access token is needed
problem-no-token-cause = The request came without an access token.
problem-no-token-cure = Send one in the Authorization header, after the word Bearer. The metadata named in WWW-Authenticate says where tokens are given.
problem-header = The Authorization header cannot be read
problem-header-cause = The Authorization header is not the word Bearer and one access token, or the token came twice.
problem-header-cure = Send the header once, with nothing in it but Bearer, a blank and the token.
problem-token = The access token does not work
problem-token-cause = The access token is unknown, expired, revoked, or meant for another API.
problem-token-cure = Use the refresh token once to get a new one, or let the member allow the app again. Trying the same token again will not help.
problem-scope = The access token does not allow this
problem-scope-cause = The operation needs a scope that the token does not have. The challenge names it.
problem-scope-cure = Ask for that scope when you ask for a token. It must be among those the app is registered with.
problem-no-member = This is only for a member’s token
problem-no-member-cause = The token acts for the app itself, and the operation is about one member.
problem-no-member-cure = Use a token from the authorization code flow, which a member allowed.
problem-missing = There is nothing there
problem-missing-cause = There is no such thing, or it is private and not the caller’s. The two are told apart for nobody.
problem-missing-cure = Check the identifier and whose token you use.
problem-method = The address does not take this method
problem-method-cause = There is something at this address, but not for this HTTP method.
problem-method-cure = The description of the API lists what each address takes.
problem-malformed = The request cannot be read
problem-malformed-cause = The body is not the JSON that the operation takes, or a parameter is not of its form.
problem-malformed-cure = Compare the request with the description of the API. The detail names the place.
problem-media = The body is not JSON
problem-media-cause = The operation takes a JSON body, and the Content-Type said something else.
problem-media-cure = Send the header Content-Type: application/json.
problem-fields = Some fields cannot stand
problem-fields-cause = The request can be read, but what some of its fields say is not possible. All of them are listed under errors.
problem-fields-cure = Mend the fields as each of them says and send the request again.
problem-not-owner = Only the project’s owner does this
problem-not-owner-cause = The project belongs to another member.
problem-not-owner-cure = Act with a token of the owner.
problem-not-bidder = Only the member who bid does this
problem-not-bidder-cause = The bid belongs to another member.
problem-not-bidder-cure = Act with a token of the member who placed the bid.
problem-own-project = Nobody bids on a project of their own
problem-own-project-cause = The project belongs to the member who wants to bid on it.
problem-own-project-cure = Bid with a token of another member.
problem-not-open = The project takes no bids
problem-not-open-cause = The project is not open: work has begun, it is done, or its owner took it back.
problem-not-open-cure = Search for active projects to find some that take bids.
problem-already-bid = The member has bid on this project
problem-already-bid-cause = A member bids once on a project, and a bid that was taken back counts.
problem-already-bid-cure = Read the bid that is there.
problem-project-state = The project’s state does not allow this
problem-project-state-cause = A draft is published, an open project is closed, work in progress is completed: each step leads on from one state only.
problem-project-state-cure = Read the project and see its status.
problem-bid-state = The bid’s state does not allow this
problem-bid-state-cause = A placed bid is highlighted, retracted or awarded; an awarded one is revoked, accepted or denied.
problem-bid-state-cure = Read the bid and see its status.
problem-enough-awarded = The project has no place left
problem-enough-awarded-cause = As many bids as the project allows are awarded or accepted already, or one still waits for its member’s answer.
problem-enough-awarded-cure = Revoke an award, or wait until it is denied.
problem-has-bids = Members have bid on these terms
problem-has-bids-cause = Once somebody has bid, the kind of payment, the currency, the budget and the commitment stay as they are, and places are not taken away.
problem-has-bids-cure = Change title, description and skills only, or close the project and post another.
problem-milestone-state = The milestone’s state does not allow this
problem-milestone-state-cause = What a milestone holds is released or returned once, and a request is accepted, rejected or withdrawn once.
problem-milestone-state-cure = Read it and see its status.
problem-more-than-held = The milestone does not hold that much
problem-more-than-held-cause = The amount is more than what the milestone still holds.
problem-more-than-held-cure = Read the milestone: its amount less what was released is what can be released. Without an amount all of it is.
problem-already-reviewed = The member has reviewed this work
problem-already-reviewed-cause = Each side of a finished bid writes one review, which stays as it is.
problem-already-reviewed-cure = Read the review that is there.
problem-changed = It was changed meanwhile
problem-changed-cause = The If-Match header names a state that is not the present one.
problem-changed-cure = Read it again, apply your change to what you find, and send the new ETag.
problem-key-reused = The Idempotency-Key was used for another request
problem-key-reused-cause = A key stands for one request. This one came before with another body.
problem-key-reused-cure = Make a new key for each new request, and send the old one only with exactly the same body.
problem-many = Too many calls
problem-many-cause = The app, or the member by way of it, has called more often than a minute allows.
problem-many-cure = Wait as long as Retry-After says. The headers RateLimit and RateLimit-Policy of every answer say how many calls are left, and until when.
problem-fault = The server could not answer
problem-fault-cause = Something failed on our side. It is in our log.
problem-fault-cure = Try again later. With an Idempotency-Key nothing is made twice.
problem-unavailable = The server cannot answer now
problem-unavailable-cause = The server waits for something it needs, such as its database.
problem-unavailable-cure = Try again after the time in Retry-After. With an Idempotency-Key nothing is made twice.

## Outbox

outbox-title = Outbox
outbox-stays = No mail server is set, so mail stays here. Whoever can read this page can use the links in it.
outbox-empty = Mail that is written, such as codes and links, will be here.
outbox-again = Look again
outbox-mails = Mails
outbox-subject = Subject
outbox-to = To
outbox-written = Written
outbox-state = State
outbox-older = Older mails
outbox-mail = The mail
outbox-sent = Sent { $moment }
outbox-tried = Tried { $number } times: { $error }
outbox-waits = Waits
outbox-taken = The mail server took this mail, so what it says is not kept here.
outbox-sealed = This mail was sealed with another key and cannot be read here.

## Portal: branding, keys

picture-too-large = The file is larger than 256 KB. Choose a smaller one.
picture-kind = This is not a PNG, WebP or JPEG picture. Choose another file.
picture-pixels = The picture is more than 4096 pixels wide or high. Make it smaller first.
picture-damaged = The file is damaged. Save the picture again, or choose another one.
branding-title = Branding
branding-lead = Members see this when they sign in, when they decide, and in their connected apps.
branding-logo = Logo
branding-logo-from = Fetched from
branding-logo-file = Picture
branding-logo-hint = PNG, WebP or JPEG, 256 KB at most; square looks best. We draw it anew and show it from here.
branding-logo-missing = Choose a picture first.
branding-logo-save = Use this logo
branding-logo-remove = Remove the logo
branding-links = Links and contacts
branding-policy = Privacy policy (optional)
branding-terms = Terms of service (optional)
branding-contacts = Contacts (optional)
branding-contacts-hint = One mail address a line. Members who connected the app and the operators of this service see them.
branding-save = Save
keys-title = Keys and tokens
keys-lead = Public keys with which the app proves itself or reads what is encrypted for it, and how its ID tokens are made.
keys-own = The app’s keys and its ID tokens
keys-jwks = Public keys (JWK set, optional)
keys-jwks-hint = JSON with a member “keys”. Never a private key.
keys-jwks-uri = Or the address of the key set (optional)
keys-jwks-uri-hint = It is fetched when it is needed, so keys can be changed there.
keys-not-json = This is not JSON. Paste the whole key set, from brace to brace.
keys-signing = ID tokens are signed with
keys-encryption = and encrypted to the app’s key with
keys-contents = and their contents with
keys-none = Nothing
keys-save = Save keys and tokens
apps-contacts = How its makers are reached:
