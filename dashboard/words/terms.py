"""The record's words as a reader sees them: labels in both languages, groups and colours.

Map, legend, charts and tables all read them here, so that one word has one name and one colour
everywhere. A label is a pair (English, Ukrainian), indexed by `words.LANGUAGES`.
"""

LABELS = {
    "event_type": {
        "air_strike": ("air strike", "авіаудар"),
        "missile_strike": ("missile strike", "ракетний удар"),
        "drone_attack": ("drone attack", "атака безпілотників"),
        "artillery_shelling": ("artillery shelling", "артилерійський обстріл"),
        "ground_fighting": ("ground fighting", "наземні бої"),
        "mine_explosion": ("mine explosion", "підрив на міні"),
        "sabotage": ("sabotage", "диверсія"),
        "dam_breach": ("dam breach", "руйнування греблі"),
        "abduction_or_detention": ("abduction or detention", "викрадення або затримання"),
        "other": ("other", "інше"),
    },
    "target_category": {
        "energy": ("electricity", "електроенергетика"),
        "gas": ("gas", "газова інфраструктура"),
        "heating": ("heating", "теплопостачання"),
        "hydro_dam": ("hydropower and dams", "ГЕС і греблі"),
        "nuclear": ("nuclear power", "атомна енергетика"),
        "residential": ("housing", "житло"),
        "health": ("health care", "охорона здоров’я"),
        "education": ("education", "освіта"),
        "transport": ("transport", "транспорт"),
        "port": ("ports", "порти"),
        "industry": ("industry", "промисловість"),
        "commercial": ("shops and offices", "торгівля та офіси"),
        "recreation": ("recreation", "відпочинок"),
        "religious_cultural": ("religion and culture", "релігія та культура"),
        "government": ("government", "органи влади"),
        "military": ("military", "військові об’єкти"),
        "other": ("other", "інше"),
        "unknown": ("not stated", "не вказано"),
    },
    "status": {
        "confirmed": ("confirmed", "підтверджено"),
        "reported": ("reported", "повідомлено"),
        "disputed": ("disputed", "оспорюється"),
    },
    "date_precision": {
        "day": ("to the day", "з точністю до дня"),
        "week": ("to the week", "з точністю до тижня"),
        "month": ("to the month", "з точністю до місяця"),
        "year": ("to the year", "з точністю до року"),
    },
    "location_precision": {
        "site": ("exact site", "точне місце"),
        "settlement": ("settlement", "населений пункт"),
        "near": ("near a known place", "поблизу відомого місця"),
        "raion": ("raion only", "лише район"),
        "oblast": ("oblast only", "лише область"),
        "area": ("larger area", "ширша місцевість"),
        "country": ("country only", "лише країна"),
    },
    "placed_by": {
        "contains": ("its point lies inside the region", "точка лежить у межах регіону"),
        "nearest": ("nearest region within 10 km", "найближчий регіон у межах 10 км"),
        "nearest_settlement": (
            "raion and hromada of the nearest settlement",
            "район і громада найближчого населеного пункту",
        ),
        "gazetteer": ("the only place of that name", "єдине місце з такою назвою"),
        "declared": ("region named by the source", "регіон назвало джерело"),
        "none": ("not placed", "не розміщено"),
    },
    "source": {
        "atlas": ("Incident Atlas research", "дослідження Incident Atlas"),
        "acled": ("ACLED", "ACLED"),
        "ucdp": ("UCDP GED", "UCDP GED"),
        "viina": ("VIINA", "VIINA"),
        "gdelt": ("GDELT", "GDELT"),
        "hapi": ("HDX HAPI", "HDX HAPI"),
        "bellingcat": (
            "Bellingcat, Civilian Harm in Ukraine",
            "Bellingcat, шкода цивільним в Україні",
        ),
        "cir": ("CIR, Eyes on Russia", "CIR, Eyes on Russia"),
        "missiles": ("Massive Missile Attacks", "масовані ракетні атаки"),
        "csv": ("other tables", "інші таблиці"),
    },
}

PRECISION_MEANING = {
    "site": (
        "The source names the building or facility; the point is that site.",
        "Джерело називає будівлю чи об’єкт; точка позначає саме це місце.",
    ),
    "settlement": (
        "Known to the settlement; the point stands for the whole settlement.",
        "Відомий населений пункт; точка позначає весь населений пункт.",
    ),
    "near": (
        "Within about 25 km of the point; the exact place is not known.",
        "У межах приблизно 25 км від точки; точне місце невідоме.",
    ),
    "raion": (
        "Known to the raion only; not drawn as a dot.",
        "Відомий лише район; точкою не позначається.",
    ),
    "oblast": (
        "Known to the oblast only; it shades the oblast and is not drawn as a dot.",
        "Відома лише область; зафарбовує область і не позначається точкою.",
    ),
    "area": (
        "Known to a larger area that is no administrative unit; not placed on the map.",
        "Відома лише ширша місцевість, що не є одиницею поділу; на карту не нанесено.",
    ),
    "country": (
        "Known to the country only; listed beside the map as not placed.",
        "Відома лише країна; подано поруч із картою як не розміщене.",
    ),
}
"""What a precision allows a reader to conclude: the detail panel prints it under the place."""

TARGET_GROUPS = {
    "power": ("energy", "gas", "heating", "hydro_dam", "nuclear"),
    "civil": (
        "residential",
        "health",
        "education",
        "commercial",
        "recreation",
        "religious_cultural",
    ),
    "economy": ("transport", "port", "industry"),
    "rest": ("government", "military", "other", "unknown"),
}
"""Four groups of target categories: as many as a reader can tell apart as small dots."""

GROUP_LABELS = {
    "power": ("energy, gas, heating", "енергія, газ, тепло"),
    "civil": ("homes, civilian places", "житло, цивільне"),
    "economy": ("transport, industry", "транспорт, промисловість"),
    "rest": ("other, not stated", "інше, не вказано"),
}

GROUP_COLOURS = {
    "power": "#b5650a",
    "civil": "#7a3b80",
    "economy": "#0b6e63",
    "rest": "#4a4f57",
}
"""Told apart under the three common colour-vision deficiencies and in grey print by lightness."""

SHADES = ("#e4edf4", "#c5d9e8", "#9fc0d8", "#74a3c4", "#4b84ab")
"""Five steps of one blue for the regions, light to dark; dots stay readable on the darkest."""

ACCENT = "#1f5f8b"
MUTED = "#c9d1d8"

GROUP_OF = {word: group for group, words in TARGET_GROUPS.items() for word in words}
"""Target category -> its group."""
