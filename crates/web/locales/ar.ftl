### العربية.

language-name = العربية
language-direction = rtl

## Times and spans

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
moment = { $day } { $month } { $year }، { $clock } { $zone }
moment-precise = { $day } { $month }، { $clock } { $zone }
span-seconds =
    { $count ->
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $count } ثوانٍ
       *[other] { $count } ثانية
    }
span-minutes =
    { $count ->
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
       *[other] { $count } دقيقة
    }
span-hours =
    { $count ->
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $count } ساعات
       *[other] { $count } ساعة
    }
span-days =
    { $count ->
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
       *[other] { $count } يومًا
    }
list-one = <bdi>{ $name }</bdi>
list-more = { $before }، <bdi>{ $name }</bdi>

## What every page is set in

layout-skip = انتقل إلى المحتوى
layout-areas = الأقسام
layout-developers = المطوّرون
layout-account = الحساب
layout-admin = الإدارة
layout-sign-in = تسجيل الدخول
layout-sign-out = تسجيل الخروج
layout-more = المزيد
layout-connected-apps = التطبيقات المتصلة
layout-sessions = المتصفحات المسجَّل الدخول فيها
layout-colours = الألوان
layout-system = النظام
layout-light = فاتح
layout-dark = داكن
layout-languages = اللغات
layout-menu = القائمة: { $page }
layout-problem = هناك مشكلة
layout-error-title = خطأ: { $title }

## What scripts say

script-show = إظهار
script-hide = إخفاء
script-copied = تم النسخ
script-not-copied = لم يُنسخ
script-copy-refused = رفض المتصفح النسخ. حدِّد النص وانسخه بنفسك.

## What was just done

done-verified = تم تأكيد بريدك الإلكتروني. سجِّل الدخول للمتابعة.
done-password-reset = حُفظت كلمة مرورك الجديدة. انتهت كل الجلسات الأخرى ووصول كل التطبيقات. سجِّل الدخول للمتابعة.
done-password-changed = تغيّرت كلمة مرورك.
done-password-changed-others = تغيّرت كلمة مرورك، وانتهت كل الجلسات الأخرى.
done-authenticator-on = تطبيق المصادقة مفعَّل. سيُطلب رمزه عند تسجيل الدخول من الآن فصاعدًا.
done-authenticator-replaced = تطبيق المصادقة الجديد مفعَّل، والتطبيق السابق لم يعد يعمل.
done-authenticator-off = تطبيق المصادقة متوقف. كلمة المرور وحدها تكفي لتسجيل الدخول.
done-recovery-saved = رموز الاسترداد الجديدة سارية من الآن. الرموز القديمة لم تعد تعمل.
done-trust-ended = سيُطلب من ذلك المتصفح عامل ثانٍ من جديد.
done-trust-ended-all = سيُطلب من كل المتصفحات عامل ثانٍ من جديد.
done-session-ended = تم تسجيل الخروج من ذلك المتصفح. وانتهى أيضًا ما حصلت عليه التطبيقات هناك.
done-others-ended = تم تسجيل الخروج من كل المتصفحات الأخرى. وانتهى أيضًا ما حصلت عليه التطبيقات هناك.
done-app-removed = أُزيل وصول التطبيق. وقد يحتفظ بما قرأه من قبل.
done-app-narrowed = تغيّر ما يجوز للتطبيق فعله.
done-app-created = تم تسجيل التطبيق.
done-secret-added = السر الجديد يعمل من الآن.
done-secret-stopped = أُوقف السر.
done-redirect-added = أُضيف العنوان.
done-redirect-removed = أُزيل العنوان.
done-passkey-added = أُضيف مفتاح المرور. يمكنك تسجيل الدخول به من الآن.
done-passkey-renamed = لمفتاح المرور اسمه الجديد.
done-passkey-removed = لم يعد مفتاح المرور يسجّل دخول أحد. إذا ظل مدير مفاتيحك يعرضه، فاحذفه هناك أيضًا.
done-saved = حُفظت تغييراتك.
done-paused = التطبيق متوقف مؤقتًا: لا يعمل منه شيء حتى تستأنفه.
done-resumed = عاد التطبيق إلى العمل.
done-deleted = حُذف التطبيق.
done-confirmed = شكرًا. يمكنك المتابعة لعشر دقائق.
done-reset-sent = إذا كان لهذا العنوان حساب هنا، فستصله رسالة فيها رابط. يعمل الرابط مرة واحدة خلال 30 دقيقة. لم يصل شيء بعد بضع دقائق؟ ابحث في مجلد البريد غير المرغوب فيه، أو راجع العنوان.
done-mail-again = إذا كان العنوان بانتظار التأكيد، فهناك رسالة أخرى في الطريق.
done-token-made = أُنشئ الرمز. انسخه الآن: لا يُعرض إلا مرة واحدة.
done-token-stopped = لم يعد الرمز يعمل.
done-export-asked = نسختك قيد الإعداد. ستخبرك رسالة عندما تصبح جاهزة.
done-leaving = تم تسجيل خروجك من كل مكان. ستخبرك رسالة بموعد حذف الحساب؛ سجِّل الدخول قبل ذلك للاحتفاظ به.
done-email-changed = تغيّر عنوانك. أُبلغ العنوان القديم، ويمكنه استعادته خلال سبعة أيام.
done-all-ended = انتهى كل شيء: الجلسات والرموز ووصول التطبيقات وكلمة المرور القديمة. اختر كلمة مرور جديدة الآن.
done-all-ended-mail = انتهى كل شيء: الجلسات والرموز ووصول التطبيقات وكلمة المرور القديمة. هناك رسالة في الطريق فيها رابط لكلمة مرور جديدة؛ يعمل الرابط مرة واحدة خلال 30 دقيقة.
done-set-up = انتهى الإعداد، وأُغلق هذا العنوان نهائيًا. سجِّل الدخول للمتابعة.

## The account: what all its pages share

account-title = الحساب
account-overview = نظرة عامة
account-profile = الملف الشخصي
account-security = الأمان
account-sessions = المتصفحات المسجَّل الدخول فيها
account-log = سجل الأمان
account-apps = التطبيقات المتصلة
account-tokens = الرموز الشخصية
account-data = بياناتك
account-not-now = ليس الآن
account-last-used = آخر استخدام: { $when }
account-last-used-first = آخر استخدام: { $when }
account-never-used-first = لم يُستخدم بعد
device-alone = { $browser }
device-on = { $browser } على { $system }
device-some-on = متصفح على { $system }
device-unknown = متصفح غير معروف

## The account: security

security-title = الأمان
security-state = { $ways }.
security-state-back = { $ways }؛ { $back }.
security-ways-two = طريقتان لتسجيل الدخول: مفتاح مرور؛ أو كلمة مرورك مع { $second }
security-ways-password-and = تسجّل الدخول بكلمة مرورك مع { $second }
security-ways-password = تسجّل الدخول بكلمة مرورك وحدها
security-ways-passkey = تسجّل الدخول بمفتاح مرور؛ وليس لديك كلمة مرور
security-ways-none = ليس لديك كلمة مرور بعد
security-second-either = مفتاح مرور أو رمز من تطبيق المصادقة
security-second-passkey = مفتاح مرور
security-second-app = رمز من تطبيق المصادقة
security-second-text = رمز يصل برسالة نصية
security-back-none = بلا رموز استرداد
security-back-left =
    { $count ->
        [one] بقي رمز استرداد واحد
        [two] بقي رمزا استرداد
        [few] بقيت { $count } رموز استرداد
        [many] بقي { $count } رمز استرداد
       *[other] بقي { $count } رمز استرداد
    }
security-next-operator = يحتاج المشغّلون إلى عامل ثانٍ قبل أن تُفتح لهم صفحات المشغّلين.
security-next-second = من يعرف كلمة مرورك يستطيع تسجيل الدخول باسمك. يمنعه مفتاح مرور، أو رمز من هاتفك.
security-next-recovery = بدون رموز الاسترداد، فقدان الهاتف يمنعك من الدخول.
security-next-few = لم يبقَ لديك إلا القليل من رموز الاسترداد.
security-do-app = أعِدّ تطبيق مصادقة
security-do-recovery = أنشئ رموز استرداد
security-do-recovery-again = أنشئ رموز استرداد جديدة
security-other-ways = طرق أخرى
security-ways = طرق تسجيل الدخول
security-password = كلمة المرور
security-password-chosen = اختيرت: { $when }
security-none = لا توجد
security-password-change = تغيير<span class="unseen"> كلمة المرور</span>
security-app = تطبيق المصادقة
security-on = مفعّل
security-off = متوقف
security-app-since = منذ: { $when }
security-operators-need = لا يستغني عنه المشغّلون.
security-app-replace = استبدال<span class="unseen"> تطبيق المصادقة</span>
security-app-remove = إيقاف<span class="unseen"> تطبيق المصادقة</span>
security-app-about = تطبيق على هاتفك يعرض رمزًا لا يعرفه سواه، حتى بدون شبكة.
security-app-set-up = إعداد<span class="unseen"> تطبيق مصادقة</span>
security-back = طرق العودة
security-recovery = رموز الاسترداد
security-recovery-left =
    { $count ->
        [one] بقي واحد
        [two] بقي اثنان
       *[other] بقي { $count }
    }
security-recovery-none = لا توجد
security-recovery-made = أُنشئت: { $when }
security-recovery-replace = استبدال<span class="unseen"> رموز الاسترداد</span>
security-recovery-about = عشرة رموز على ورق، ليوم تفقد فيه الهاتف.
security-recovery-make = إنشاء<span class="unseen"> رموز استرداد</span>
security-where = أين سجّلت الدخول
security-sessions =
    { $count ->
        [one] واحد: هذا.
        [two] اثنان، أحدهما هذا.
        [few] { $count }، من بينها هذا.
        [many] { $count }، من بينها هذا.
       *[other] { $count }، من بينها هذا.
    }
security-trusted = متصفحات تثق بها
security-trusted-forget-all = السؤال فيها كلها من جديد
security-trusted-none = لا يوجد. يظهر متصفح هنا عندما تحدّد «لا تسأل في هذا المتصفح» عند تسجيل الدخول.
security-this-browser = هذا المتصفح
security-trusted-until = بلا رمز حتى: { $when }
security-trusted-forget = السؤال من جديد<span class="unseen"> في { $device }، موثوق حتى { $when }</span>

## The account: passkeys

passkeys-title = مفاتيح المرور
passkeys-add = إضافة مفتاح مرور
passkeys-none = لا يوجد بعد. بمفتاح المرور تسجّل الدخول ببصمتك أو وجهك أو قفل شاشتك. يعمل في هذا الموقع وحده، فلا تستطيع صفحة مزيفة أن تأخذه منك.
passkeys-synced = متزامن
passkeys-one-device = على جهاز واحد
passkeys-added = أُضيف: { $when }
passkeys-rename = تغيير الاسم<span class="unseen"> { $name }</span>
passkeys-remove = إزالة<span class="unseen"> { $name }</span>
passkeys-new-lead = يُنشئه جهازك أو مدير كلمات المرور ويحفظه. ومنذ ذلك الحين تسجّل الدخول ببصمتك أو وجهك أو قفل شاشتك.
passkeys-new-where = على هذا الجهاز، أو هاتف، أو مفتاح أمان
passkeys-new-about = يسألك متصفحك أين يحفظه. الأفضل أن ينسخه مدير كلمات المرور إلى أجهزتك الأخرى: عندها لا يمنعك فقدان الهاتف من الدخول.
passkeys-make = إنشاء مفتاح مرور
passkeys-not-here = لا يستطيع هذا المتصفح إنشاء مفاتيح مرور. <a href="/account/security/authenticator">تطبيق المصادقة</a> يعمل في كل مكان.
passkeys-need-scripts = تحتاج مفاتيح المرور إلى البرامج النصية، وهي متوقفة هنا. <a href="/account/security/authenticator">تطبيق المصادقة</a> يعمل بدونها.
passkeys-too-long = استغرق ذلك وقتًا طويلًا، أو ظلت هذه الصفحة مفتوحة وقتًا طويلًا. حاول مرة أخرى.
passkeys-answer-refused = لم يُقبل رد متصفحك. حاول مرة أخرى، أو استخدم جهازًا آخر.
passkeys-known = مفتاح المرور هذا مستخدم من قبل. أنشئ غيره.
passkeys-full-advice = أزل مفتاحًا لم تعد تستخدمه، ثم أضف الجديد.
passkeys-last-advice = يحتاج المشغّل إلى عامل ثانٍ. أعِدّ عاملًا آخر أولًا، ثم أزل هذا.
passkeys-rename-title = تغيير اسم مفتاح مرور
passkeys-name = الاسم
passkeys-name-hint = ما يميّزه عن غيره. { $most } محرفًا على الأكثر.
passkeys-name-wrong = أدخل اسمًا من 1 إلى { $most } محرفًا مرئيًا.
passkeys-name-save = حفظ الاسم

## The account: authenticator app

authenticator-replace-title = استبدل تطبيق المصادقة
authenticator-title = أعِدّ تطبيق مصادقة
authenticator-replace-lead = يظل التطبيق الذي لديك الآن يعمل إلى أن يثبت الجديد.
authenticator-operator-lead = يحتاج المشغّلون إلى واحد قبل أن تُفتح لهم صفحات المشغّلين. يعرض رمزًا لا يعرفه إلا هاتفك.
authenticator-lead = يعرض رمزًا لا يعرفه إلا هاتفك. أي تطبيق منها يفي بالغرض.
authenticator-scan = امسح هذه الصورة بالتطبيق
authenticator-picture = رمز QR للمفتاح أدناه
authenticator-no-camera = لا توجد كاميرا؟ أدخل هذا المفتاح بدلًا من ذلك: «حسب الوقت»، ستة أرقام.
authenticator-copy = نسخ<span class="unseen"> المفتاح</span>
authenticator-open = فتح في تطبيق على هذا الجهاز
authenticator-enter = أدخل الرمز الذي يعرضه
authenticator-code = الرمز
authenticator-code-hint = الأرقام الستة التي يعرضها التطبيق الآن.
authenticator-code-wrong = ليس هذا هو الرمز الذي يعطيه هذا المفتاح الآن. امسح الصورة مرة أخرى، وتحقّق من ساعة هاتفك، وأدخل الرمز الذي يعرضه التطبيق.
authenticator-busy = جارٍ التحقق…
authenticator-replace = استبدال التطبيق
authenticator-turn-on = تفعيله

## The account: recovery codes

