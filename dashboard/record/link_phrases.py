"""What is said of one incident told by many reports, and why they are linked: (English, Ukrainian).

`LINKS` are phrases for `words.say`; `AGREEMENT_WORDS` the words that a stored link has in its
columns `<name>_agreement` (events/linking/pairs.py, events/linking/evidence.py).
"""

LINKS = {
    # The incident in the panel
    "reported_by": ("Reported by {sources}", "За повідомленнями {sources}"),
    "reported_note": (
        "{reports} of one incident; the tolls reach from the lowest to the highest reported.",
        "{reports} про один інцидент; втрати – від найменших до найбільших названих.",
    ),
    "toll_or_more": ("{toll} or more", "{toll} чи більше"),
    "this_report": ("this report, below", "це повідомлення, нижче"),
    "reported_others": ("The other reports", "Інші повідомлення"),
    "reported_cut": (
        "The first {shown} of {total} are shown; the table of incidents has them all.",
        "Показано перші {shown} з {total}; усі є в таблиці інцидентів.",
    ),
    "open_report": ("Open this report", "Відкрити це повідомлення"),
    # Why two reports are linked
    "linked_here": ("Linked with this report", "Пов’язано з цим повідомленням"),
    "linked_with": ("Linked with {report}", "Пов’язано з {report}"),
    "compared_here": ("Compared with this report", "Порівняно з цим повідомленням"),
    "compared_with": ("Compared with {report}", "Порівняно з {report}"),
    "why_sure": (
        "Found by comparison, probability {share}",
        "Знайдено порівнянням, імовірність {share}",
    ),
    "why_confirmed": (
        "Confirmed {who} on {day}; by comparison the probability is {share}",
        "Підтверджено {who} {day}; за порівнянням імовірність {share}",
    ),
    "why_undone": (
        "Not the same incident: decided {who} on {day}; by comparison the probability is {share}",
        "Не той самий інцидент: вирішено {who} {day}; за порівнянням імовірність {share}",
    ),
    "why_apart": (
        "Not counted as one: other reports of the incident exclude it.",
        "Не враховано як один: інші повідомлення про інцидент це виключають.",
    ),
    "who_dashboard": ("in the dashboard", "в атласі"),
    "who_named": ("by {name}", "користувачем {name}"),
    "who_somebody": ("by a person", "людиною"),
    "why_km": ("{km}\u00a0km apart", "відстань {km}\u00a0км"),
    "why_nearest": ("less than {km}\u00a0km apart", "відстань менша за {km}\u00a0км"),
    "why_days": ("{n} between the possible days", "між можливими днями {n}"),
    "why_place": ("Place", "Місце"),
    "why_name": ("Name of the place", "Назва місця"),
    "why_day": ("Days", "Дні"),
    "why_type": ("Type", "Тип"),
    "why_target": ("Target", "Ціль"),
    "why_toll": ("Toll", "Втрати"),
    "why_text": ("Words", "Слова"),
    "why_page": ("Web page", "Вебсторінка"),
    "over": ("over {share}", "понад {share}"),
    # What a person decides
    "link_confirm": ("Same incident: confirm", "Той самий інцидент: підтвердити"),
    "link_undo": ("Not the same incident", "Не той самий інцидент"),
    "link_take_back": ("Undo this decision", "Скасувати це рішення"),
    "link_refused": ("The decision could not be kept: {why}", "Рішення не вдалося зберегти: {why}"),
    "link_held_apart": ("Not counted as this incident", "Не враховано як цей інцидент"),
    # Lists, table, figures
    "listed_of": ("{reports} of {incidents}", "{reports} про {incidents}"),
    "col_reported": ("Reported by", "Повідомляють"),
    "figure_reports": ("Reports", "Повідомлення"),
    "count_reports": ("Count every report by itself", "Рахувати кожне повідомлення окремо"),
    "count_reports_help": (
        "Reports of one incident are linked and counted once, with their tolls as one range. "
        "Switched on, every report counts, and one incident may count several times.",
        "Повідомлення про один інцидент пов’язано й пораховано один раз, їхні втрати подано одним "
        "діапазоном. Якщо ввімкнути, рахується кожне повідомлення, тож один інцидент може "
        "рахуватися кілька разів.",
    ),
}

REPORTS = {
    "en": {"one": "report", "other": "reports"},
    "uk": {
        "one": "повідомлення",
        "few": "повідомлення",
        "many": "повідомлень",
        "other": "повідомлення",
    },
}
SOURCES = {
    "en": {"one": "source", "other": "sources"},
    "uk": {"one": "джерело", "few": "джерела", "many": "джерел", "other": "джерела"},
}
OF_SOURCES = {
    "en": SOURCES["en"],
    "uk": {"one": "джерела", "few": "джерел", "many": "джерел", "other": "джерела"},
}
"""As `SOURCES`, in the genitive."""
GAP_DAYS = {
    "en": {"one": "day", "other": "days"},
    "uk": {"one": "день", "few": "дні", "many": "днів", "other": "дня"},
}

AGREEMENT_WORDS = {
    "place": {
        "one site": ("one site", "один об’єкт"),
        "one point": ("one point", "одна точка"),
        "within 2 km": ("within 2 km", "у межах 2 км"),
        "within 6 km": ("within 6 km", "у межах 6 км"),
        "within 16 km": ("within 16 km", "у межах 16 км"),
        "within 50 km": ("within 50 km", "у межах 50 км"),
        "in the same raion": ("in the same raion", "в одному районі"),
        "in the same oblast": ("in the same oblast", "в одній області"),
        "both known to the oblast": (
            "both known only to the same oblast",
            "для обох відома лише та сама область",
        ),
        "not placed": ("neither is placed in an oblast", "обидва не розміщено в жодній області"),
        "apart": ("apart", "різні місця"),
    },
    "name": {"same": ("same", "та сама"), "different": ("different", "різні")},
    "day": {
        "same day": ("same day", "той самий день"),
        "next day": ("next day", "наступний день"),
        "days overlap": ("the possible days overlap", "можливі дні перетинаються"),
        "weeks overlap": (
            "the possible days overlap (longer than a week)",
            "можливі дні перетинаються (понад тиждень)",
        ),
    },
    "type": {
        "same": ("same", "той самий"),
        "compatible": ("compatible", "сумісні"),
        "conflict": ("different", "різні"),
    },
    "target": {
        "same": ("same", "та сама"),
        "compatible": ("compatible", "сумісні"),
        "conflict": ("different", "різні"),
    },
    "toll": {
        "same": ("the ranges overlap", "діапазони перетинаються"),
        "compatible": ("close to each other", "близькі"),
        "conflict": ("different", "різні"),
    },
    "text": {
        "same": ("mostly the same", "здебільшого ті самі"),
        "alike": ("alike", "подібні"),
        "some": ("a few the same", "кілька спільних"),
        "different": ("different", "різні"),
    },
    "page": {"shared": ("both name the same", "обидва посилаються на ту саму")},
}
"""Agreement -> its word -> what a reader is told; a word that says nothing is not there."""
