"""What the page Compare says: (English, Ukrainian)."""

COMPARE = {
    "page_compare": ("Compare", "Порівняння"),
    "compare_by": ("Compare", "Порівняти"),
    "compare_by_period": ("two periods", "два періоди"),
    "compare_by_regions": ("two regions", "два регіони"),
    "compare_this": ("Your filters", "Ваші фільтри"),
    "compare_other": ("Compared with", "Порівняно з"),
    "compare_vs_before": ("the same number of days just before", "стількома ж днями перед тим"),
    "compare_vs_year": ("the same days a year earlier", "тими самими днями роком раніше"),
    "compare_vs_days": ("other days", "іншими днями"),
    "compare_vs_everywhere": ("all regions", "усіма регіонами"),
    "compare_vs_several": ("{n} regions of the address", "регіонами з адреси ({n})"),
    "compare_choose": (
        "Choose what to compare with.",
        "Оберіть, з чим порівняти.",
    ),
    "compare_no_period": (
        "Choose a period with a first and a last day in the filters; then there is one before it.",
        "Оберіть у фільтрах період із першим і останнім днем; тоді буде й попередній.",
    ),
    "compare_no_days": ("These days are no period.", "Ці дні не утворюють періоду."),
    "compare_no_region": (
        "The address names a region that there is not.",
        "Адреса називає регіон, якого немає.",
    ),
    "compare_same_region": (
        "Both sides are the same; choose another region.",
        "Обидві сторони однакові; оберіть інший регіон.",
    ),
    "compare_same_period": (
        "Both sides are the same; choose other days.",
        "Обидві сторони однакові; оберіть інші дні.",
    ),
    "compare_start": (
        "Last 365 days and the 365 before",
        "Останні 365 днів і 365 перед ними",
    ),
    "compare_first": ("First day", "Перший день"),
    "compare_last": ("Last day", "Останній день"),
    "compare_figures": (
        "The two sides and their difference; a difference of tolls is as wide as both ranges "
        "allow.",
        "Дві сторони та їхня різниця; різниця втрат настільки широка, наскільки дозволяють обидва "
        "діапазони.",
    ),
    "col_this": ("Your filters", "Ваші фільтри"),
    "col_other": ("Compared with", "Порівняно з"),
    "col_difference": ("Difference", "Різниця"),
    "col_killed_difference": ("Killed, difference", "Загиблі, різниця"),
    "col_injured_difference": ("Injured, difference", "Поранені, різниця"),
    "compare_days": ("Days", "Днів"),
    "compare_per_day": ("Incidents a day", "Інцидентів на день"),
    "compare_range": ("{low} to {high}", "від {low} до {high}"),
    "compare_overlap_period": (
        "The periods overlap: incidents of the days they share are on both sides.",
        "Періоди перетинаються: інциденти спільних днів є на обох сторонах.",
    ),
    "compare_overlap_regions": (
        "One side lies within the other: its incidents are on both sides.",
        "Одна сторона лежить у межах іншої: її інциденти є на обох сторонах.",
    ),
    "compare_edges": (
        "An incident whose possible days reach into both periods is on both sides.",
        "Інцидент, можливі дні якого належать до обох періодів, є на обох сторонах.",
    ),
    "compare_unequal": (
        "The periods are of different length: compare the incidents a day.",
        "Періоди різної тривалості: порівнюйте кількість інцидентів на день.",
    ),
    "compare_not_because": (
        "A difference says that less or more was reported, not why.",
        "Різниця показує, що повідомлень більше чи менше, а не чому.",
    ),
    "compare_maps": (
        "Both maps have the same classes.",
        "Обидві карти мають однакові класи.",
    ),
    "compare_chart_period": (
        "Incidents per week, counted from the first week of each period.",
        "Інциденти за тиждень, від першого тижня кожного періоду.",
    ),
    "compare_chart_regions": ("Incidents per week.", "Інциденти за тиждень."),
    "compare_week": ("Week", "Тиждень"),
    "compare_table_regions": ("By {level}", "За рівнем: {level}"),
    "compare_table_type": ("By event type", "За типом події"),
    "compare_table_target": ("By target", "За ціллю"),
    "compare_alt": (
        "Two lines of weekly counts: your filters {this}, compared with {other}.",
        "Дві лінії тижневих підрахунків: ваші фільтри {this}, порівняно з {other}.",
    ),
}