recovery-title = رموز الاسترداد
recovery-once = احفظها الآن: لا تُعرض إلا مرة واحدة. كل رمز يسجّل دخولك مرة واحدة حين يغيب هاتفك.
recovery-ten-for = عشرة رموز للحساب <bdi>{ $username }</bdi>
recovery-copy = نسخ<span class="unseen"> الرموز</span>
recovery-download = تنزيل كنص
recovery-print = طباعة
recovery-saving = جارٍ الحفظ…
recovery-saved = حفظتها
recovery-older-work = حتى ذلك الحين تظل رموزك القديمة تعمل.
recovery-not-yet = حتى ذلك الحين لا تعمل.
recovery-lead = عشرة رموز على ورق أو في مدير كلمات المرور، ليوم تفقد فيه الهاتف. كل رمز يعمل مرة واحدة.
recovery-left = المتبقي
recovery-left-of = { $left } من 10
recovery-few = قليل
recovery-made = أُنشئت
recovery-last-used = آخر استخدام
recovery-never = ليس بعد
recovery-making = جارٍ إنشاء الرموز…
recovery-make-new = إنشاء رموز جديدة
recovery-make = إنشاء رموز استرداد
recovery-needs-factor = تقوم مقام عامل ثانٍ، وليس لديك واحد بعد. <a href="/account/security/authenticator">أعِدّ تطبيق مصادقة</a> أولًا.
recovery-file-title = رموز استرداد { $username } لدى { $service }
recovery-file-about = أُنشئت: { $when }. كل رمز يعمل مرة واحدة.

## The account: at a glance

glance-title = حسابك
glance-you = أنت
glance-username = اسم المستخدم
glance-email = البريد الإلكتروني
glance-who = من يستطيع الدخول
glance-sessions =
    { $count ->
        [one] متصفح واحد: هذا.
        [two] متصفحان.
        [few] { $count } متصفحات.
        [many] { $count } متصفحًا.
       *[other] { $count } متصفح.
    }
glance-apps-none = لا يوجد بعد.
glance-apps =
    { $count ->
        [one] تطبيق واحد.
        [two] تطبيقان.
        [few] { $count } تطبيقات.
        [many] { $count } تطبيقًا.
       *[other] { $count } تطبيق.
    }
glance-security-about = كلمة المرور والعامل الثاني ورموز الاسترداد.
glance-sign-out = تسجيل الخروج من هذا المتصفح

## The account: profile

profile-page = الملف الشخصي
profile-title = ملفك الشخصي
profile-lead = لا يراه سواك والتطبيقات التي تسمح لها.
profile-email = عنوان البريد الإلكتروني
profile-email-change = تغيير<span class="unseen"> عنوان البريد الإلكتروني</span>
profile-save = حفظ
profile-saving = جارٍ الحفظ…
profile-optional = { $field } (اختياري)
profile-group-name = اسمك
profile-group-about = عنك
profile-group-reach = أين يصلون إليك
profile-name = الاسم
profile-name-hint = يظهر بدلًا من اسم المستخدم.
profile-name-wrong = استخدم 80 محرفًا مرئيًا أو أقل.
profile-field-given-name = الاسم الأول
profile-field-middle-name = الاسم الأوسط
profile-field-family-name = اسم العائلة
profile-field-nickname = الكنية
profile-field-profile = صفحة التعريف
profile-field-picture = عنوان صورة
profile-field-website = الموقع الإلكتروني
profile-field-gender = الجنس
profile-field-birthdate = تاريخ الميلاد
profile-field-zoneinfo = المنطقة الزمنية
profile-field-locale = اللغة
profile-field-phone = رقم الهاتف
profile-field-street = الشارع ورقم المبنى
profile-field-town = المدينة
profile-field-region = المنطقة
profile-field-postal-code = الرمز البريدي
profile-field-country = البلد
profile-date-hint = السنة والشهر واليوم: { $example }.
profile-locale-hint = مثل { $one } أو { $other }.
profile-phone-hint = مع + ورمز البلد.
profile-too-long = هذا أطول من 120 محرفًا. اختصره.
profile-unseen = يحتوي على محرف غير مرئي. اكتبه من جديد بدونه.
profile-date-wrong = اكتب التاريخ سنةً وشهرًا ويومًا: { $example }.
profile-locale-wrong = اكتب اللغة مثل { $one } أو { $other }.
profile-phone-wrong = اكتب الرقم مع + ورمز البلد: { $example }.
profile-url-wrong = اكتب عنوانًا كاملًا يبدأ بـ { $start }.

## The account: password

password-page = كلمة المرور
password-title = غيّر كلمة المرور
password-on-list = <strong>كلمة مرورك في قائمة كلمات مرور مسرّبة.</strong> لم يخترق أحد حسابك، لكن هذه القوائم أول ما يُجرَّب. اختر غيرها الآن.
password-current = كلمة المرور الحالية
password-current-wrong = ليست هذه كلمة مرورك الحالية. تحقّق منها وحاول مرة أخرى.
password-new = كلمة المرور الجديدة
password-others = تسجيل الخروج من كل مكان آخر
password-others-hint = من قد يعرف كلمة المرور القديمة يفقد ما هو مفتوح لديه.
password-save = حفظ كلمة المرور الجديدة

## The account: another email address

email-change-title = غيّر عنوان بريدك
email-change-lead = هو الآن <bdi dir="ltr">{ $email }</bdi>. يتغيّر بعد أن تؤكد الجديد؛ وخلال الأيام السبعة التالية يستطيع القديم استعادته.
email-change-new = العنوان الجديد
email-change-submit = إرسال رمز إلى العنوان الجديد
email-change-busy = جارٍ إرسال الرمز…
email-change-same = هذا هو عنوان الحساب نفسه. أدخل عنوانًا آخر.
email-change-often = أُرسلت عدة رموز إلى هناك من قبل. انتظر ساعة، أو أدخل عنوانًا آخر.
email-confirm-title = أكّد العنوان الجديد
email-code-lead = أرسلنا رمزًا من 6 أرقام ورابطًا إلى <strong class="whole"><bdi dir="ltr">{ $masked }</bdi></strong>.
email-code-field = الرمز الوارد في الرسالة
email-code-busy = جارٍ التحقق من الرمز…
email-code-submit = تغيير العنوان
email-code-again = عنوان آخر، أو رمز آخر
email-code-wrong =
    { $count ->
        [one] هذا الرمز غير صحيح. بقيت محاولة واحدة.
        [two] هذا الرمز غير صحيح. بقيت محاولتان.
        [few] هذا الرمز غير صحيح. بقيت { $count } محاولات.
        [many] هذا الرمز غير صحيح. بقيت { $count } محاولة.
       *[other] هذا الرمز غير صحيح. بقيت { $count } محاولة.
    }
email-code-last = هذا الرمز غير صحيح، وكانت هذه آخر محاولة. افتح الرابط الوارد في الرسالة، أو اطلب رمزًا آخر.
email-code-over = رموز خاطئة كثيرة. افتح الرابط الوارد في الرسالة، أو اطلب رمزًا آخر.
email-link-over = استُخدم من قبل، أو أُرسل رابط أحدث، أو العنوان لحساب آخر، أو مضى عليه أكثر من 24 ساعة. سجِّل الدخول واطلبه من جديد في صفحة ملفك الشخصي.
email-confirm-lead = بضغطة واحدة يصبح للحساب <bdi>{ $username }</bdi> العنوان <strong><bdi dir="ltr">{ $email }</bdi></strong>.
email-confirm-busy = جارٍ التغيير…
email-confirm-not-asked = إذا لم تطلب ذلك، فأغلق الصفحة: لن يحدث شيء.

## The account: sessions

sessions-lead = هل ترى ما لا تعرفه؟ سجِّل خروجه، ثم <a href="/account/security/password">اختر كلمة مرور جديدة</a>. تسجيل خروج متصفح يُنهي أيضًا ما حصلت عليه التطبيقات فيه؛ أما التطبيقات التي تسمح لها بالعمل في غيابك فتستمر.
sessions-others = تسجيل الخروج من كل مكان آخر
sessions-busy = جارٍ تسجيل الخروج…
sessions-since = منذ: { $when }
sessions-end = تسجيل الخروج<span class="unseen">، { $device }، آخر استخدام: { $when }</span>
sessions-everywhere = تسجيل الخروج من كل مكان، ومن هنا أيضًا
sessions-how-password = كلمة المرور
sessions-how-app = كلمة المرور ورمز التطبيق
sessions-how-recovery = كلمة المرور ورمز استرداد
sessions-how-several = عدة عوامل
sessions-how-text = كلمة المرور ورسالة نصية

## The account: signing out everywhere

everywhere-title = تسجيل الخروج من كل مكان؟
everywhere-lead =
    { $others ->
        [0] سيُسجَّل خروج <strong><bdi>{ $member }</bdi></strong> من هذا المتصفح.
        [one] سيُسجَّل خروج <strong><bdi>{ $member }</bdi></strong> من هذا المتصفح ومتصفح آخر.
        [two] سيُسجَّل خروج <strong><bdi>{ $member }</bdi></strong> من هذا المتصفح ومتصفحين آخرين.
        [few] سيُسجَّل خروج <strong><bdi>{ $member }</bdi></strong> من هذا المتصفح و{ $others } متصفحات أخرى.
        [many] سيُسجَّل خروج <strong><bdi>{ $member }</bdi></strong> من هذا المتصفح و{ $others } متصفحًا آخر.
       *[other] سيُسجَّل خروج <strong><bdi>{ $member }</bdi></strong> من هذا المتصفح و{ $others } متصفح آخر.
    }
everywhere-about = ينتهي ما حصلت عليه التطبيقات فيها خلال ثانية. أما التطبيقات التي تسمح لها بالعمل في غيابك فتستمر؛ تُنهيها في <a href="/account/apps">التطبيقات المتصلة</a>.
everywhere-submit = تسجيل الخروج من كل مكان
everywhere-stay = البقاء مسجَّل الدخول

## The account: it was not you

notme-title = لم تكن أنت؟
notme-undo-title = استعد عنوانك
notme-undo-lead = يستعيد الحساب <bdi>{ $username }</bdi> العنوان <bdi dir="ltr">{ $address }</bdi>، وينتهي كل ما قد يكون لدى غيرك منه.
notme-lead = ضغطة واحدة تُنهي كل ما قد يكون لدى غيرك من الحساب <bdi>{ $username }</bdi>.
notme-browsers = يُسجَّل خروج كل متصفح، وهذا أيضًا.
notme-apps = يفقد كل تطبيق وكل رمز شخصي الوصول. يمكنك السماح للتطبيقات من جديد.
notme-password = تتوقف كلمة المرور عن العمل، وتختار واحدة جديدة.
notme-factors = تبقى عواملك الثانية.
notme-busy = جارٍ إنهاء كل شيء…
notme-submit = إنهاء كل شيء واختيار كلمة مرور جديدة
notme-after-all = إذا كنت أنت في النهاية، فأغلق هذه الصفحة: لن يحدث شيء.
notme-link-over = استُخدم من قبل، أو مضى عليه أكثر من سبعة أيام. يمكنك اختيار كلمة مرور جديدة عبر «هل نسيت كلمة المرور؟» في صفحة تسجيل الدخول: هذا أيضًا يُنهي كل الجلسات.

## The account: connected apps

apps-none = لا يملك أي تطبيق وصولًا. عندما تسجّل الدخول إلى تطبيق بحسابك في { $service } وتسمح له بشيء، يظهر هنا.
apps-see = اعرف ما تستطيع التطبيقات فعله
apps-allowed = سُمح له: { $when }
apps-never-used = لم يُستخدم بعد
apps-open = فتح<span class="unseen"> { $app }</span>
apps-open-one = فتح <bdi>{ $app }</bdi>
apps-may = ما يُسمح له به
apps-may-about = ألغِ تحديد ما لا ينبغي أن يفعله بعد الآن. ينتهي ذلك خلال ثانية، في كل مكان.
apps-not-included = لا يشمل: { $what }
apps-save = حفظ
apps-saving = جارٍ الحفظ…
apps-remove = إزالة الوصول
apps-removing = جارٍ الإزالة…
apps-remove-about = لن يستطيع بعدها قراءة شيء هنا أو تغييره. ما نسخه من قبل يبقى لديه؛ ويذكر موقعه كيف تطلب حذفه.

## The account: personal tokens

pat-make = إنشاء رمز
pat-lead = بالرمز يعمل برنامج لك باسمك لدى الواجهة البرمجية. ومن يملكه يستطيع فعل ما يُسمح له به.
pat-none = ستكون هنا رموز نصوصك البرمجية وأدواتك. تطبيقات الآخرين لا تحتاج إليها: فهي تسألك.
pat-title = رموز تعمل
pat-soon = ينتهي قريبًا
pat-ends = ينتهي: { $when }
pat-renew = تجديد<span class="unseen">: { $name }</span>
pat-stop = إيقاف<span class="unseen">: { $name }</span>
pat-full = خمسون رمزًا هو الحد الأقصى. أوقف واحدًا لتنشئ غيره.
pat-new-title = إنشاء رمز شخصي
pat-name = الاسم
pat-name-hint = لك، لتميّز بين الرموز: أين يُستخدم.
pat-name-wrong = أعطِ الرمز اسمًا من 1 إلى 40 محرفًا.
pat-ends-after = ينتهي بعد
pat-year = سنة واحدة
pat-until = أو حتى هذا اليوم (اختياري)
pat-until-hint = السنة والشهر واليوم: { $example }. سنة على الأكثر.
pat-until-wrong = اكتب يومًا خلال سنة على شكل سنة وشهر ويوم، مثل { $example }.
pat-ends-wrong = اختر متى ينتهي الرمز.
pat-may-see = يُسمح له أن يرى
pat-may-change = يُسمح له أن يغيّر
pat-may-wrong = حدّد أمرًا واحدًا على الأقل يُسمح للرمز به.
pat-submit = إنشاء الرمز
pat-busy = جارٍ إنشاء الرمز…

## The account: data

data-copy-title = خذ نسخة معك
data-copy-about = كل ما يُحفظ عنك: الحساب والملف الشخصي والمتصفحات والتطبيقات والرموز وسجل الأمان؛ بصيغة JSON للبرامج، وكصفحة للقراءة.
data-ready = <strong>هناك نسخة جاهزة</strong> حتى: { $when }
data-read = تنزيل للقراءة
data-json = تنزيل بصيغة JSON
data-waits = نسختك قيد الإعداد. ستخبرك رسالة عندما تصبح جاهزة.
data-busy = جارٍ الطلب…
data-make-again = إعداد نسخة جديدة
data-make = إعداد نسخة
data-delete-title = احذف حسابك
data-delete-about = ينتهي كل شيء فورًا. أما الحساب نفسه فيُحذف بعد { $delay }؛ وحتى ذلك الحين تحتفظ به بتسجيل الدخول.
data-delete-link = حذف الحساب…
delete-what = ما الذي يحدث
delete-now = الآن: يُسجَّل خروج كل متصفح، ويفقد كل تطبيق وكل رمز شخصي الوصول.
delete-meanwhile = لمدة { $delay }: تحتفظ بالحساب بتسجيل الدخول. لا يحصل غيرك على اسمك أو عنوانك.
delete-then = بعد ذلك: يُحذف نهائيًا الحساب والملف الشخصي والعنوان والمتصفحات والرموز وما سمحت به. لا يحصل أحد على اسم المستخدم من جديد.
delete-stays = ما يبقى: سجل ما جرى هنا، تحت رقم لا يدل على أحد، وما اعتمد عليه الآخرون، كالمشاريع والعروض.
delete-apps = تطبيقاتك هذه تتوقف عن العمل للجميع:
delete-username-is = اسم المستخدم لديك هو <strong><bdi dir="ltr">{ $username }</bdi></strong>.
delete-type = اكتب اسم المستخدم
delete-submit = حذف الحساب بعد { $delay }
delete-busy = جارٍ إنهاء كل شيء…
delete-other-name = ليس هذا اسم المستخدم لحسابك. اكتبه كما هو أعلاه.
delete-operator = هذا حساب مشغّل. يجب أن يتولى مشغّل آخر الخدمة قبل أن يمكن حذفه.
export-title = بياناتك من { $service }
export-made = أُعدّت في: { $when }.
export-parts = الأجزاء

