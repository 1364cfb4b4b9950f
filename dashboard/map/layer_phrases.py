"""What the layers of the map say: metrics, hatching, hexagons, summary: (English, Ukrainian)."""

LAYERS = {
    # Metrics
    "shade_per_100k": ("incidents per 100,000 residents", "інцидентами на 100 000 жителів"),
    "shade_change": ("change against the period before", "зміною проти попереднього періоду"),
    "shade_energy_share": ("share of energy targets", "часткою енергетичних цілей"),
    "region_row_hint": (
        "Choose a row to read about its region above; by keyboard: arrow keys, then Shift+Space.",
        "Оберіть рядок, щоб прочитати про регіон угорі; з клавіатури: стрілки, потім Shift+пробіл.",
    ),
    "shade_help": (
        "Hexagons stand on regions without shades.",
        "Шестикутники лежать на незафарбованих регіонах.",
    ),
    "legend_per_100k": (
        "Incidents per 100,000 residents",
        "Інцидентів на 100 000 жителів",
    ),
    "legend_change": ("Change of incidents, %", "Зміна кількості інцидентів, %"),
    "legend_energy_share": ("Energy targets, % of incidents", "Енергетичні цілі, % інцидентів"),
    "note_per_100k": (
        "Residents of 1 January 2022; millions have moved since. Crimea and Sevastopol: 1 January "
        "2014.",
        "Жителі на 1 січня 2022 р.; відтоді мільйони людей переїхали. Крим і Севастополь: "
        "1 січня 2014 р.",
    ),
    "note_change": (
        "{since} – {until} against {before_since} – {before_until}",
        "{since} – {until} проти {before_since} – {before_until}",
    ),
    "note_change_uncovered": (
        "The data do not reach back over the whole earlier period, so rises are overstated.",
        "Дані не охоплюють усього попереднього періоду, тож зростання перебільшено.",
    ),
    "note_change_withheld": (
        "Incidents that may be counted only as a whole are in neither period unless both are "
        "whole months.",
        "Інцидентів, які дозволено рахувати лише загалом, немає в жодному з періодів, якщо "
        "обидва не є повними місяцями.",
    ),
    "note_energy_share": (
        "Electricity, gas, heat, dams, nuclear power; of incidents whose target is stated.",
        "Електрика, газ, тепло, греблі, атомна енергетика; від інцидентів із вказаною ціллю.",
    ),
    "note_energy_withheld": (
        "Incidents that may be counted only as a whole have no target here and are left out.",
        "Інциденти, які дозволено рахувати лише загалом, тут не мають цілі й не враховані.",
    ),
    "class_fewer": ("fewer than {n} incidents", "менше {n} інцидентів"),
    "class_small": ("fewer than 5 in both", "менше 5 в обох"),
    "class_from_none": ("none before", "раніше не було"),
    "class_no_residents": ("residents not known", "кількість жителів невідома"),
    "class_fell": ("fell by {text}", "спад на {text}"),
    "class_rose": ("rose by {text}", "зростання на {text}"),
    "class_same": ("within {text}", "у межах {text}"),
    "class_or_more": ("{text} or more", "{text} і більше"),
    "why_per_100k": (
        "Residents are known here by oblast only, so raions and hromadas are shaded by incidents.",
        "Кількість жителів тут відома лише за областями, тож райони й громади зафарбовано за "
        "кількістю інцидентів.",
    ),
    "why_change": (
        "A change needs a period with a first day: choose one under Period. Until then regions are "
        "shaded by incidents.",
        "Для зміни потрібен період із першим днем: оберіть його в полі «Період». Доти регіони "
        "зафарбовано за кількістю інцидентів.",
    ),
    # Tooltips
    "tip_interval": (
        "Incidents: {sure} sure, up to {up_to}",
        "Інциденти: {sure} напевно, щонайбільше {up_to}",
    ),
    "tip_wider": (
        "Known only to a wider region around it, may lie here: {n}",
        "Відомо лише до ширшого регіону довкола, могли статися тут: {n}",
    ),
    "tip_rate": (
        "{rate} per 100,000 residents: {incidents}, {residents} residents on {day}",
        "{rate} на 100 000 жителів: {incidents}, жителів {residents} ({day})",
    ),
    "tip_no_residents": ("Residents not known", "Кількість жителів невідома"),
    "tip_change": (
        "Before: {before}. Difference: {difference} ({percent})",
        "Раніше: {before}. Різниця: {difference} ({percent})",
    ),
    "tip_change_plain": (
        "Before: {before}. Difference: {difference} ({why})",
        "Раніше: {before}. Різниця: {difference} ({why})",
    ),
    "why_no_percent_small": ("too few for a percentage", "замало для відсотків"),
    "why_no_percent_none": ("no percentage of none", "відсоток від нуля не визначено"),
    "tip_energy": (
        "Energy targets: {energy} of {stated} with a stated target ({percent})",
        "Енергетичні цілі: {energy} з {stated} із вказаною ціллю ({percent})",
    ),
    "tip_energy_none": ("No target is stated", "Ціль не вказано в жодному"),
    "tip_energy_unstated": ("Target not stated: {n}", "Ціль не вказано: {n}"),
    # Hatching and interval
    "legend_hatched": (
        "most known only to a region",
        "більшість відома лише до регіону",
    ),
    "legend_maybe": ("none for sure, some possible", "напевно жодного, можливі"),
    "legend_interval": (
        "Counts are of incidents surely in a unit; those known only to a wider region around it "
        "may lie in it too (up to).",
        "Кількість – інциденти, що напевно сталися в одиниці; відомі лише з точністю до ширшого "
        "регіону могли статися там теж (щонайбільше).",
    ),
    # Hexagons
    "places": ("Places as", "Місця як"),
    "places_dots": ("dots", "точки"),
    "places_hex": ("hexagons", "шестикутники"),
    "legend_hexagons": (
        "Incidents per hexagon of {area} km²",
        "Інцидентів на шестикутник у {area} км²",
    ),
    "legend_hexagons_note": (
        "Placed to a site, a settlement or its vicinity; equal ground area everywhere.",
        "З точністю до об’єкта, населеного пункту чи околиць; площа всюди однакова.",
    ),
    "legend_coarse": ("Circles: known only to the region", "Кола: відомий лише регіон"),
    "legend_regions": ("Regions", "Регіони"),
    "tip_coarse_unit": (
        "{incidents} known only to this region, not to a place in it",
        "{incidents}: відомий лише цей регіон, а не місце в ньому",
    ),
    "hexagons_said": (
        "{placed} in hexagons of {area} km²; {coarse} known only to a region stand in circles.",
        "{placed} у шестикутниках по {area} км²; у колах ті, для яких відомий лише регіон: "
        "{coarse}.",
    ),
    # Summary
    "summary_count_1": ("Placed in oblasts: {incidents}.", "Розміщено в областях: {incidents}."),
    "summary_count_2": ("Placed in raions: {incidents}.", "Розміщено в районах: {incidents}."),
    "summary_count_3": ("Placed in hromadas: {incidents}.", "Розміщено в громадах: {incidents}."),
    "summary_none": (
        "No incident of these filters is placed in a region.",
        "Жодного інциденту за цими фільтрами не розміщено в регіоні.",
    ),
    "summary_most": ("Most: {list}.", "Найбільше: {list}."),
    "summary_metric": ("{metric}, highest: {list}.", "{metric}, найвищі значення: {list}."),
    "summary_rises": ("Largest rises: {list}.", "Найбільше зростання: {list}."),
    "summary_falls": ("Largest falls: {list}.", "Найбільший спад: {list}."),
    "summary_unplaced_1": ("Known to no oblast: {n}.", "Область невідома: {n}."),
    "summary_unplaced_2": ("Known to no raion: {n}.", "Район невідомий: {n}."),
    "summary_unplaced_3": ("Known to no hromada: {n}.", "Громада невідома: {n}."),
    # Table
    "possible": (
        "up to, with those known only more widely",
        "щонайбільше, разом із ширше відомими",
    ),
    "col_up_to": ("Incidents, up to", "Інциденти, щонайбільше"),
    "col_per_100k": ("Per 100,000 residents", "На 100 000 жителів"),
    "col_residents": ("Residents", "Жителі"),
    "col_counted_on": ("Residents on", "Жителі на дату"),
    "col_counted_before": ("Incidents before", "Інциденти раніше"),
    "col_difference": ("Difference", "Різниця"),
    "col_change_percent": ("Change, %", "Зміна, %"),
    "col_energy": ("Energy targets", "Енергетичні цілі"),
    "col_stated": ("Target stated", "Ціль вказано"),
    "col_energy_share": ("Energy targets, %", "Енергетичні цілі, %"),
    "cell_none": ("not given", "не подано"),
}
