"""What the Timeline page says of milestones and of late reports: (English, Ukrainian)."""

TIMELINE = {
    # Chart
    "timeline_shown": ("Incidents per {unit}", "Інциденти за {unit}"),
    "per_day": ("day", "день"),
    "per_week": ("week", "тиждень"),
    "per_month": ("month", "місяць"),
    "timeline_alt": (
        "Bar chart of incidents per {unit} from {first} to {last}: {incidents} in all, most in the "
        "{unit} from {top} ({most}). {marked}. {late}",
        "Стовпчикова діаграма інцидентів за {unit} від {first} до {last}: усього {incidents}, "
        "найбільше за {unit} від {top} ({most}). {marked}. {late}",
    ),
    "killed_alt": (
        "Bar chart of the reported killed per {unit} from {first} to {last}, from the lower to the "
        "upper sum; the table has the numbers.",
        "Стовпчикова діаграма загиблих, про яких повідомлено, за {unit} від {first} до {last}, від "
        "нижньої до верхньої суми; числа є в таблиці.",
    ),
    "no_days_drawn": (
        "Days are drawn for periods of up to {n} days; this is by week.",
        "Дні показуємо для періодів до {n} днів; тут – за тижнями.",
    ),
    # Milestones
    "marks": ("Milestones", "Віхи"),
    "mark_diplomacy": ("diplomacy", "дипломатія"),
    "mark_ceasefire": ("ceasefires", "перемир’я"),
    "mark_energy_campaign": ("energy campaigns", "удари по енергетиці"),
    "mark_sanctions": ("sanctions", "санкції"),
    "mark_military": ("military", "воєнні події"),
    "mark_aid": ("aid", "допомога"),
    "mark_legal": ("legal", "правосуддя"),
    "mark_other": ("other", "інше"),
    "marks_marked": ("{milestones} marked", "Позначено: {milestones}"),
    "marks_none": ("No milestone is marked", "Жодної віхи не позначено"),
    "marks_hint": (
        "Choose one, here or on the chart, to compare the days around it. Where marks stand close "
        "together not every number fits on the chart; here is every one.",
        "Оберіть віху тут або на діаграмі, щоб порівняти дні навколо неї. Де позначки стоять "
        "щільно, на діаграмі вміщаються не всі номери; тут подано всі.",
    ),
    "marks_beyond": (
        "Milestones of these kinds outside the days shown: {n}.",
        "Віх цих видів поза показаними днями: {n}.",
    ),
    "marks_outside": (
        "No milestone of these kinds lies in this period.",
        "У цьому періоді немає віх цих видів.",
    ),
    "marks_table": ("Milestones as a table", "Віхи таблицею"),
    "counts_table": ("The counts as a table", "Числа таблицею"),
    "col_number": ("No.", "№"),
    "col_first": ("Day", "День"),
    "col_last": ("To", "До"),
    "col_kind": ("Kind", "Вид"),
    "col_milestone": ("Milestone", "Віха"),
    "col_reported_by": ("Reported by", "Повідомляє"),
    "col_address": ("Page", "Сторінка"),
    "col_grows": ("Late reports expected", "Очікуються запізнілі повідомлення"),
    "milestone_source": ("Reported by {name}", "Повідомляє {name}"),
    "no_such_milestone": (
        "Ignored in the address: around = {seen} (there is no such milestone)",
        "Проігноровано в адресі: around = {seen} (такої віхи немає)",
    ),
    # Before and after
    "around_days": ("Days before and after", "Днів до й після"),
    "around_back": ("Back to the whole period", "Назад до всього періоду"),
    "around_caption": (
        "Reported incidents before and after, under the filters of this page",
        "Інциденти до й після, за фільтрами цієї сторінки",
    ),
    "around_before": ("Before", "До"),
    "around_during_day": ("On the day", "Того дня"),
    "around_during_days": ("In those days", "У ті дні"),
    "around_after": ("After", "Після"),
    "around_a_day": ("{n} a day", "{n} на день"),
    "around_across": (
        "Cannot be told: {incidents}. Their possible days reach over an edge of these periods. "
        "Killed: {killed}; injured: {injured}.",
        "Віднести неможливо: {incidents}. Їхні можливі дні виходять за межі цих періодів. Загиблі: "
        "{killed}; поранені: {injured}.",
    ),
    "not_because": (
        "After is not because of: these are counts of what was reported before and after, and no "
        "evidence that the milestone caused the difference.",
        "«Після» не означає «внаслідок»: це числа повідомленого до й після, а не доказ того, що "
        "різницю спричинила віха.",
    ),
    "around_beyond": (
        "The records of this store are of {first} to {last}: beyond, nothing is known.",
        "Записи цього сховища – від {first} до {last}: поза цими днями нічого не відомо.",
    ),
    "around_growing": (
        "Counts from {day} on are still to be expected to grow.",
        "Числа за дні від {day} ще, ймовірно, зростатимуть.",
    ),
    # Late reports
    "late_band": (
        "Shaded: late reports are still to be expected for the days from {day} on. {sources}.",
        "Затінено: за дні від {day} ще очікуються запізнілі повідомлення. {sources}.",
    ),
    "late_within": (
        "{source} reports within {days} (90%)",
        "{source}: 90 % записів надходять за {days}",
    ),
    "late_unknown": ("Not known how late: {sources}.", "Запізнення невідоме: {sources}."),
    "late_beyond": (
        "No days are shaded: counts are to be expected to grow from {day} on, and the last day "
        "shown is {last}.",
        "Днів не затінено: зростання чисел очікується від {day}, а останній показаний день – "
        "{last}.",
    ),
    "late_none": (
        "No days are shaded, because it is not known how late reports come in; the last days may "
        "be incomplete.",
        "Днів не затінено, бо невідомо, з яким запізненням надходять повідомлення; останні дні "
        "можуть бути неповними.",
    ),
    "late_sources": (
        "How late each source reports",
        "Із яким запізненням повідомляє кожне джерело",
    ),
    "late_known": (
        "{source}: 90% of the records of a day had come in within {days}, measured by {imports} of "
        "this store with {records} ({first} to {last}). Counts from {from_day} on may still grow.",
        "{source}: 90 % записів про день надходили за {days}; виміряно за історією цього сховища "
        "({imports}, {records}, від {first} до {last}). Числа за дні від {from_day} ще можуть "
        "зростати.",
    ),
    "late_few_imports": (
        "{source}: not known. Imports that added records of new days: {n}; it takes {k}.",
        "{source}: невідомо. Імпортів, що додали записи про нові дні: {n}; потрібно {k}.",
    ),
    "late_few_records": (
        "{source}: not known. Records of days since the first import: {n}; it takes {k}.",
        "{source}: невідомо. Записів про дні від першого імпорту: {n}; потрібно {k}.",
    ),
    "late_short_watch": (
        "{source}: not known. Reports come in later than half of the time this store has watched "
        "the source ({first} to {last}), so the end of the delay was not seen.",
        "{source}: невідомо. Повідомлення надходять пізніше, ніж за половину часу, протягом якого "
        "сховище стежить за джерелом (від {first} до {last}), тож межі запізнення не видно.",
    ),
    "late_not_told": (
        "{source}: not told, because its records are withheld here.",
        "{source}: не показано, бо записи цього джерела тут приховано.",
    ),
    "late_method": (
        "A source’s lag is counted from an incident’s last possible day to the first import that "
        "brought it, over the days since the store’s first import of that source. The rhythm in "
        "which this store imports is part of it. Nothing is assumed where it cannot be measured.",
        "Запізнення джерела – від останнього можливого дня інциденту до імпорту, що вперше його "
        "приніс, за дні від першого імпорту цього джерела. До нього входить і ритм імпортів цього "
        "сховища. Де виміряти неможливо, нічого не припускаємо.",
    ),
}

DAYS = {
    "en": {"one": "day", "other": "days"},
    "uk": {"one": "день", "few": "дні", "many": "днів", "other": "дня"},
}

IMPORTS = {
    "en": {"one": "import", "other": "imports"},
    "uk": {"one": "імпорт", "few": "імпорти", "many": "імпортів", "other": "імпорту"},
}

MILESTONES = {
    "en": {"one": "milestone", "other": "milestones"},
    "uk": {"one": "віха", "few": "віхи", "many": "віх", "other": "віхи"},
}
"""What is counted, in the plural forms that CLDR names."""
