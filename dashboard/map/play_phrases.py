"""What the playback says: (English, Ukrainian), and its nouns."""

PLAY = {
    "play_by": ("Playback", "Програвання"),
    "play_off": ("off", "вимкнено"),
    "play_by_day": ("by day", "за днями"),
    "play_by_week": ("by week", "за тижнями"),
    "play_by_month": ("by month", "за місяцями"),
    "play_title": ("Playback", "Програвання"),
    "play_play": ("Play", "Грати"),
    "play_pause": ("Pause", "Пауза"),
    "play_back": ("One frame back", "На кадр назад"),
    "play_forth": ("One frame on", "На кадр уперед"),
    "play_window": ("Shown together", "Показано разом"),
    "play_pace": ("Speed", "Швидкість"),
    "play_speed": ("{n} a second", "{n} на секунду"),
    "play_incidents": ("Incidents", "Інциденти"),
    "play_week_of": ("week of {day}", "тиждень від {day}"),
    "play_legend_1": ("Incidents per oblast in {span}", "Інциденти за областями: {span}"),
    "play_legend_2": ("Incidents per raion in {span}", "Інциденти за районами: {span}"),
    "play_legend_3": ("Incidents per hromada in {span}", "Інциденти за громадами: {span}"),
    "play_cut": (
        "Too many frames for one playback: it begins with {first}. A shorter period shows the "
        "earlier ones.",
        "Для одного програвання кадрів забагато: воно починається з кадру «{first}». Раніші "
        "покаже коротший період.",
    ),
    "play_no_places": (
        "Regions only: {n} places of the frames are too many to be drawn. Narrower filters show "
        "them.",
        "Лише регіони: місць у кадрах забагато ({n}), щоб їх нанести. Їх покажуть вужчі фільтри.",
    ),
    "play_imprecise": (
        "Dated wider than a frame and shown in the first that they may belong to: {n}.",
        "Датовано ширше за кадр і показано в першому з можливих: {n}.",
    ),
    "play_twin": (
        "The same counts as a table: page Timeline.",
        "Ті самі підрахунки таблицею: сторінка «Хронологія».",
    ),
    "play_empty": (
        "There is no frame to play under these filters.",
        "За цих фільтрів немає жодного кадру.",
    ),
    "play_summary": (
        "{n} frames, from {first} to {last}; {incidents} together.",
        "Кадрів: {n}, від «{first}» до «{last}»; разом {incidents}.",
    ),
}

PLAY_NOUNS = {
    "play_days": {
        "en": {"one": "day", "other": "days"},
        "uk": {"one": "день", "few": "дні", "many": "днів", "other": "дня"},
    },
    "play_weeks": {
        "en": {"one": "week", "other": "weeks"},
        "uk": {"one": "тиждень", "few": "тижні", "many": "тижнів", "other": "тижня"},
    },
    "play_months": {
        "en": {"one": "month", "other": "months"},
        "uk": {"one": "місяць", "few": "місяці", "many": "місяців", "other": "місяця"},
    },
}