## The account: security log

security-log-title = سجل الأمان
security-log-lead = ما جرى في حسابك خلال آخر 180 يومًا، منك أو من غيرك. الأوقات بتوقيت { $zone }.
security-log-about = حول
security-log-everything = كل شيء
security-log-result = النتيجة
security-log-any = أي نتيجة
security-log-done = تم
security-log-refused = مرفوض
security-log-show = عرض
security-log-none-such = لم يحدث شيء من هذا النوع.
security-log-none = سيظهر هنا ما يجري في حسابك.
security-log-show-all = عرض كل شيء
security-log-events = الأحداث
security-log-what = ماذا
security-log-when = متى
security-log-where = من أين
security-log-not-you = لم تكن أنت؟
security-log-not-me = لم أكن أنا<span class="unseen">: { $what }، { $when }</span>
security-log-older = أحداث أقدم
security-log-csv = تنزيل بصيغة CSV
security-log-json = تنزيل بصيغة JSON
security-log-on-server = على الخادم
security-log-kind-sign-in = الدخول والخروج
security-log-kind-proof = كلمة المرور ووسائل الإثبات الأخرى
security-log-kind-app = التطبيقات والرموز
security-log-kind-account = الحساب والملف الشخصي
security-log-kind-developer = التطبيقات التي ترعاها
security-log-why-password = كلمة مرور خاطئة
security-log-why-code = رمز خاطئ
security-log-why-denied = مرفوض
security-log-why-locked = مقفل
security-log-why-owed = ينقص العامل الثاني

## What happened, in the security log

event-refused = { $what }: مرفوض
event-other = { $action }
event-some-app = تطبيق
event-session-start = تسجيل دخول
event-session-start-refused = رُفض تسجيل دخول
event-session-renew = تأكيد أنك أنت
event-session-renew-refused = رُفض تأكيد
event-session-end = تسجيل خروج من متصفح
event-session-end-others = تسجيل خروج من كل مكان آخر
event-browser-trust = الوثوق بمتصفح
event-browser-forget = إلغاء الوثوق بمتصفح
event-browser-forget-all = إلغاء الوثوق بكل المتصفحات
event-password-set = تغيير كلمة المرور
event-password-leaked = وُجدت كلمة المرور في قائمة كلمات مسرّبة
event-password-reset-sent = أُرسل رابط لكلمة مرور جديدة
event-factor-add = إضافة عامل ثانٍ
event-factor-use = استخدام عامل ثانٍ
event-factor-use-refused = رُفض عامل ثانٍ
event-factor-remove = إزالة عامل ثانٍ
event-factor-lock = قُفل عامل ثانٍ بعد رموز خاطئة
event-factor-reset = أزال مشغّل العوامل الثانية
event-recovery-make = إنشاء رموز استرداد
event-recovery-confirm = حفظ رموز استرداد جديدة
event-passkey-add = إضافة مفتاح مرور
event-passkey-add-refused = رُفض مفتاح مرور جديد
event-passkey-use = استخدام مفتاح مرور
event-passkey-rename = تغيير اسم مفتاح مرور
event-passkey-remove = إزالة مفتاح مرور
event-sms-send = أُرسل رمز في رسالة نصية
event-sms-send-refused = لم يُرسل رمز في رسالة نصية
event-consent-give = سُمح للتطبيق { $app }
event-consent-give-refused = لم يُسمح للتطبيق { $app }
event-consent-narrow = تغيّر ما يُسمح به للتطبيق { $app }
event-consent-withdraw = أُزيل وصول { $app }
event-grant-create = مُنح { $app } الوصول
event-token-revoke = إنهاء رمز
event-personal-token-create = إنشاء رمز شخصي
event-personal-token-stop = إيقاف رمز شخصي
event-personal-token-leaked = وُجد رمز شخصي مكشوفًا فأُوقف
event-token-leaked = وُجد رمز للتطبيق { $app } مكشوفًا فأُنهي
event-account-create = إنشاء الحساب
event-account-lock = أُقفل الحساب
event-account-unlock = فُتح قفل الحساب
event-account-disown = «لم أكن أنا»: أُنهي كل شيء
event-account-delete = حُذف الحساب
event-account-delete-asked = طلب حذف الحساب
event-account-delete-kept = الاحتفاظ بالحساب
event-data-export-asked = طلب نسخة من البيانات
event-data-export-made = أُعدّت نسخة من البيانات
event-data-export-read = تنزيل نسخة من البيانات
event-email-verification-sent = أُرسل رمز للعنوان
event-email-verify = تأكيد العنوان
event-email-verify-refused = رمز خاطئ للعنوان
event-email-change-asked = طلب تغيير العنوان
event-email-change = تغيير العنوان
event-email-change-refused = رمز خاطئ للعنوان الجديد
event-email-undo = استعادة العنوان القديم
event-profile-change = تغيير الملف الشخصي
event-photo-set = تغيير الصورة
event-photo-remove = إزالة الصورة
event-client-create = تسجيل { $app }
event-client-update = تغيير { $app }
event-client-suspend = إيقاف { $app } مؤقتًا
event-client-resume = استئناف { $app }
event-client-delete = حذف { $app }
event-client-secret-add = إضافة سر للتطبيق { $app }
event-client-secret-stop = إيقاف سر للتطبيق { $app }
event-client-secret-leaked = وُجد سر للتطبيق { $app } مكشوفًا فأُوقف
event-mail-read = قراءة رسالة في صندوق الصادر

## What a copy of the data calls its parts

export-account = الحساب
export-profile = الملف الشخصي
export-browsers = المتصفحات
export-passkeys = مفاتيح المرور
export-connected-apps = التطبيقات المتصلة
export-personal-tokens = الرموز الشخصية
export-own-apps = التطبيقات الخاصة بك
export-security-log = سجل الأمان
export-id = المعرّف
export-username = اسم المستخدم
export-preferred-username = اسم المستخدم المفضّل
export-email = البريد الإلكتروني
export-email-verified = البريد مؤكَّد
export-email-confirmed-at = تأكيد البريد في
export-name = الاسم
export-password-changed-at = تغيير كلمة المرور في
export-made-at = أُنشئ في
export-given-name = الاسم الأول
export-middle-name = الاسم الأوسط
export-family-name = اسم العائلة
export-nickname = الكنية
export-picture = الصورة
export-website = الموقع الإلكتروني
export-gender = الجنس
export-birthdate = تاريخ الميلاد
export-zoneinfo = المنطقة الزمنية
export-locale = اللغة
export-phone-number = رقم الهاتف
export-phone-number-verified = رقم الهاتف مؤكَّد
export-address = العنوان
export-updated-at = آخر تحديث
export-browser = المتصفح
export-began-at = بدأ في
export-last-used-at = آخر استخدام
export-may = يُسمح له
export-allowed-at = سُمح له في
export-ends-at = ينتهي في
export-description = الوصف
export-at = متى
export-what = ماذا
export-result = النتيجة

## Errors that are pages

error-home = انتقل إلى صفحة البداية
error-sign-in-first = سجِّل الدخول أولًا
error-not-found = لا يوجد شيء في هذا العنوان
error-not-found-advice = تحقّق من عدم وجود خطأ كتابي في العنوان. إذا أوصلك رابط إلى هنا، فما كان يشير إليه لم يعد موجودًا أو يخص شخصًا آخر.
error-form-expired = لم يعد ممكنًا إرسال هذا النموذج
error-form-expired-advice = ظل مفتوحًا وقتًا طويلًا، أو لم يُفتح في هذا المتصفح. لم يتغيّر شيء. ارجع وأعد تحميل الصفحة ثم أرسله من جديد.
error-form-spent = أُرسل هذا النموذج من قبل
error-form-spent-advice = تم ما طلبه في المرة الأولى. ارجع وأعد تحميل الصفحة لترى ذلك.
error-request-over = انتهى طلب تسجيل الدخول هذا
error-request-over-advice = ظل مفتوحًا وقتًا طويلًا، أو أُجيب عنه من قبل. ارجع إلى التطبيق وابدأ من جديد.
error-overloaded = الخدمة مشغولة للحظات
error-overloaded-advice = كثيرون يسجّلون الدخول الآن. لم يتغيّر شيء. حاول مرة أخرى بعد بضع ثوانٍ.
error-internal = لم تتمكن الخدمة من الرد
error-internal-advice = لم يضِع شيء مما أرسلته من جانبك. انتظر لحظة وحاول مرة أخرى.
error-broken-link = هذا الرابط من أحد التطبيقات معطوب
error-locked = هذا الحساب مقفل
error-locked-advice = أقفل أحد مشغّلي هذه الخدمة هذا الحساب. راسل الخدمة إذا رأيت أن في ذلك خطأ؛ اذكر اسم المستخدم، ولا تذكر كلمة المرور أبدًا.
error-link-over = لم يعد هذا الرابط يعمل
error-changed = تغيّر هذا الحساب للتو
error-wait = انتظر قليلًا قبل أن تحاول مرة أخرى
error-sign-up-closed = إنشاء الحسابات مغلق هنا
error-filter = تعذّرت قراءة عامل التصفية
error-set-up-over = لم يعد رابط الإعداد هذا يعمل
error-undescribed = على التطبيق الذي أرسلك إلى هنا أن يصف نفسه في { $address }، وما هناك لا يمكن قبوله: { $why }. لم تُشارك أي بيانات. عد إلى التطبيق، وإن تكرر ذلك فأخبر صانعيه.

## Signing in

signin-title = تسجيل الدخول
signin-continue = للمتابعة إلى <bdi>{ $app }</bdi>
signin-policy = سياسة الخصوصية للتطبيق
signin-terms = شروط خدمة التطبيق
signin-name = البريد الإلكتروني أو اسم المستخدم
signin-password = كلمة المرور
signin-remember = إبقائي مسجَّل الدخول في هذا المتصفح
signin-remember-hint = لا تفعل ذلك على جهاز مشترك.
signin-busy = جارٍ تسجيل الدخول…
signin-forgot = هل نسيت كلمة المرور؟
signin-passkey = تسجيل الدخول بمفتاح مرور
signin-passkeys-need-scripts = تحتاج مفاتيح المرور إلى البرامج النصية، وهي متوقفة هنا. تعمل كلمة المرور بدونها.
signin-new-here = هل أنت جديد هنا؟
signin-create = إنشاء حساب
signin-wrong = الاسم وكلمة المرور هذان لا يتطابقان. تحقّق منهما، أو اختر كلمة مرور جديدة.
signin-or = أو

## Creating an account

signup-title = إنشاء حساب
signup-email = عنوان البريد الإلكتروني
signup-email-hint = نرسل إليه رمزًا لتأكيده. لا يراه أحد غيرك.
signup-username = اسم المستخدم
signup-username-hint = ظاهر للجميع. من 3 إلى 30 من الحروف والأرقام والنقاط والشرطات والشرطات السفلية.
signup-password-hint =
    { $count ->
        [few] { $count } أحرف أو أكثر؛ تكفي جملة قصيرة.
       *[other] { $count } حرفًا أو أكثر؛ تكفي جملة قصيرة.
    }
signup-submit = إنشاء الحساب
signup-busy = جارٍ إنشاء حسابك…
signup-have-one = لديك حساب بالفعل؟ <a href="/signin{ $kept }">سجِّل الدخول</a>
signup-closed = ينشئ القائمون على هذه الخدمة الحسابات الجديدة. اطلب منهم حسابًا.
signup-taken = اسم المستخدم هذا مأخوذ. اختر غيره.

## What a new name, address or password lacks

email-missing = أدخل عنوان بريدك الإلكتروني.
email-not-whole = هذا ليس عنوان بريد كاملًا. اكتبه على هذا الشكل: { $example }.
email-too-long = عنوان البريد هذا أطول مما يسمح به البريد. تحقّق من عدم وجود نص زائد.
username-missing = أدخل اسم مستخدم.
username-length = يتكوّن اسم المستخدم من 3 إلى 30 حرفًا.
username-characters = استخدم الحروف من a إلى z والأرقام، وبينها نقاط أو شرطات أو شرطات سفلية مفردة.
username-reserved = اسم المستخدم هذا محجوز للخدمة. اختر غيره.
password-missing = أدخل كلمة مرور.
password-too-short =
    { $count ->
        [few] استخدم { $count } أحرف أو أكثر. تكفي جملة قصيرة يسهل تذكّرها.
       *[other] استخدم { $count } حرفًا أو أكثر. تكفي جملة قصيرة يسهل تذكّرها.
    }
password-too-long = استخدم 128 حرفًا على الأكثر.
password-common = كلمة المرور هذه في قوائم الكلمات الشائعة والمسرّبة، وهي أول ما يُجرَّب. اختر غيرها.
password-leaked = كلمة المرور هذه في قائمة كلمات مسرّبة، وهي أول ما يُجرَّب. أيًّا كان من سرّبها، لم تعد لك وحدك. اختر غيرها.
password-pattern = تكرر كلمة المرور هذه نمطًا قصيرًا يُجرَّب مبكرًا. اختر غيرها.
password-personal = لا تزيد كلمة المرور هذه كثيرًا على اسمك أو عنوانك أو اسمنا. اختر غيرها.
strength-very-weak = ضعيفة جدًا: تُخمَّن في الحال.
strength-weak = ضعيفة: تُخمَّن خلال ساعات.
strength-fair = متوسطة: تصمد أمام التخمين فترة. كلمة إضافية تجعلها قوية.
strength-strong = قوية: يستغرق تخمينها سنوات.
strength-very-strong = قوية جدًا: يستغرق تخمينها قرونًا.

## Confirming an address

inbox-title = تفقّد بريدك
inbox-lead = أرسلنا رمزًا من 6 أرقام ورابطًا إلى <strong class="whole"><bdi dir="ltr">{ $email }</bdi></strong>.
inbox-lead-plain = أرسلنا رمزًا من 6 أرقام ورابطًا إلى عنوانك.
inbox-code = الرمز من الرسالة
inbox-busy = جارٍ التحقق من الرمز…
inbox-link = يمكنك أيضًا فتح الرابط الذي في الرسالة على أي جهاز.
inbox-again = <span>لم يصل شيء؟ ابحث في مجلد البريد غير المرغوب فيه، أو</span> <button class="textual" type="submit">اطلب رمزًا جديدًا</button>
inbox-another = العنوان خاطئ؟ <a href="/signup{ $kept }">ابدأ من جديد بعنوان آخر</a>
inbox-wrong = هذا الرمز غير صحيح، أو انتهت صلاحيته. تحقّق منه، أو اطلب رسالة أخرى.
verify-page = أكِّد عنوان بريدك الإلكتروني
verify-title = أكِّد عنوانك
verify-lead = ضغطة واحدة، ويصبح <strong><bdi dir="ltr">{ $email }</bdi></strong> عنوانك هنا.
verify-submit = تأكيد هذا العنوان
verify-busy = جارٍ التأكيد…
verify-not-asked = إذا لم تطلب ذلك، فأغلق الصفحة: لن يحدث شيء.
verify-over = استُخدم من قبل، أو أُرسل رابط أحدث، أو مرّ عليه أكثر من 24 ساعة. سجِّل الدخول: إذا كان العنوان ما زال بانتظار التأكيد، فيمكنك طلب رسالة أخرى.

