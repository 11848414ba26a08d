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

## Too many attempts

attempts-too-many = كثرت المحاولات. لم يتغيّر شيء. حاول مرة أخرى في { $when } (المتبقي: { $wait })، أو سجِّل الدخول بمفتاح مرور، أو اختر كلمة مرور جديدة عبر البريد.
attempts-waiting = ترسل شبكتك طلبات تسجيل دخول كثيرة جدًا. ارجع إلى التطبيق وابدأ من جديد بعد لحظة.

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