## A new password by mail

forgot-lead = سنرسل إليك رابطًا لاختيار كلمة مرور جديدة.
forgot-email = عنوان البريد الإلكتروني لحسابك
forgot-submit = إرسال الرابط
forgot-busy = جارٍ الإرسال…
forgot-remembered = تذكّرتها؟ <a href="/signin">سجِّل الدخول</a>
reset-title = اختر كلمة مرور جديدة
reset-lead = للحساب <bdi>{ $username }</bdi>. سيُسجَّل الخروج من كل المتصفحات الأخرى.
reset-password = كلمة المرور الجديدة
reset-submit = حفظ كلمة المرور الجديدة
reset-busy = جارٍ الحفظ…
reset-over = استُخدم من قبل، أو أُرسل رابط أحدث، أو مرّ عليه أكثر من 30 دقيقة. اطلب رسالة أخرى من «هل نسيت كلمة المرور؟» في صفحة تسجيل الدخول.

## Asking for a second factor

factor-passkey-title = استخدم مفتاح المرور
factor-authenticator-title = أدخل الرمز من تطبيقك
factor-recovery-title = أدخل رمز استرداد
factor-continue = للمتابعة إلى <bdi>{ $app }</bdi> باسم <bdi>{ $username }</bdi>
factor-sign-in = لتسجيل الدخول باسم <bdi>{ $username }</bdi>
factor-passkey-hint = تفتحه ببصمتك أو وجهك أو قفل الشاشة، على هذا الجهاز أو على هاتفك أو على مفتاح أمان.
factor-code = الرمز
factor-code-hint = ستة أرقام. يعرض تطبيق المصادقة رمزًا جديدًا كل 30 ثانية.
factor-recovery-code = رمز الاسترداد
factor-recovery-hint = أحد الرموز العشرة التي حفظتها، مثل { $example }. يعمل كل رمز مرة واحدة.
factor-trust = عدم السؤال في هذا المتصفح لمدة 30 يومًا
factor-trust-hint = فقط على جهاز لا يستخدمه غيرك.
factor-use-passkey = استخدام مفتاح مرور
factor-use-authenticator = استخدام تطبيق المصادقة
factor-use-recovery = استخدام رمز استرداد
factor-others = طرق أخرى
factor-go-on = متابعة
factor-checking = جارٍ التحقق…
factor-start-over = لست أنت، أو فقدت كل شيء؟ <a href="{ $address }">ابدأ من جديد</a>
factor-authenticator-unreadable = أدخل الأرقام الستة التي يعرضها تطبيق المصادقة.
factor-recovery-unreadable = أدخل رمز استرداد: اثنا عشر حرفًا ورقمًا.
factor-authenticator-wrong = هذا ليس رمز هذه اللحظة، أو استُخدم من قبل. انتظر الرمز التالي. { $tries }
factor-recovery-wrong = هذا ليس أحد رموزك، أو استُخدم من قبل. { $tries }
factor-tries =
    { $count ->
        [zero] لم تبقَ أي محاولة.
        [one] بقيت محاولة واحدة.
        [two] بقيت محاولتان.
        [few] بقيت { $count } محاولات.
       *[other] بقيت { $count } محاولة.
    }
factor-locked = كثرت الرموز الخاطئة. حاول مرة أخرى في { $when } (المتبقي: { $wait }).
factor-locked-passkey = كثرت الرموز الخاطئة. حاول مرة أخرى في { $when } (المتبقي: { $wait })، أو استخدم مفتاح مرور.
factor-locked-authenticator = كثرت الرموز الخاطئة. حاول مرة أخرى في { $when } (المتبقي: { $wait })، أو استخدم تطبيق المصادقة.
factor-locked-recovery = كثرت الرموز الخاطئة. حاول مرة أخرى في { $when } (المتبقي: { $wait })، أو استخدم رمز استرداد.

## Codes by text message

done-text-on = رموز الرسائل النصية مفعَّلة. سيُطلب رمز منها عند تسجيل الدخول من الآن فصاعدًا.
done-text-replaced = تُرسَل الرموز إلى الرقم الجديد من الآن.
done-text-off = رموز الرسائل النصية متوقفة.
text-message = { $code } هو رمزك في { $service }. يعمل لمدة { $life }. لن نطلبه منك أبدًا، فلا تخبر به أحدًا.
text-title = تلقّي الرموز في رسائل نصية
text-title-replace = استخدام رقم آخر لرموز الرسائل النصية
text-lead = عند تسجيل الدخول نرسل ستة أرقام إلى هاتفك.
text-lead-replace = تُرسَل الآن إلى <bdi dir="ltr">{ $number }</bdi>، وتبقى كذلك حتى يثبت الرقم الجديد.
text-weaker = هذه الطريقة أضعف من مفتاح المرور ومن تطبيق المصادقة: فقد يُنقل الرقم إلى هاتف شخص آخر، وقد تُقرأ الرسالة في الطريق. لكنها أفضل من كلمة المرور وحدها.
text-phone = رقم الهاتف المحمول
text-phone-hint = مع + ورمز البلد، مثل ‎+971 50 123 4567.
text-phone-empty = أدخل رقم هاتفك المحمول.
text-phone-country = ابدأ بعلامة + ثم رمز البلد: ‎+971 50 123 4567.
text-phone-trunk = احذف (0)، فهو يُطلب داخل البلد فقط.
text-phone-characters = استخدم الأرقام فقط بعد علامة +.
text-phone-length = تحقّق من الرقم: أرقامه أقل أو أكثر مما يجب.
text-phone-service = أدخل رقم هاتف محمول. لا تُرسَل الرموز إلى أرقام الخدمات والأقمار الصناعية.
text-send-to = إرسال رمز إلى هذا الرقم
text-sending = جارٍ الإرسال…
text-not-now = ليس الآن
text-code-title = أدخل الرمز الوارد في الرسالة النصية
text-code = الرمز
text-code-hint = ستة أرقام من أحدث رسالة.
text-code-sent = أرسلنا ستة أرقام إلى <strong class="whole"><bdi dir="ltr">{ $number }</bdi></strong>. تعمل حتى <time datetime="{ $machine }">{ $until }</time>.
text-code-over = انتهى الرمز الذي أرسلناه إلى <strong class="whole"><bdi dir="ltr">{ $number }</bdi></strong>.
text-code-submit = تفعيل
text-code-checking = جارٍ التحقق من الرمز…
text-other-number = رقم آخر
text-ready = نرسل ستة أرقام إلى رقمك المنتهي بـ <strong dir="ltr">{ $ending }</strong>. تعمل لمدة { $life }.
text-sent = أرسلنا ستة أرقام إلى رقمك المنتهي بـ <strong dir="ltr">{ $ending }</strong>. تعمل حتى <time datetime="{ $machine }">{ $until }</time>.
text-none = لا ترسل هذه الخدمة رسائل نصية حاليًا. اختر طريقة أخرى.
text-send = أرسِل لي رمزًا
text-send-again = إرسال رمز آخر
text-again-at = يمكن إرسال رمز آخر في <time datetime="{ $machine }">{ $at }</time>.
text-held = لا يمكن إرسال مزيد من الرموز الآن. حاول مجددًا في { $at } (بعد { $wait }).
text-heading = أدخل الرمز الوارد في رسالتك النصية
text-way = تلقّي رمز في رسالة نصية
text-unreadable = أدخل الأرقام الستة الواردة في الرسالة النصية.
text-wrong = هذا ليس آخر رمز أرسلناه، أو انتهت مدته. { $tries }
text-locked = كثرت الرموز الخاطئة. حاول مرة أخرى في { $when } (المتبقي: { $wait })، أو اطلب رمزًا في رسالة نصية.
text-row = رسالة نصية
text-row-on = مفعَّل
text-row-off = متوقف
text-row-since = إلى رقمك المنتهي بـ <span dir="ltr">{ $ending }</span>، منذ <time datetime="{ $machine }">{ $since }</time>. أضعف من سائر الطرق.
text-row-used = آخر استخدام: <time datetime="{ $machine }">{ $used }</time>.
text-row-pitch = رمز على هاتفك. أضعف من سائر الطرق، وأفضل من كلمة المرور وحدها.
text-row-replace = تغيير<span class="unseen"> رقم الرسائل النصية</span>
text-row-remove = إيقاف<span class="unseen"> الرسائل النصية</span>
text-row-add = تفعيل<span class="unseen"> الرسائل النصية</span>

## Asking for a passkey

passkey-unsupported = لا يمكن لهذا المتصفح استخدام مفاتيح المرور. اختر طريقة أخرى.
passkey-needs-scripts = تحتاج مفاتيح المرور إلى البرامج النصية، وهي متوقفة هنا. اختر طريقة أخرى.
passkey-follow = اتبع ما يطلبه جهازك.
passkey-too-many = محاولات كثيرة جدًا. انتظر لحظة ثم حاول مرة أخرى.
passkey-page-old = هذه الصفحة قديمة جدًا. أعد تحميلها وحاول مرة أخرى.
passkey-on-device = لدى هذا الجهاز مفتاح مرور لحسابك من قبل.
passkey-nothing-changed = لم يتغيّر شيء. حاول مرة أخرى، أو اختر طريقة أخرى.
passkey-out-of-reach = لم يتمكن المتصفح من الوصول إلى مفتاح المرور. حاول مرة أخرى، أو اختر طريقة أخرى.
passkey-expired = استغرق ذلك وقتًا طويلًا، أو ظلت هذه الصفحة مفتوحة وقتًا طويلًا. حاول مرة أخرى.
passkey-unknown = مفتاح المرور هذا غير معروف هنا: أُزيل، أو يخص خدمة أخرى. أُبلغ مدير مفاتيحك بذلك. سجِّل الدخول بطريقة أخرى.
passkey-copied = أعطى مفتاح المرور هذا ردًا لا تعطيه إلا نسخة منه. لم يُقبل، وسيُبلَّغ صاحبه.
passkey-not-verified = لم يتحقق جهازك من أنك أنت. اضبط عليه قفل شاشة أو رقمًا سريًا، أو اختر طريقة أخرى.
passkey-refused = لم يُقبل مفتاح المرور هذا. حاول مرة أخرى، أو اختر طريقة أخرى.

## Confirming who one is

confirm-title = أكِّد أنك أنت
confirm-lead = ما يلي حسّاس، لذلك نسأل مرة أخرى. ثم تتابع مباشرة.
confirm-lead-everything = يغيّر هذا ما تسجّل الدخول به، لذلك نطلب كل شيء من جديد. ثم تتابع مباشرة.
confirm-signed-in-as = مسجَّل الدخول باسم
confirm-passkey = المتابعة بمفتاح مرور
confirm-use-password = استخدام كلمة المرور
confirm-wrong-password = هذه ليست كلمة مرورك. تحقّق منها وحاول مرة أخرى.
confirm-lead-app = يطلب <bdi>{ $app }</bdi> أن تثبت هويتك مرة أخرى. ثم تتابع مباشرة.
confirm-other-account = استخدام حساب آخر

## Too many attempts

attempts-too-many = كثرت المحاولات. لم يتغيّر شيء. حاول مرة أخرى في { $when } (المتبقي: { $wait })، أو سجِّل الدخول بمفتاح مرور، أو اختر كلمة مرور جديدة عبر البريد.
attempts-waiting = ترسل شبكتك طلبات تسجيل دخول كثيرة جدًا. ارجع إلى التطبيق وابدأ من جديد بعد لحظة.

## Choosing an account

accounts-title = اختر حسابًا
accounts-nobody = لم يسجِّل أحد الدخول في هذا المتصفح.
accounts-in-use = قيد الاستخدام
accounts-another = استخدام حساب آخر

## Staying after all

keep-title = هل تريد الاحتفاظ بحسابك؟
keep-lead = سيُحذف الحساب <bdi>{ $username }</bdi> في <time datetime="{ $machine }">{ $when }</time>، كما طلبت.
keep-submit = الاحتفاظ بالحساب
keep-busy = جارٍ الاحتفاظ به…
keep-leave = حذفه وتسجيل الخروج

## Allowing an app

consent-page = السماح لتطبيق { $app }؟
consent-title = هل تسمح لتطبيق <bdi>{ $app }</bdi> باستخدام حسابك؟
consent-test = تطبيق تجريبي
consent-unreviewed = لم يُراجَع
consent-made-by = أعدَّه <bdi>{ $owner }</bdi>، ولسنا نحن من أعدَّه.
consent-made-by-gone = أعدَّه شخص غادر الخدمة، ولسنا نحن من أعدَّه.
consent-made-by-host = يصنعه من يدير <bdi>{ $host }</bdi>، لا نحن.
consent-registered-today = سُجِّل اليوم
consent-registered-yesterday = سُجِّل أمس
consent-registered-days =
    { $count ->
        [two] سُجِّل قبل يومين
        [few] سُجِّل قبل { $count } أيام
       *[other] سُجِّل قبل { $count } يومًا
    }
consent-registered-months =
    { $count ->
        [two] سُجِّل قبل شهرين
        [few] سُجِّل قبل { $count } أشهر
       *[other] سُجِّل قبل { $count } شهرًا
    }
consent-members-none = لا يستخدمه أحد بعد
consent-members-one = يستخدمه عضو واحد
consent-members-few = يستخدمه بضعة أعضاء
consent-members-about =
    { $count ->
        [few] يستخدمه نحو { $count } أعضاء
       *[other] يستخدمه نحو { $count } عضوًا
    }
consent-members-many = يستخدمه أكثر من 1000 عضو
consent-says = ما يقوله عن نفسه:
consent-policy = سياسة الخصوصية
consent-terms = شروط الخدمة
consent-you = أنت <strong><bdi>{ $member }</bdi></strong> <span class="you-mail"><bdi dir="ltr">{ $email }</bdi></span>
consent-another = حساب آخر
consent-tick = حدِّد ما توافق عليه.
consent-tick-all = تحديد الكل
consent-see = ما يجوز له رؤيته
consent-change = ما يجوز له تغييره
consent-away = في غيابك
consent-new = جديد
consent-before = مسموح من قبل
consent-needed = لازم
consent-sensitive = حسّاس
consent-not-included = لا يشمل: { $what }
consent-none-ticked = حدِّد شيئًا واحدًا على الأقل يجوز للتطبيق فعله، أو اختر «عدم السماح».
consent-lasts-session = ينتهي وصوله عند تسجيل خروجك هنا.
consent-lasts = يستمر وصوله حتى تزيله، أو حتى يمر عليه دون استخدام { $span }.
consent-lasts-away = في غيابك يستمر وصوله حتى تزيله، أو حتى يمر عليه دون استخدام { $span }. إذا لم تحدِّد ذلك، فسينتهي عند تسجيل خروجك هنا.
consent-never = لا يعرف كلمة مرورك أبدًا ولا يمكنه تغيير طريقة تسجيل دخولك. يمكنك التراجع عن ذلك في أي وقت من «التطبيقات المتصلة» في حسابك.
consent-next = التالي: <code dir="ltr">{ $destination }</code>
consent-allow = السماح
consent-deny = عدم السماح
consent-busy = جارٍ الرجوع إلى التطبيق…

## What an app may be allowed

scope-openid = معرفة أنك أنت من يسجّل الدخول
scope-openid-not = اسمك أو عنوانك
scope-profile = رؤية ملفك الشخصي: الاسم والصورة والموقع
scope-profile-not = عنوان بريدك الإلكتروني
scope-email = رؤية عنوان بريدك الإلكتروني
scope-email-not = رسائل بريدك
scope-address = رؤية عنوانك البريدي
scope-address-not = تغييره
scope-phone = رؤية رقم هاتفك
scope-phone-not = الاتصال أو إرسال الرسائل نيابة عنك
scope-offline-access = الاحتفاظ بهذا الوصول في غيابك
scope-offline-access-not = الوصول بعد أن تزيله
scope-users-read = رؤية اسمك واسم المستخدم وعنوان بريدك الإلكتروني
scope-users-read-not = كلمة مرورك
scope-users-write = تغيير اسمك وملفك الشخصي
scope-users-write-not = عنوان بريدك الإلكتروني أو كلمة مرورك
scope-projects-read = رؤية مشاريعك
scope-projects-read-not = رسائلك
scope-projects-write = نشر مشاريعك وتغييرها
scope-projects-write-not = ترسيتها أو الدفع
scope-bids-read = رؤية العروض التي قدّمتها وتلقّيتها
scope-bids-read-not = رسائلك
scope-bids-write = تقديم العروض وسحبها وترسيتها وقبولها وكتابة التقييمات نيابة عنك دون سؤالك
scope-bids-write-not = الدفع
scope-payments-read = الاطلاع على دفعاتك المرحلية ومدفوعاتك
scope-payments-read-not = الدفع
scope-payments-write = حجز المال وصرفه وإعادته نيابة عنك
scope-payments-write-not = ترسية العروض أو قبولها
scope-messages-read = قراءة رسائلك
scope-messages-read-not = إرسال أي رسالة
scope-messages-write = إرسال رسائل باسمك
scope-messages-write-not = قراءة الرسائل السابقة
scope-read = رؤية كل ما في حسابك
scope-read-not = تغيير أي شيء
scope-write = تغيير كل ما في حسابك
scope-write-not = عنوان بريدك الإلكتروني أو كلمة مرورك أو طريقة تسجيل دخولك
scope-basic = رؤية ملفك العام
scope-basic-not = عنوان بريدك الإلكتروني
scope-project-create = نشر مشاريع باسمك
scope-project-create-not = تغييرها أو ترسيتها
scope-project-manage = إدارة مشاريعك وعروضك ودفعاتك المرحلية
scope-project-manage-not = رسائلك
scope-messaging = قراءة رسائلك وإرسالها
scope-messaging-not = مشاريعك وعروضك
scope-user-information = رؤية اسمك واسم المستخدم وعنوان بريدك الإلكتروني
scope-user-information-not = كلمة مرورك

## Back to an app

form-post-title = الرجوع إلى التطبيق
form-post-lead = ردّك جاهز. تتم المتابعة تلقائيًا، أو عندما تضغط الزر.
broken-owner = <bdi>{ $app }</bdi> تطبيقك، لذلك نوضّح لك السبب. أما غيرك فيقرأ فقط أنه لم تُشارَك أي بيانات.
broken-sent = المُرسَل
broken-registered = الأقرب من المُسجَّل
broken-differ = يختلفان ابتداءً من الموضع المميَّز. تُقارَن العناوين حرفًا بحرف، لذلك سجِّل بالضبط ما يرسله التطبيق.
broken-none = ليس للتطبيق عنوان إعادة توجيه بعد. سجِّل بالضبط العنوان الذي يرسله.
broken-redirects = انتقل إلى عناوين إعادة التوجيه للتطبيق
broken-stopped = أُوقف التطبيق الذي أرسلك إلى هنا. لم تُشارَك أي بيانات. يمكنك إغلاق هذه الصفحة.
broken-malformed = أرسل التطبيق الذي أتيت منه طلبًا لا يمكن فهمه. لم تُشارَك أي بيانات. ارجع إلى التطبيق وابدأ من جديد؛ وإذا تكرر ذلك، فأخبر القائمين عليه.
broken-unknown = التطبيق الذي أتيت منه غير معروف، أو طلب إرسالك إلى مكان لم يسجّله. لم تُشارَك أي بيانات. ارجع إلى التطبيق وابدأ من جديد؛ وإذا تكرر ذلك، فأخبر القائمين عليه.
message-reference = إذا طلبت المساعدة، فاذكر هذا الطلب: <code dir="ltr">{ $reference }</code>

## Signing out

logout-title = هل تريد تسجيل الخروج؟
logout-lead = يطلب <bdi>{ $app }</bdi> تسجيل خروجك هنا.
logout-lead-unnamed = يطلب أحد التطبيقات تسجيل خروجك هنا.
logout-what = أنت مسجَّل الدخول باسم <bdi>{ $member }</bdi>. ينتهي ما حصلت عليه التطبيقات هنا، إلا التي سمحت لها بالعمل في غيابك. تبقى المتصفحات الأخرى مسجَّلة الدخول.
logout-stay = البقاء مسجَّل الدخول
logout-malformed = أرسل التطبيق الذي أتيت منه طلبًا لا يمكن فهمه. ما زلت مسجَّل الدخول.
logout-not-ours = يذكر التطبيق الذي أتيت منه تسجيل دخول لم يتم لدينا. ما زلت مسجَّل الدخول.
logout-two-apps = يذكر التطبيق الذي أتيت منه تطبيقين في آن واحد. ما زلت مسجَّل الدخول.
logout-not-registered = يريد التطبيق الذي أتيت منه إعادتك إلى عنوان لم يسجّله. ما زلت مسجَّل الدخول؛ يمكنك تسجيل الخروج من حسابك.
signed-out-page = تم تسجيل الخروج
signed-out-title = تم تسجيل خروجك
signed-out-in = أنت مسجَّل الدخول
signed-out-left = غادر <strong><bdi>{ $name }</bdi></strong> هذا المتصفح. انتهى ما حصلت عليه التطبيقات هنا.
signed-out-nobody = لا أحد مسجَّل الدخول في هذا المتصفح.
signed-out-open = ما زال مفتوحًا
signed-out-here = هذا المتصفح مسجَّل الدخول باسم <strong><bdi>{ $name }</bdi></strong>.
signed-out-elsewhere =
    { $count ->
        [one] أنت مسجَّل الدخول في متصفح آخر.
        [two] أنت مسجَّل الدخول في متصفحين آخرين.
        [few] أنت مسجَّل الدخول في { $count } متصفحات أخرى.
       *[other] أنت مسجَّل الدخول في { $count } متصفحًا آخر.
    }
signed-out-away = التطبيقات التي سمحت لها بالعمل في غيابك: { $apps }.
signed-out-told = يجري أيضًا تسجيل خروجك من { $apps }.
signed-out-frame = جارٍ تسجيل الخروج من { $app }
signed-out-back = الرجوع إلى <bdi>{ $app }</bdi>
signed-out-again = تسجيل الدخول من جديد
signed-out-everywhere = تسجيل الخروج من كل مكان

## Set-up

setup-page = الإعداد
setup-title = إعداد هذا الخادم
setup-lead = ستصبح أول مشغّل له. ثم تُغلق هذه الصفحة نهائيًا.
setup-email = عنوان بريدك الإلكتروني
setup-username = اسم المستخدم الخاص بك
setup-password = كلمة مرورك
setup-service = اسم الخدمة
setup-service-hint = يقرؤه الأعضاء في كل صفحة وفي كل رسالة.
setup-service-wrong = أدخل اسمًا من 1 إلى 40 حرفًا مرئيًا.
setup-taken = اسم المستخدم هذا مأخوذ، أو أن العنوان يخص حسابًا آخر. اختر غيره.
setup-submit = إنهاء الإعداد
setup-busy = جارٍ الإعداد…
setup-over = يعمل لمدة 24 ساعة ولا يُعتدّ إلا بالأحدث. شغّل الخادم من جديد: سيعرض رابطًا جديدًا.

## Second factors

factor-last = هذا آخر عامل ثانٍ لديك

## Passkeys

passkeys-full = لديك أقصى عدد من مفاتيح المرور يتسع له الحساب

## Apps

app-kind-server = خادم يعمل لحسابه
app-kind-web = موقع ويب له خادم
app-kind-browser = صفحة تعمل في المتصفح فقط
app-kind-native = تطبيق على هاتف أو حاسوب
app-kind-device = جهاز أو سطر أوامر
app-live = مباشر
app-test = تجريبي
app-stopped = متوقف
app-menu-quickstart = البداية السريعة
app-menu-credentials = بيانات الاعتماد
app-menu-redirects = عناوين إعادة التوجيه
app-menu-scopes = الصلاحيات
app-menu-usage = الاستخدام
app-menu-log = السجل
app-menu-logouts = عمليات تسجيل الخروج
app-menu-settings = الإعدادات
app-warning-no-secret = لا يوجد سر يعمل: أضف سرًا وإلا فلن يحصل التطبيق على أي رمز.
app-warning-secret-stops = يتوقف السر الأخير خلال { $span }.
app-warning-implicit = يستخدم المنح الضمني المهجور الذي يضع الرموز في العناوين.
app-warning-no-pkce = يعمل دون PKCE، لذا يمكن استخدام رمز تفويض مسروق.
app-saving = جارٍ الحفظ…
app-name = اسم التطبيق
app-name-hint = يقرؤه الأعضاء عندما يقررون. 50 حرفًا على الأكثر.
app-homepage = الموقع الإلكتروني
app-description = الوصف (اختياري)
app-description-hint = ما يقدمه للأعضاء. 300 حرف على الأكثر.
app-words = ما يقرؤه الأعضاء

## What is wrong with an app

app-fault-name-missing = أدخل اسمًا. يقرؤه الأعضاء عندما يقررون.
app-fault-name-long = الاسم أطول من 50 حرفًا. اختصره.
app-fault-name-hidden = في الاسم حرف لا يُرى. اكتبه من جديد دونه.
app-fault-name-imitates = قد يظنه الأعضاء تطبيقًا من { $service }. اختر اسمًا آخر.
app-fault-description-long = الوصف أطول من 300 حرف. اختصره.
app-fault-description-hidden = في الوصف حرف لا يُرى. اكتبه من جديد دونه.
app-fault-homepage-missing = أدخل موقع التطبيق، بادئًا بـ ⁦https://⁩.
app-fault-homepage = يجب أن يكون الموقع عنوانًا كاملًا يبدأ بـ ⁦https://⁩.
app-fault-redirects-unused = ليس للخادم الذي يعمل لحسابه عنوان إعادة توجيه. أزله.
app-fault-redirects-missing = أدخل العنوان الذي يعود إليه الأعضاء بعد أن يقرروا.
app-fault-redirects-many = للتطبيق 20 عنوان إعادة توجيه على الأكثر. أزل بعضها.
app-fault-redirect-twice = هذا العنوان مذكور مرتين. أزل أحدهما.
app-fault-redirects-hosts = يجب أن يكون لها كلها مضيف واحد، لأن المعرّفات خاصة بكل تطبيق ولا يوجد ⁦sector_identifier_uri⁩.
app-fault-https = يجب أن يكون عنوانًا كاملًا يبدأ بـ ⁦https://⁩ ودون ⁦#⁩.
app-fault-origin = يجب أن يكون له مخطط ومضيف ومنفذ أحد عناوين إعادة التوجيه.
app-fault-scopes-missing = اختر شيئًا واحدًا على الأقل يجوز للتطبيق فعله.
app-fault-scope-unknown = لا توجد صلاحية باسم «{ $scope }». اختر من القائمة.
app-fault-required = ما لا يعمل التطبيق دونه يجب أن يكون أيضًا من صلاحياته.
app-fault-sector-unread = يتعذر جلب الملف: { $reason }.
app-fault-sector-unreadable = يجب أن يكون الملف قائمة JSON من عناوين إعادة التوجيه.
app-fault-sector-incomplete = يجب أن يتضمن الملف كل عناوين إعادة التوجيه للتطبيق.
app-fault-meant = { $reason } هل قصدت { $address } ؟
app-address-long = هذا العنوان أطول من 2000 حرف. استخدم عنوانًا أقصر.
app-address-whole = هذا ليس عنوانًا كاملًا. ابدأ بـ ⁦https://⁩ ثم المضيف.
app-address-characters = في هذا العنوان فراغ أو شرطة مائلة عكسية أو حرف تحكم أو حرف يجب ترميزه. اكتبه كما ترسله المتصفحات.
app-address-wildcard = تُقارن العناوين حرفًا بحرف، لذا لا تطابق * شيئًا. أضف كل عنوان كاملًا.
app-address-fragment = لا يمكن إرسال رد إلى جزء من صفحة. أزل # وما يليها.
app-address-user = في هذا العنوان اسم مستخدم أو كلمة مرور. أزل ما قبل @.
app-address-dots = في هذا العنوان «..». اكتب المسار الذي يؤدي إليه.
app-address-reserved = معامل الاستعلام «{ $name }» جزء من الرد. استخدم له اسمًا آخر.
app-address-http = يمكن قراءة ما يُرسل عبر http العادي في الطريق. استخدم https، أو ⁦http://127.0.0.1⁩ في تطبيق أصلي.
app-address-scheme = التطبيقات الأصلية وحدها يجوز لها مخطط خاص بها. استخدم عنوان https.
app-address-domain = يجب أن يكون المخطط الخاص بك نطاقًا لك مقلوبًا، مثل ⁦com.example.app:/callback⁩.

## App settings

settings-title = الإعدادات
settings-save = حفظ
settings-addresses = تسجيل الخروج، وتسجيل الدخول من هنا
settings-after = بعد تسجيل الخروج يجوز للأعضاء العودة إلى (اختياري)
settings-after-hint = عنوان واحد في كل سطر، وتُقارن حرفًا بحرف.
settings-backchannel = تسجيل الخروج عبر القناة الخلفية (اختياري)
settings-backchannel-hint = يُرسل إلى خادمه هنا رمز خروج عندما تنتهي جلسة أحد الأعضاء.
settings-frontchannel = تسجيل الخروج عبر القناة الأمامية (اختياري)
settings-frontchannel-hint = يحمّل المتصفح صفحة التطبيق هذه عندما يسجّل أحد الأعضاء خروجه. على المضيف نفسه الذي لأحد عناوين إعادة التوجيه.
settings-start = بداية تسجيل الدخول (اختياري)
settings-start-hint = يقود «فتح» في التطبيقات المتصلة لدى العضو إلى هنا، ومعه iss في الاستعلام.
settings-save-addresses = حفظ العناوين
settings-test = تجربة تسجيل الدخول
settings-told = ما أُبلغ به
settings-paused = لا يعمل شيء من هذا التطبيق وهو متوقف مؤقتًا. تبقى عناوينه وصلاحياته وأسراره محفوظة.
settings-resume = استئناف عمله
settings-suspended = أوقف أحد المشغّلين هذا التطبيق. لا يستطيع استئنافه إلا مشغّل.
settings-suspended-write = أوقف أحد المشغّلين هذا التطبيق. راسل الخدمة؛ لا يستطيع استئنافه إلا مشغّل.
settings-pause = الإيقاف المؤقت
settings-pause-about = تنتهي رموزه وتُرفض الرموز الجديدة فورًا. يبقى كل ما عدا ذلك محفوظًا، ويمكنك استئنافه في أي وقت.
settings-pause-app = إيقاف هذا التطبيق مؤقتًا
settings-delete = الحذف
settings-delete-about = تنتهي رموزه وأسراره وإذن كل عضو. لا يمكن التراجع عن ذلك.
settings-delete-app = حذف هذا التطبيق
settings-typed = اكتب اسم التطبيق لحذفه
settings-typed-wrong = هذا ليس اسم التطبيق. اكتبه كما هو في العنوان الرئيسي.

## Developers

developers-title = المطوّرون
developers-build = ابنِ على <bdi>{ $service }</bdi>
developers-lead = دع الأعضاء يسجّلون الدخول، أو تصرّف نيابة عنهم بإذنهم، أو دع خادمك يعمل لحسابه. إنه OAuth 2.0 و OpenID Connect كما هما: المكتبة التي تفضّلها تتقنهما.
developers-your-apps = تطبيقاتك
developers-register = تسجيل تطبيق
developers-register-about = سمِّه، وحدِّد إلى أين يعود الأعضاء، واحصل على رمزه الأول في الصفحة التالية.
developers-token = الحصول على رمز
developers-token-about = طلبان: أحدهما للحصول على رمز والآخر لاستخدامه. كلاهما أدناه، جاهزان للصق.
developers-documents = مستندات الاكتشاف
developers-documents-about = كل عنوان ومنح وخوارزمية واستدعاء، للآلات. كل ما هو مذكور يعمل.
developers-first-token = احصل على رمز واستخدمه
developers-server-app = التطبيق من نوع «خادم» يعمل لحسابه. يثبت هويته بمعرّفه وسره، ويحصل على رمز وصول من عنوان الرموز:
developers-answer = الرد بصيغة JSON: <code>access_token</code> و <code>token_type</code> و <code>expires_in</code> بالثواني و <code>scope</code>. أرسل الرمز مع كل استدعاء:
developers-for-members = للأعضاء، أرسل متصفحهم إلى <code dir="ltr">{ $address }</code> مع تحدي PKCE، وبدِّل الرمز الذي يعود عند عنوان الرموز نفسه. في صفحة تطبيقك هذه الخطوات ومعرّفه مكتوب فيها.
developers-authorization-server = العناوين والمنح والخوارزميات
developers-openid = الشيء نفسه، بتسميات OpenID Connect
developers-resource = ما تطلبه واجهة البرمجة من الرمز
developers-keys = المفاتيح التي تتحقق من تواقيعنا
developers-api = واجهة البرمجة، استدعاءً استدعاءً
developers-problems = معنى ردودها عندما ترفض

## A developer's apps

apps-empty = ستكون تطبيقاتك هنا، ولكل منها مفاتيحه وعناوينه وصلاحياته.
apps-register-first = سجِّل تطبيقك الأول
apps-made = أُنشئ في <time datetime="{ $machine }">{ $moment }</time>

## Registering an app

new-lead = يمكن تغيير كل هذا لاحقًا، ما عدا النوع.
new-create = إنشاء التطبيق
new-busy = جارٍ إنشاء التطبيق…
new-kind = ما هو؟
new-kind-missing = اختر نوع البرنامج الذي عليه التطبيق.
new-kind-server = بيانات اعتماد العميل: لا يشارك أي عضو. يحصل على سر.
new-kind-web = رمز التفويض مع PKCE: يسمح له الأعضاء بالتصرف عنهم. يحصل على سر.
new-kind-browser = رمز التفويض مع PKCE. دون سر: الصفحة لا تستطيع حفظه.
new-kind-native = رمز التفويض مع PKCE. دون سر: التطبيق الذي يوزَّع لا يستطيع حفظه.
new-kind-device = رمز التفويض مع PKCE وعنوان ⁦http://127.0.0.1⁩ على الجهاز نفسه. دون سر.
new-redirects = إلى أين يعود الأعضاء
new-redirect = عنوان إعادة التوجيه
new-redirect-more = عنوان إعادة توجيه آخر
new-redirect-hint = إلى أين يعود الأعضاء، حرفًا بحرف. ليس للخادم الذي يعمل لحسابه أي عنوان.
new-redirect-add = إضافة عنوان آخر
new-scopes = ما يجوز له طلبه
new-scopes-hint = حدِّد ما يحتاج إليه الآن فقط. ويبقى الخيار للأعضاء.
new-scope-not = { $scope } · دون { $what }

## A new secret

secret-new = سرك الجديد
secret-new-about = انسخه الآن: لا يُعرض إلا مرة واحدة. لا تُحفظ إلا بصمته، لذا لا يستطيع أحد أن يعرضه لك ثانية.
secret-copy = نسخ<span class="unseen"> السر</span>

## Quick start

quickstart-implicit = <strong>ترك المنح الضمني:</strong> تنتقل رموزه في العناوين، حيث تقرؤها سجلات التصفح والخوادم والبرامج النصية الأخرى. انتقل إلى تدفق الرمز مع PKCE، ثم اطلب إيقافه.
quickstart-no-pkce = <strong>إضافة PKCE:</strong> أرسل تحديًا مع كل طلب ومفتاح التحقق منه مع الرمز، ثم اطلب جعل PKCE إلزاميًا.
quickstart-ticked = تُعلَّم الخطوات عندما ترى الخدمة أنها تعمل. يحكي <a href="{ $log }">السجل</a> عن كل استدعاء وعن طريقة إصلاح ما يفشل.
quickstart-done = تم
quickstart-copy = نسخ<span class="unseen"> الخطوة { $number }</span>
quickstart-own = احصل على رمز للتطبيق نفسه
quickstart-own-key = لا يشارك أي عضو. ضع أولًا في المتغير ASSERTION بيانًا موقَّعًا حديثًا (iss و sub هذا العميل، و aud هذا الخادم، و jti و exp).
quickstart-own-secret = لا يشارك أي عضو. ضع السر أولًا في المتغير ⁦CLIENT_SECRET⁩.
quickstart-ask = أرسل عضوًا إلى صفحة الموافقة
quickstart-ask-about = افتح العنوان المطبوع في متصفح واسمح للتطبيق. يعود المتصفح إلى عنوان إعادة التوجيه لديك ومعه رمز و state؛ تحقّق من أنها state التي أرسلتها.
quickstart-redeem = حوِّل الرمز إلى رموز وصول
quickstart-redeem-about = خلال دقيقة، مرة واحدة.
quickstart-call = استدعِ واجهة البرمجة نيابة عن العضو
quickstart-call-about = ضع رمز الوصول في ترويسة Authorization. يعيش ساعة.
quickstart-refresh = احصل على الرمز التالي
quickstart-refresh-about = كل رمز تجديد يعمل مرة واحدة ويأتي بخليفته: احفظ الجديد.

## Credentials

credentials-title = بيانات الاعتماد
credentials-id = معرّف العميل
credentials-id-copy = نسخ<span class="unseen"> معرّف العميل</span>
credentials-token = عنوان الرموز
credentials-token-copy = نسخ<span class="unseen"> عنوان الرموز</span>
credentials-authorize = عنوان التفويض
credentials-authorize-copy = نسخ<span class="unseen"> عنوان التفويض</span>
credentials-public = ليس لهذا النوع من التطبيقات سر: يستطيع قراءته كل من لديه التطبيق. يحمي PKCE رموزه بدلًا منه.
credentials-keyed = يثبت هذا التطبيق هويته بمفتاح خاص به: يوقّع بيانًا قصيرًا (<code>private_key_jwt</code>) حيث ترسل التطبيقات الأخرى سرًا.
credentials-keys-read = تُقرأ مفاتيحه العامة من <bdi dir="ltr">{ $address }</bdi>.
credentials-keys-here = مفاتيحه العامة مسجّلة هنا.
credentials-secrets = أسرار العميل
credentials-empty = لا سر بعد. أضف سرًا أدناه؛ لا يُعرض إلا مرة واحدة.
credentials-name = الاسم
credentials-made = أُنشئ في
credentials-used = آخر استخدام
credentials-status = الحالة
credentials-actions = الإجراءات
credentials-unused = ليس بعد
credentials-stops = يتوقف
credentials-works = يعمل
credentials-stopped = متوقف
credentials-stop = إيقاف الآن<span class="unseen">: { $secret }</span>
credentials-add = إضافة سر
credentials-busy = جارٍ إنشاء سر…
credentials-label = اسم السر الجديد
credentials-label-hint = لتميّز أنت بين الأسرار: أين يُستخدم، أو الشهر.
credentials-label-wrong = أعطِ السر اسمًا من حرف إلى 40 حرفًا.
credentials-old = يتوقف السر الذي لديك الآن
credentials-old-hint = يعمل كلاهما حتى ذلك الحين، فلا يتعطل شيء أثناء التبديل.
credentials-old-hour = بعد ساعة
credentials-old-day = بعد يوم
credentials-old-week = بعد 7 أيام
credentials-old-month = بعد 30 يومًا
credentials-old-never = عندما أوقفه بنفسي
credentials-old-missing = اختر متى يتوقف السر الأقدم.
credentials-none = لا يثبت هذا التطبيق هويته بسر، لذا ليس له أي سر.
credentials-two = يعمل سران من قبل. أوقف أحدهما أولًا.
credentials-full = يعمل سران، وهذا هو الحد الأقصى. أوقف أحدهما لتضيف آخر.

## Redirects

redirects-title = عناوين إعادة التوجيه
redirects-lead = يعود الأعضاء إلى هذه العناوين لا إلى غيرها.
redirects-list = العناوين
redirects-empty = لا عنوان بعد. حتى يوجد عنوان، لا يستطيع الأعضاء تسجيل الدخول بهذا التطبيق: أضفه أدناه.
redirects-remove = إزالة<span class="unseen"> { $address }</span>
redirects-add = إضافة عنوان
redirects-add-hint = كاملًا، بادئًا بـ ⁦https://⁩. يُقارن حرفًا بحرف.
redirects-add-this = إضافة هذا العنوان
redirects-rules = ما العناوين المسموح بها
redirects-rule-https = ‏https، مع المسار والاستعلام اللذين يرسلهما التطبيق بالضبط.
redirects-rule-http = ‏http للجهاز نفسه فقط (<code dir="ltr">127.0.0.1</code> أو <code dir="ltr">[::1]</code>): للتطبيقات التي تعمل عليه، وللمواقع ما دام التطبيق تجريبيًا.
redirects-rule-plain = دون رموز بدل ولا <code>#</code> ولا اسم أو كلمة مرور ولا <code>..</code> ولا <code>code</code> أو <code>state</code> في الاستعلام.
redirects-rule-scheme = المخطط الخاص بك، للتطبيقات الأصلية، يُكتب كنطاق مقلوب، مثل <code dir="ltr">com.example.app:/callback</code>.

## Scopes of an app

scopes-title = الصلاحيات
scopes-lead = ما يجوز للتطبيق طلبه من الأعضاء. اطلب القليل: كل صلاحية إلزامية سبب للرفض.
scopes-risk-little = خطر قليل
scopes-risk-some = بعض الخطر
scopes-risk-much = خطر كبير
scopes-not-included = لا يشمل: { $what }
scopes-ask = طلبها<span class="unseen">: { $scope }</span>
scopes-required = إلزامية<span class="unseen">: { $scope }</span>
scopes-save = حفظ الصلاحيات
scopes-ends = الصلاحية التي تزيلها تنتهي في كل الرموز خلال ثانية.

## Sign-outs that an app was told of

logouts-title = عمليات تسجيل الخروج
logouts-lead = عندما يسجّل أحد الأعضاء خروجه، يُبلَّغ التطبيق لينهي جلسته أيضًا.
logouts-told-at = يُبلَّغ عند <code dir="ltr">{ $address }</code>. <a href="{ $settings }">تغيير</a>
logouts-told-nowhere = ليس للتطبيق عنوان للقناة الخلفية، لذا لا يُبلَّغ خادمه بشيء. <a href="{ $settings }">إضافة عنوان</a>
logouts-list = آخر 30 يومًا
logouts-empty = لا شيء بعد. كل عضو يسجّل خروجه من جلسة استُخدم فيها هذا التطبيق يضيف سطرًا هنا.
logouts-understood = فُهم
logouts-waiting = في الانتظار
logouts-given-up = تُرك
logouts-session = الجلسة <code dir="ltr">{ $session }</code>
logouts-ended = انتهت في <time datetime="{ $machine }">{ $moment }</time>
logouts-next = المحاولة التالية في <time datetime="{ $machine }">{ $moment }</time>
logouts-attempts =
    { $count ->
        [zero] لا محاولات
        [one] محاولة واحدة
        [two] محاولتان
        [few] { $count } محاولات
        [many] { $count } محاولة
       *[other] { $count } محاولة
    }
logouts-older = الأقدم
logouts-no-app = أُوقف التطبيق أو حُذف.
logouts-no-address = لم يعد للتطبيق عنوان للقناة الخلفية.
logouts-no-token = تعذّر إنشاء رمز للتطبيق: راجع مفاتيحه.
logouts-status = ردّ التطبيق بالحالة { $status }.
logouts-no-answer = لا رد: { $why }.

## Asking other servers

outbound-address = يجب أن يبدأ العنوان بـ ⁦https://⁩ وألا يكون فيه مستخدم ولا ⁦#⁩
outbound-unreachable = يتعذر الوصول إلى المضيف من الإنترنت
outbound-connection = فشل الاتصال: يجب أن يتحدث الخادم HTTP عبر TLS بشهادة موثوقة لاسمه
outbound-redirect = ردّ الخادم بإعادة توجيه، ولا تُتبع
outbound-status = ردّ الخادم بالحالة { $status }
outbound-long = الرد أطول من 64 كيبيبايت
outbound-slow = لم يردّ الخادم خلال 3 ثوانٍ

## Usage

usage-title = الاستخدام
usage-time = المدة
usage-day = آخر 24 ساعة
usage-week = آخر 7 أيام
usage-month = آخر 30 يومًا
usage-year = السنة الأخيرة
usage-show = عرض
usage-calls = الاستدعاءات
usage-api-calls = منها لواجهة البرمجة: { $count }
usage-refused = المرفوضة
usage-refused-calls = استدعاءات يستطيع تطبيقك إصلاحها: { $count }
usage-failed = الفاشلة
usage-failed-calls = استدعاءات فشلت من جانبنا: { $count }
usage-slowest = أبطأ 5 %
usage-slowest-note = أو أكثر، داخل الخدمة
usage-empty = لم يُستدعَ شيء في هذه المدة. تظهر الأرقام هنا بعد لحظات من أول استدعاء.
usage-make = أجرِ استدعاءً
usage-utc = الأوقات بتوقيت UTC. يحكي <a href="{ $log }">السجل</a> عن كل استدعاء.
usage-by-result = الاستدعاءات بحسب النتيجة
usage-by-grant = الرموز بحسب المنح
usage-latency = زمن الرد، أبطأ 5 %
usage-succeeded = الناجحة
usage-code = رمز التفويض
usage-refresh = التجديد
usage-own = بيانات اعتماد العميل
usage-percentile = المئين 95

## Charts

chart-table = عرض كجدول
chart-time = الوقت
chart-nothing = لا شيء في هذه المدة.
chart-range = بين { $least } و { $most }؛ والأكثر في { $moment }.

## Days of charts

day-month = { $day } { $month }
day-month-year = { $day } { $month } { $year }

## The log of an app

log-title = السجل
log-look-for = ابحث عن
log-filter = تصفية
log-rules = ما يمكن البحث عنه
log-rule-status = <code>status:400</code> أو <code>status:4xx</code>، <code>outcome:refused</code>، <code>error:invalid_grant</code>
log-rule-endpoint = <code>endpoint:token</code> (authorize أو token أو revoke أو introspect أو userinfo أو api)، <code>path:/api/users</code>
log-rule-ids = <code>grant:refresh</code>، <code>flow:</code> أو <code>user:</code> مع معرّف، <code>ip:203.0.113</code>، <code>id:</code> لسطر
log-rule-word = أي كلمة أخرى يُبحث عنها في المسارات وفي ما قالته الردود.
log-none = لا سطر مطابق.
log-none-so-far = لا سطر مطابق بين ما جرى البحث فيه.
log-further = البحث فيما هو أقدم
log-everything = عرض كل شيء
log-empty = سيكون هنا كل استدعاء لهذا التطبيق بعد لحظات من إجرائه، مع ما حدث وكيفية إصلاحه. تُحفظ السطور 30 يومًا؛ أما الرموز والأسرار فلا تُحفظ أبدًا.
log-make-first = أجرِ أول استدعاء
log-fitting = السطور المطابقة
log-newest = أحدث السطور
log-follow = متابعة مباشرة
log-pause = إيقاف مؤقت
log-following = تظهر السطور الجديدة فور وصولها
log-paused = متوقف مؤقتًا
log-refresh = تحديث
log-older = السطور الأقدم
log-gap = فجوة
log-said = قال الرد: «{ $said }»
log-took = استغرق
log-from = من
log-grant = نوع المنح
log-member = العضو
log-flow = التدفق
log-line = السطر
log-call = الاستدعاء
log-when = متى
log-parameters = معاملاته
log-whole-flow = التدفق كله
log-in-the-log = في السجل
log-about = عن <code>{ $code }</code>
log-filter-long = عامل التصفية أطول من 300 حرف. اختصره.
log-filter-status = لا يمكن البحث عن «{ $word }»: الحالة مثل 400 أو ⁦4xx⁩.
log-filter-endpoint = لا يمكن البحث عن «{ $word }»: نقطة النهاية هي authorize أو token أو revoke أو introspect أو userinfo أو api.
log-filter-outcome = لا يمكن البحث عن «{ $word }»: النتيجة هي succeeded أو refused أو failed.
log-filter-member = لا يمكن البحث عن «{ $word }»: معرّف العضو من 36 حرفًا.
log-filter-line = لا يمكن البحث عن «{ $word }»: معرّف السطر من 36 حرفًا.
log-filter-flow = لا يمكن البحث عن «{ $word }»: معرّف التدفق من 36 حرفًا.

## What a line of the log says

log-what-missing = سطور مفقودة هنا: { $number }، فقد كانت الاستدعاءات أكثر مما يستوعبه السجل.
log-what-allowed = سمح أحد الأعضاء للتطبيق وعاد إليه برد.
log-what-arrived = وصل أحد الأعضاء وعُرضت له الصفحة التالية: تسجيل الدخول أو حساب أو ما يطلبه التطبيق.
log-what-redeemed = حُوِّل رمز تفويض إلى رموز وصول.
log-what-refreshed = أُعطيت الرموز التالية مقابل رمز تجديد.
log-what-own = حصل التطبيق على رمز ليعمل لحسابه.
log-what-tokens = أُعطيت رموز.
log-what-revoked = أُبطل رمز، أو لم يعد رمزًا من قبل.
log-what-introspected = جرى الاستعلام عن رمز.
log-what-claims = قُرئت بيانات عن العضو.
log-what-answered = رُدّ على الاستدعاء.
log-what-nothing = لا شيء في هذا العنوان، أو لا شيء لهذا الرمز.
log-what-method = لا يقبل هذا العنوان هذه الطريقة.
log-what-changed = تغيّر الكائن في هذه الأثناء، أو هو في حالة لا تسمح بهذا.
log-what-stand = شيء مما أُرسل غير ممكن؛ الرد يبيّن ما هو.
log-what-many = استدعاءات أكثر من اللازم؛ الرد يبيّن متى تعود.
log-what-refused = رُفض الاستدعاء.
log-what-failed = لم تتمكن الخدمة من الرد. لم يتغيّر شيء.

## How to fix what a line of the log says

log-fix-code-used = استبدل كل رمز مرة واحدة. المحاولة الثانية، كإعادة المحاولة بعد انتهاء المهلة، تنهي رموز الأولى: أرسل العضو من جديد.
log-fix-code-unknown = يعيش الرمز دقيقة ويعمل مرة واحدة. استبدله فورًا على الخادم الذي تلقاه.
log-fix-code-expired = يعيش الرمز دقيقة. استبدله فور عودة المتصفح، قبل أي عمل آخر.
log-fix-other-client = أرسل معرّف العميل الذي طلبه. ربما اختلط إعدادان، كالتجريبي والمباشر.
log-fix-redirect-unregistered = قارن ما أُرسل، أدناه، بصفحة عناوين إعادة التوجيه للتطبيق حرفًا بحرف؛ وأضف العنوان هناك إن كان صحيحًا.
log-fix-redirect = أرسل redirect_uri الذي في طلب التفويض نفسه، حرفًا بحرف.
log-fix-verifier-wrong = أرسل مفتاح التحقق نفسه الذي كان SHA-256 له هو code_challenge. واحد لكل طلب: الصفحة التي تُحمَّل مرتين تكتب فوقه.
log-fix-verifier = احفظ مفتاح تحقق PKCE مع state حتى يعود المتصفح، وأرسله باسم code_verifier.
log-fix-challenge = أرسل code_challenge و ⁦code_challenge_method=S256⁩ مع كل طلب تفويض؛ في كل مكتبة OAuth خيار لـ PKCE.
log-fix-refresh-used = احفظ رمز التجديد الجديد من كل رد وانسَ القديم؛ ودع عملية واحدة تجدّد في كل مرة. على العضو تسجيل الدخول من جديد.
log-fix-refresh-unknown = انتهى المنح: أُزيل أو بقي دون استخدام طويلًا أو أُبطل. أرسل العضو من جديد.
log-fix-secret-wrong = قارن آخر أربعة أحرف بما في صفحة بيانات الاعتماد. إن ضاع السر، فأضف ثانيًا وأوقف القديم.
log-fix-secret-missing = أرسل سر العميل، في ترويسة Authorization (Basic) أو في متن الطلب، كما سُجِّل التطبيق.
log-fix-public = ليس لهذا التطبيق سر. اترك السر وترويسة Authorization؛ فإن PKCE يثبت الطلب.
log-fix-stopped = التطبيق متوقف مؤقتًا. صفحة إعداداته تبيّن من أوقفه وكيف يُستأنف.
log-fix-scope-unregistered = أضف الصلاحية أولًا في صفحة صلاحيات التطبيق، أو احذفها من الطلب.
log-fix-scope-needed = اطلب هذه الصلاحية عند إرسال العضو إلى هنا؛ عليه أن يسمح بها مرة أخرى.
log-fix-token-unknown = استخدم رمز التجديد للحصول على رمز الوصول التالي، وأعد هذا الاستدعاء مرة واحدة. إن فشل أيضًا، فعلى العضو تسجيل الدخول من جديد.
log-fix-token-expired = يعيش رمز الوصول expires_in ثانية. جدِّده قبل ذلك، أو عندما يردّ استدعاء بـ 401.
log-fix-member-refused = ضغط العضو «عدم السماح». بيّن في التطبيق ما يحتاج إليه ولماذا، قبل إرساله إلى هنا.
log-fix-nobody = هذا هو الرد المعتاد على ⁦prompt=none⁩: أرسل العضو من جديد دونه.
log-fix-not-allowed = هذا هو الرد المعتاد على ⁦prompt=none⁩: أرسل العضو من جديد دونه ليقرر.
log-fix-repeated = أرسل كل معامل مرة واحدة.
log-fix-401 = أرسل رمز وصول في ترويسة Authorization: ‏⁦Authorization: Bearer⁩ ثم الرمز.
log-fix-403 = انظر إلى ما يذكره الرد: تنقص صلاحية أو حق أو حالة.
log-fix-404 = تحقّق من المسار ومن المعرّف الذي فيه.
log-fix-405 = ابحث عن الطريقة في المرجع.
log-fix-429 = انتظر المدة التي يذكرها Retry-After، ثم تابع بوتيرة أبطأ.
log-fix-5xx = حاول مرة أخرى بعد المدة التي في Retry-After. إن استمر الأمر، فأخبر المشغّلين بمعرّف الطلب.
log-fix-answer = يبيّن متن الرد ما ينبغي تغييره.

## What errors mean

cause-usual = ما يؤدي إليه عادة
cause-fix = ما العمل
cause-log = يعرض سجل تطبيقك كل استدعاء رُدّ عليه بهذا، مع ما أُرسل وما ينبغي تغييره.
cause-invalid-request = معامل ناقص أو مكرر أو معيب الصياغة أو لا يتفق مع غيره.
cause-invalid-request-1 = أُغفل معامل يحتاج إليه PKCE أو OpenID Connect.
cause-invalid-request-2 = متن الطلب JSON حيث يُنتظر نموذج.
cause-invalid-request-3 = معامل موجود في الاستعلام وفي المتن معًا.
cause-invalid-request-fix = اقرأ error_description: فيه اسم المعامل. أرسل كل معامل مرة واحدة، كنموذج.
cause-invalid-client = لم يثبت التطبيق هويته.
cause-invalid-client-1 = كُتب السر خطأً أو قُطع أو أُوقف.
cause-invalid-client-2 = معرّف العميل يخص البيئة الأخرى.
cause-invalid-client-3 = لم تُرمَّز بيانات Basic بترميز النماذج قبل base64.
cause-invalid-client-fix = قارن معرّف العميل وآخر أربعة أحرف من السر بصفحة بيانات الاعتماد.
cause-invalid-grant = الرمز أو رمز التجديد لا يصلح لهذا الطلب.
cause-invalid-grant-1 = استُخدم الرمز من قبل، أو مضى عليه أكثر من دقيقة.
cause-invalid-grant-2 = يختلف redirect_uri أو code_verifier عن طلب التفويض.
cause-invalid-grant-3 = استُخدم رمز تجديد مرتين، أو سحب عضوه الموافقة.
cause-invalid-grant-fix = أرسل العضو عبر طلب التفويض من جديد، واستبدل الرمز الجديد فورًا.
cause-unauthorized-client = لا يجوز لهذا التطبيق استخدام هذا المنح أو نوع الرد هذا.
cause-unauthorized-client-1 = تطبيق متصفح يطلب رمزًا لنفسه.
cause-unauthorized-client-2 = المنح الضمني، وهو متوقف.
cause-unauthorized-client-fix = اختر المنح الذي يسمح به نوع التطبيق؛ صفحة إعداداته تذكرها.
cause-unsupported-grant-type = لا يوجد نوع منح كهذا هنا.
cause-unsupported-grant-type-1 = ‏grant_type مكتوب خطأً.
cause-unsupported-grant-type-2 = المنح بكلمة المرور، ولا وجود له هنا.
cause-unsupported-grant-type-fix = استخدم authorization_code أو refresh_token أو client_credentials.
cause-unsupported-response-type = لا يوجد نوع رد كهذا هنا.
cause-unsupported-response-type-1 = ‏response_type ناقص أو مكتوب خطأً.
cause-unsupported-response-type-fix = استخدم ⁦response_type=code⁩.
cause-invalid-scope = صلاحية مجهولة أو معيبة الصياغة أو أكثر مما يجوز للتطبيق طلبه.
cause-invalid-scope-1 = الصلاحية غير مسجّلة للتطبيق.
cause-invalid-scope-2 = الصلاحيات مفصولة بفواصل بدل المسافات.
cause-invalid-scope-3 = طلب تجديد يطلب أكثر مما مُنح.
cause-invalid-scope-fix = سجِّل الصلاحية في صفحة صلاحيات التطبيق، أو اتركها.
cause-access-denied = رفض العضو، أو رفضت قاعدة في الخدمة.
cause-access-denied-1 = ضغط العضو «عدم السماح».
cause-access-denied-fix = اعرض على العضو المحاولة من جديد؛ ولا تعِد إرساله إلى هنا من تلقاء نفسك.
cause-login-required = لا بد أن يسجّل أحد الدخول، و ⁦prompt=none⁩ يمنع طلب ذلك.
cause-login-required-1 = انتهت الجلسة.
cause-login-required-2 = المسجَّل دخوله عضو غير الذي يذكره id_token_hint.
cause-login-required-fix = أرسل العضو من جديد دون ⁦prompt=none⁩.
cause-consent-required = لا بد أن يسمح العضو بشيء، و ⁦prompt=none⁩ يمنع طلب ذلك.
cause-consent-required-1 = يطلب التطبيق صلاحية لم يسمح بها العضو.
cause-consent-required-2 = سحب العضو موافقته.
cause-account-selection-required = لا بد أن يختار العضو حسابًا، و ⁦prompt=none⁩ يمنع طلب ذلك.
cause-account-selection-required-1 = في هذا المتصفح عدة حسابات مسجَّل دخولها.
cause-account-selection-required-fix = أرسل العضو من جديد دون ⁦prompt=none⁩، أو مع id_token_hint.
cause-invalid-request-object = لا يمكن قبول كائن الطلب.
cause-invalid-request-object-1 = موقَّع بمفتاح لم يسجّله التطبيق، أو غير موقَّع.
cause-invalid-request-object-2 = ‏iss أو aud أو exp فيه ناقص أو خطأ، أو انتهت مدته.
cause-invalid-request-object-3 = يختلف client_id في داخله عن خارجه.
cause-invalid-request-object-fix = وقّعه بمفتاح مسجَّل، مع iss معرّف العميل و aud هذا المُصدِر و exp بعد دقائق.
cause-invalid-request-uri = يتعذر الحصول على ما يقود إليه request_uri.
cause-invalid-request-uri-1 = العنوان غير مسجَّل للتطبيق حرفًا بحرف.
cause-invalid-request-uri-2 = لا يردّ خلال ثلاث ثوانٍ، أو يردّ بإعادة توجيه، أو بشيء ليس كائن طلب.
cause-invalid-request-uri-fix = سجِّل العنوان في request_uris، وقدّم كائن الطلب هناك عبر https.
cause-unmet-authentication-requirements = لا أحد هنا يستطيع إثبات هويته بالقدر الذي يشترطه الطلب.
cause-unmet-authentication-requirements-1 = يُطلب acr أساسي، وليس للعضو عامل ثانٍ.
cause-unmet-authentication-requirements-fix = اطلب acr دون اشتراطه، أو أخبر العضو أن يُعدّ عاملًا ثانيًا أولًا.
cause-invalid-redirect-uri = لا يمكن تسجيل عنوان إعادة توجيه.
cause-invalid-redirect-uri-1 = ليس https، أو فيه جزء أو رمز بدل أو بيانات مستخدم.
cause-invalid-redirect-uri-2 = تطبيق ويب يذكر عنوانًا على جهاز المطوّر نفسه.
cause-invalid-redirect-uri-fix = اقرأ error_description: فيه العنوان والقاعدة.
cause-invalid-client-metadata = شيء مما قاله برنامج عن عميل لا يمكن تسجيله.
cause-invalid-client-metadata-1 = قيمة لا يقدّمها هذا الخادم، كخوارزمية.
cause-invalid-client-metadata-2 = حقلان لا يجتمعان، مثل jwks و jwks_uri.
cause-invalid-client-metadata-fix = اقرأ error_description: فيه الحقل وما يجوز أن يكون فيه.
cause-unapproved-software-statement = بيان البرنامج ليس من جهة يثق بها هذا الخادم.
cause-unapproved-software-statement-1 = أُرسل software_statement؛ ولا يُقبل أي منها هنا.
cause-unapproved-software-statement-fix = اتركه، وأرسل البيانات الوصفية نفسها.
cause-invalid-token = رمز الوصول مجهول أو منتهٍ أو تغيّر في الطريق.
cause-invalid-token-1 = مضى عليه أكثر من expires_in ثانية.
cause-invalid-token-2 = أزال العضو التطبيق، أو سجّل خروجه من كل مكان.
cause-invalid-token-3 = قُطع عند حفظه.
cause-invalid-token-fix = جدِّد، وحاول مرة أخرى بالرمز الجديد.
cause-insufficient-scope = لا يسمح رمز الوصول بهذا الاستدعاء.
cause-insufficient-scope-1 = لم تُطلب الصلاحية، أو لم يحددها العضو.
cause-insufficient-scope-fix = اطلب الصلاحية التي يذكرها الرد في المرة التالية التي يُرسل فيها العضو إلى هنا.
cause-server-error = فشل شيء من جانبنا.
cause-server-error-1 = خلل في الخدمة.
cause-server-error-fix = حاول لاحقًا. إن استمر الأمر، فأخبر المشغّلين بمعرّف الطلب.
cause-temporarily-unavailable = لم تتمكن الخدمة من الرد في تلك اللحظة.
cause-temporarily-unavailable-1 = تعذّر الوصول إلى قاعدة البيانات، أو طُلب الكثير دفعة واحدة.
cause-temporarily-unavailable-fix = حاول مرة أخرى بعد المدة التي في Retry-After.

## Kinds of problem

problems-title = أنواع المشكلات
problems-heading = عندما ترفض واجهة البرمجة
problems-lead = كل رد ليس ما طُلب هو مستند مشكلة (RFC 9457): ‏JSON فيه <code>type</code> هو عنوان إحدى هذه الصفحات.
problem-cause = ما الذي حدث
problem-cure = ما العمل
problem-detail = يبيّن <code>detail</code> في الرد ما الخطأ في ذلك الطلب بعينه. تميّز البرامج أنواع المشكلات بواسطة <code>type</code>، وهو عنوان هذه الصفحة الذي لا يتغيّر أبدًا.
problem-all = كل أنواع المشكلات
problem-no-token = يلزم رمز وصول
problem-no-token-cause = جاء الطلب دون رمز وصول.
problem-no-token-cure = أرسل رمزًا في ترويسة Authorization بعد كلمة Bearer. البيانات الوصفية المذكورة في WWW-Authenticate تبيّن أين تُعطى الرموز.
problem-header = لا يمكن قراءة ترويسة Authorization
problem-header-cause = ترويسة Authorization ليست كلمة Bearer ورمز وصول واحدًا، أو جاء الرمز مرتين.
problem-header-cure = أرسل الترويسة مرة واحدة، وليس فيها إلا Bearer وفراغ والرمز.
problem-token = رمز الوصول لا يعمل
problem-token-cause = رمز الوصول مجهول أو منتهٍ أو مُبطَل أو مخصّص لواجهة أخرى.
problem-token-cure = استخدم رمز التجديد مرة واحدة للحصول على رمز جديد، أو دع العضو يسمح للتطبيق من جديد. إعادة المحاولة بالرمز نفسه لن تفيد.
problem-scope = لا يسمح رمز الوصول بهذا
problem-scope-cause = تحتاج العملية إلى صلاحية ليست للرمز. التحدي يذكرها.
problem-scope-cure = اطلب تلك الصلاحية عند طلب الرمز. يجب أن تكون من الصلاحيات المسجّلة للتطبيق.
problem-no-member = هذا لرمز عضو فقط
problem-no-member-cause = يعمل الرمز لحساب التطبيق نفسه، والعملية تخص عضوًا.
problem-no-member-cure = استخدم رمزًا من تدفق رمز التفويض سمح به أحد الأعضاء.
problem-missing = لا شيء هناك
problem-missing-cause = لا وجود له، أو هو خاص وليس للمستدعي. لا يُفرَّق بين الحالتين لأحد.
problem-missing-cure = تحقّق من المعرّف ومن صاحب الرمز الذي تستخدمه.
problem-method = لا يقبل العنوان هذه الطريقة
problem-method-cause = يوجد شيء في هذا العنوان، لكن ليس لطريقة HTTP هذه.
problem-method-cure = وصف واجهة البرمجة يذكر ما يقبله كل عنوان.
problem-malformed = لا يمكن قراءة الطلب
problem-malformed-cause = متن الطلب ليس JSON الذي تقبله العملية، أو معامل ليس على صورته.
problem-malformed-cure = قارن الطلب بوصف واجهة البرمجة. التفصيل يذكر الموضع.
problem-media = متن الطلب ليس JSON
problem-media-cause = تقبل العملية متنًا بصيغة JSON، وقال Content-Type غير ذلك.
problem-media-cure = أرسل الترويسة ⁦Content-Type: application/json⁩.
problem-fields = بعض الحقول غير ممكنة
problem-fields-cause = يمكن قراءة الطلب، لكن ما تقوله بعض حقوله غير ممكن. كلها مذكورة في errors.
problem-fields-cure = أصلح الحقول كما يقول كل منها وأرسل الطلب من جديد.
problem-not-owner = لا يفعل هذا إلا صاحب المشروع
problem-not-owner-cause = المشروع لعضو آخر.
problem-not-owner-cure = تصرّف برمز صاحبه.
problem-not-bidder = لا يفعل هذا إلا العضو الذي قدّم العرض
problem-not-bidder-cause = العرض لعضو آخر.
problem-not-bidder-cure = تصرّف برمز العضو الذي قدّم العرض.
problem-own-project = لا يقدّم أحد عرضًا على مشروعه
problem-own-project-cause = المشروع للعضو الذي يريد تقديم العرض عليه.
problem-own-project-cure = قدّم العرض برمز عضو آخر.
problem-not-open = لا يقبل المشروع عروضًا
problem-not-open-cause = المشروع غير مفتوح: بدأ العمل أو انتهى، أو سحبه صاحبه.
problem-not-open-cure = ابحث عن المشاريع النشطة لتجد ما يقبل العروض.
problem-already-bid = قدّم العضو عرضًا على هذا المشروع
problem-already-bid-cause = يقدّم العضو عرضًا واحدًا على المشروع، والعرض المسحوب محسوب.
problem-already-bid-cure = اقرأ العرض الموجود.
problem-project-state = حالة المشروع لا تسمح بهذا
problem-project-state-cause = تُنشر المسودة، ويُغلق المشروع المفتوح، ويُنجز العمل الجاري: كل خطوة تنطلق من حالة واحدة.
problem-project-state-cure = اقرأ المشروع وانظر حالته.
problem-bid-state = حالة العرض لا تسمح بهذا
problem-bid-state-cause = العرض المقدَّم يُبرز أو يُسحب أو يُرسّى عليه؛ والمُرسى عليه يُلغى أو يُقبل أو يُرفض.
problem-bid-state-cure = اقرأ العرض وانظر حالته.
problem-enough-awarded = لم يبق مكان في المشروع
problem-enough-awarded-cause = رُسّي أو قُبل من العروض بقدر ما يسمح به المشروع، أو ما زال أحدها ينتظر رد عضوه.
problem-enough-awarded-cure = ألغِ ترسية، أو انتظر حتى تُرفض.
problem-has-bids = قدّم أعضاء عروضًا على هذه الشروط
problem-has-bids-cause = بعد تقديم أول عرض يبقى نوع الدفع والعملة والميزانية والالتزام كما هي، ولا تُنقص الأماكن.
problem-has-bids-cure = غيِّر العنوان والوصف والمهارات فقط، أو أغلق المشروع وانشر غيره.
problem-milestone-state = حالة الدفعة المرحلية لا تسمح بذلك
problem-milestone-state-cause = ما تحتجزه الدفعة يُصرف أو يُعاد مرة واحدة، والطلب يُقبل أو يُرفض أو يُسحب مرة واحدة.
problem-milestone-state-cure = اقرأها وانظر إلى حالتها.
problem-more-than-held = لا تحتجز الدفعة المرحلية هذا القدر
problem-more-than-held-cause = المبلغ أكبر مما لا تزال الدفعة تحتجزه.
problem-more-than-held-cure = اقرأ الدفعة: يمكن صرف مبلغها ناقصًا ما صُرف. ومن دون مبلغ تُصرف كلها.
problem-already-reviewed = قيّم العضو هذا العمل من قبل
problem-already-reviewed-cause = يكتب كل طرف من طرفي عرض منتهٍ تقييمًا واحدًا يبقى كما هو.
problem-already-reviewed-cure = اقرأ التقييم الموجود.
problem-changed = تغيّر في هذه الأثناء
problem-changed-cause = ترويسة If-Match تذكر حالة ليست الحالية.
problem-changed-cure = اقرأه من جديد، وطبّق تغييرك على ما تجده، وأرسل ETag الجديد.
problem-key-reused = استُخدم Idempotency-Key لطلب آخر
problem-key-reused-cause = المفتاح لطلب واحد. وقد جاء هذا من قبل بمتن آخر.
problem-key-reused-cure = أنشئ مفتاحًا جديدًا لكل طلب جديد، ولا ترسل القديم إلا بالمتن نفسه تمامًا.
problem-many = استدعاءات أكثر من اللازم
problem-many-cause = استدعى التطبيق، أو العضو من خلاله، أكثر مما تسمح به الدقيقة.
problem-many-cure = انتظر المدة التي يذكرها Retry-After. ترويستا RateLimit و RateLimit-Policy في كل رد تبيّنان كم بقي من الاستدعاءات وإلى متى.
problem-fault = لم يتمكن الخادم من الرد
problem-fault-cause = فشل شيء من جانبنا. وهو في سجلنا.
problem-fault-cure = حاول لاحقًا. مع Idempotency-Key لا يُنشأ شيء مرتين.
problem-unavailable = لا يستطيع الخادم الرد الآن
problem-unavailable-cause = ينتظر الخادم شيئًا يحتاج إليه، كقاعدة بياناته.
problem-unavailable-cure = حاول مرة أخرى بعد المدة التي في Retry-After. مع Idempotency-Key لا يُنشأ شيء مرتين.

## Outbox

outbox-title = صندوق الصادر
outbox-stays = لم يُضبط خادم بريد، لذا يبقى البريد هنا. من يستطيع قراءة هذه الصفحة يستطيع استخدام ما فيها من روابط.
outbox-empty = سيكون هنا البريد الذي يُكتب، كالرموز والروابط.
outbox-again = تحديث
outbox-mails = الرسائل
outbox-subject = الموضوع
outbox-to = إلى
outbox-written = كُتبت في
outbox-state = الحالة
outbox-older = الرسائل الأقدم
outbox-mail = الرسالة
outbox-sent = أُرسلت في { $moment }
outbox-tried = المحاولات: { $number }. { $error }
outbox-waits = في الانتظار
outbox-taken = تسلّم خادم البريد هذه الرسالة، لذا لا يُحفظ نصها هنا.
outbox-sealed = خُتمت هذه الرسالة بمفتاح آخر ولا يمكن قراءتها هنا.

## Portal: branding, keys

picture-too-large = حجم الملف أكبر من 256 كيلوبايت. اختر ملفًا أصغر.
picture-kind = هذه ليست صورة PNG أو WebP أو JPEG. اختر ملفًا آخر.
picture-pixels = عرض الصورة أو ارتفاعها أكثر من 4096 بكسل. صغّرها أولًا.
picture-damaged = الملف تالف. احفظ الصورة من جديد أو اختر غيرها.
branding-title = الهوية
branding-lead = يرى الأعضاء هذا عند تسجيل الدخول وعند اتخاذ القرار وفي تطبيقاتهم المتصلة.
branding-logo = الشعار
branding-logo-from = مأخوذ من
branding-logo-file = الصورة
branding-logo-hint = ‏PNG أو WebP أو JPEG، بحد أقصى 256 كيلوبايت؛ والمربعة أفضل. نعيد رسمها ونعرضها من هنا.
branding-logo-missing = اختر صورة أولًا.
branding-logo-save = استخدم هذا الشعار
branding-logo-remove = أزل الشعار
branding-links = الروابط وجهات الاتصال
branding-policy = سياسة الخصوصية (اختياري)
branding-terms = شروط الخدمة (اختياري)
branding-contacts = جهات الاتصال (اختياري)
branding-contacts-hint = عنوان بريد واحد في كل سطر. يراها الأعضاء الذين ربطوا التطبيق ومشغّلو هذه الخدمة.
branding-save = احفظ
keys-title = المفاتيح والرموز
keys-lead = المفاتيح العامة التي يثبت بها التطبيق هويته أو يقرأ بها ما شُفّر له، وكيف تُصنع رموز الهوية الخاصة به.
keys-own = مفاتيح التطبيق ورموز الهوية
keys-jwks = المفاتيح العامة (JWK set، اختياري)
keys-jwks-hint = ‏JSON فيه العضو «keys». لا تضع مفتاحًا خاصًا أبدًا.
keys-jwks-uri = أو عنوان مجموعة المفاتيح (اختياري)
keys-jwks-uri-hint = يُقرأ عند الحاجة، فيمكن تغيير المفاتيح هناك.
keys-not-json = هذا ليس JSON. الصق مجموعة المفاتيح كاملة من القوس إلى القوس.
keys-signing = تُوقَّع رموز الهوية بـ
keys-encryption = وتُشفَّر بمفتاح التطبيق بـ
keys-contents = ومحتواها بـ
keys-none = لا شيء
keys-save = احفظ المفاتيح والرموز
apps-contacts = للتواصل مع صانعيه:
