"""What the page Energy says: (English, Ukrainian)."""

ENERGY = {
    "page_energy": ("Energy", "Енергетика"),
    # Choices
    "energy_km": ("Incidents within, km", "Інциденти в межах, км"),
    "energy_km_of": ("{n} km", "{n} км"),
    "energy_kinds": ("Facilities", "Об’єкти"),
    "energy_season": ("Heating season", "Опалювальний сезон"),
    "energy_season_own": ("Period as in the filters", "Період, як у фільтрах"),
    "energy_season_name": ("{a}/{b}", "{a}/{b}"),
    "energy_between": ("16 April – 14 October {a}", "16 квітня – 14 жовтня {a}"),
    "energy_season_help": (
        "Taken as 15 October to 15 April. It is a convention: each hromada begins and ends its "
        "season by its own decision, when three days in a row have a mean of 8 °C or less "
        "(Cabinet of Ministers, resolution 830 of 2019).",
        "Умовно 15 жовтня – 15 квітня. Насправді кожна громада сама вирішує, коли почати й "
        "закінчити сезон: коли три доби поспіль середня температура не перевищує 8 °C (постанова "
        "Кабінету Міністрів № 830 від 2019 р.).",
    ),
    # Summary
    "energy_shown": (
        "{facilities} on the map. Within {km} km of them: {site} at a known site; {settlement} "
        "known to a settlement, so that the facility is not known; {vicinity} known only to the "
        "vicinity (about 25 km).",
        "На карті {facilities}. У межах {km} км від них: {site} у точно відомому місці; "
        "{settlement} з точністю до населеного пункту, тож об’єкт невідомий; {vicinity} відомо "
        "лише приблизно (до 25 км).",
    ),
    "energy_capacity": (
        "**Capacity of plants hit at least once: {low} to {high} MW.** The lower figure: "
        "{plants_low} with a strike on an energy target no farther than {at} km from them, no "
        "other plant nearer. The upper one: {plants_high} that a strike within {km} km may have "
        "hit, also where only the settlement is known. Stating no capacity, and so not in the "
        "sums: {unstated_low} and {unstated_high} of them.",
        "**Потужність станцій, уражених щонайменше один раз: від {low} до {high} МВт.** Нижнє "
        "значення: "
        "{plants_low}, де удар по енергетичній цілі стався не далі ніж за {at} км і ближче немає "
        "іншої станції. Верхнє: {plants_high}, які міг уразити удар у межах {km} км, зокрема коли "
        "відомий лише населений пункт. Потужність не вказано, тож до сум не входять: "
        "{unstated_low} і {unstated_high} з них.",
    ),
    "energy_not_lost": (
        "This is not capacity lost: a plant counts whole, whatever was damaged or repaired.",
        "Це не втрачена потужність: станцію враховано цілком, хоч би що було пошкоджено чи "
        "відновлено.",
    ),
    "energy_binned": (
        "{n} places are in view: they are joined to cells.",
        "У полі зору {n} місць: їх об’єднано в комірки.",
    ),
    "energy_sources": ("Facilities: {sources}.", "Об’єкти: {sources}."),
    "energy_hidden": (
        "A further list, {name}, is not shown: its licence ({licence}) is not an open one.",
        "Ще один перелік, {name}, не показано: його ліцензія ({licence}) не є відкритою.",
    ),
    "energy_broken": (
        "The installed facilities cannot be read: {why}",
        "Не вдалося прочитати встановлений перелік об’єктів: {why}",
    ),
    # Map
    "legend_facilities": ("Facilities", "Об’єкти"),
    "legend_state": ("Filled: incidents within {km} km", "Заливка: інциденти в межах {km} км"),
    "legend_state_site": ("at a known site", "у точному місці"),
    "legend_state_settlement": ("settlement known, facility not", "відомий лише населений пункт"),
    "legend_state_none": ("none", "немає"),
    "legend_energy_dots": ("Incidents near them", "Інциденти поблизу"),
    "legend_energy_target": ("energy target", "енергетична ціль"),
    "legend_other_target": ("other target", "інша ціль"),
    "facility_tip": (
        "{site} within {km} km; {settlement} by settlement",
        "{site} у межах {km} км; {settlement} за населеним пунктом",
    ),
    # Panel
    "energy_click": (
        "Choose a facility on the map or in the table to see what was reported near it.",
        "Оберіть об’єкт на карті чи в таблиці, щоб побачити повідомлення поблизу.",
    ),
    "energy_rule_at": (
        "“At a facility” means: the source names a site, and its point is no farther than "
        "{at} km from that of the facility.",
        "«На об’єкті» означає: джерело називає точне місце, і його точка не далі ніж за {at} км "
        "від точки об’єкта.",
    ),
    "energy_rule_near": (
        "A point that stands for a whole settlement is counted apart: the incident may have been "
        "at the facility or anywhere else in the settlement.",
        "Точку, що позначає весь населений пункт, пораховано окремо: інцидент міг статися на "
        "об’єкті або будь-де в населеному пункті.",
    ),
    "energy_no_proof": (
        "Near does not mean hit: these incidents are not proven to have had the facility as their "
        "target, unless the record says so.",
        "Поблизу не означає влучання: не доведено, що цей об’єкт був ціллю, якщо про це не сказано "
        "в самому записі.",
    ),
    "energy_gone": (
        "This facility is not in the list any more.",
        "Цього об’єкта більше немає в переліку.",
    ),
    "energy_unnamed": ("{kind}, no name stated", "{kind}, назву не вказано"),
    "facility_kind": ("Kind", "Вид"),
    "facility_operator": ("Operator", "Оператор"),
    "facility_capacity": ("Capacity", "Потужність"),
    "facility_capacity_from": ("{capacity}, by {source}", "{capacity}, за даними {source}"),
    "facility_voltage": ("Voltage", "Напруга"),
    "facility_region": ("Place", "Місце"),
    "facility_point": ("Point", "Точка"),
    "facility_note": ("Note", "Примітка (англ.)"),
    "facility_source": ("Source", "Джерело"),
    "facility_at": ("Incidents at it", "Інцидентів на об’єкті"),
    "facility_site": ("Site known, within {km} km", "Точне місце, до {km} км"),
    "facility_settlement": ("By settlement, within {km} km", "За населеним пунктом, до {km} км"),
    "facility_vicinity": ("By vicinity, within {km} km", "Приблизне місце, до {km} км"),
    "point_stated": ("stated by the source", "вказана джерелом"),
    "point_inside": ("inside the area that the source draws", "у межах контуру з джерела"),
    "point_approximate": ("approximate, good to about 1 km", "приблизна, до 1 км"),
    "energy_list": ("Within {km} km", "У межах {km} км"),
    "energy_listed": ("The first {n} are listed.", "Показано перші {n}."),
    "energy_away": (
        "{distance} away, {precision}; target: {target}",
        "{distance}, {precision}; ціль: {target}",
    ),
    # Tables
    "energy_table": (
        "Facilities, those with most incidents at them first. Choose a row to see it on the map.",
        "Об’єкти: спершу ті, на яких найбільше інцидентів. Оберіть рядок, щоб побачити на карті.",
    ),
    "energy_col_facility": ("Facility", "Об’єкт"),
    "energy_col_kind": ("Kind", "Вид"),
    "energy_col_operator": ("Operator", "Оператор"),
    "energy_col_capacity": ("Capacity, MW", "Потужність, МВт"),
    "energy_col_at": ("At it", "На об’єкті"),
    "energy_col_hits": ("of these, strikes on energy", "з них удари по енергетиці"),
    "energy_col_site": ("Within {km} km, site known", "До {km} км, точне місце"),
    "energy_col_settlement": ("Within {km} km, by settlement", "До {km} км, за нас. пунктом"),
    "energy_col_vicinity": ("Within {km} km, by vicinity", "До {km} км, приблизно"),
    "energy_col_last": ("Latest", "Останній"),
    "energy_col_source_of": ("Source", "Джерело"),
    "energy_find": ("A facility of this list, by name", "Об’єкт із цього переліку за назвою"),
    "energy_find_hint": ("Choose or type", "Оберіть або введіть"),
    "facilities_listed": (
        "Facilities {first}–{last} of {total}",
        "Об’єкти {first}–{last} з {total}",
    ),
    "energy_attacks": (
        "Incidents on energy targets by heating season",
        "Інциденти з енергетичними цілями за опалювальними сезонами",
    ),
    "energy_by": ("Split by", "Розподіл за"),
    "energy_by_event_type": ("type of event", "типом події"),
    "energy_by_target_category": ("target", "ціллю"),
    "energy_seasons_caption": (
        "Under all filters but the period. An incident counts in the season of its first possible "
        "day; “dated across” may belong to the next one. The data reach from {first} to {last}, "
        "so the first and the last row may not be whole.",
        "За всіма фільтрами, крім періоду. Інцидент належить до сезону свого першого можливого "
        "дня; «на межі» – ті, що можуть належати до наступного. Дані охоплюють від {first} до "
        "{last}, тож перший і останній рядки можуть бути неповними.",
    ),
    "energy_no_attacks": (
        "No incident with an energy target matches these filters.",
        "Жоден інцидент з енергетичною ціллю не відповідає фільтрам.",
    ),
    "energy_col_season": ("Period", "Період"),
    "energy_col_all": ("All", "Усього"),
    "energy_col_across": ("dated across", "на межі"),
    "energy_chart_alt": (
        "Stacked bars: incidents on energy targets in each heating season and between them",
        "Складені стовпчики: інциденти з енергетичними цілями в кожному опалювальному сезоні та "
        "між ними",
    ),
    "energy_season_row": ("heating season {name}", "опалювальний сезон {name}"),
    "energy_metres": ("{n} m", "{n} м"),
    "energy_mw": ("{n} MW", "{n} МВт"),
    "energy_kw": ("{n} kW", "{n} кВт"),
    "energy_kv": ("{n} kV", "{n} кВ"),
}

FACILITIES = {
    "en": {"one": "facility", "other": "facilities"},
    "uk": {"one": "об’єкт", "few": "об’єкти", "many": "об’єктів", "other": "об’єкта"},
}
PLANTS = {
    "en": {"one": "plant", "other": "plants"},
    "uk": {"one": "станція", "few": "станції", "many": "станцій", "other": "станції"},
}
"""What is counted, in the plural forms that CLDR names."""

KIND_LABELS = {
    "nuclear": ("nuclear plant", "атомна станція"),
    "thermal": ("thermal plant", "теплова станція"),
    "chp": ("heat and power plant", "теплоелектроцентраль"),
    "hydro": ("hydro plant", "гідроелектростанція"),
    "gas": ("gas facility", "газовий об’єкт"),
    "substation": ("substation", "підстанція"),
    "solar": ("solar plant", "сонячна станція"),
    "wind": ("wind farm", "вітрова станція"),
    "other": ("other", "інше"),
}

KIND_COLOURS = {
    "nuclear": "#6b3fa0",
    "thermal": "#7a3b12",
    "chp": "#c05a1c",
    "hydro": "#1f6f9f",
    "gas": "#0b6e63",
    "substation": "#36414b",
    "solar": "#b58a00",
    "wind": "#4f7f2f",
    "other": "#8b6f6f",
}
"""The shape tells a kind apart first (map_energy.js, map_energy.css), then the colour."""

OPERATORS_UK = {
    "Energoatom": "Енергоатом",
    "Ukrhydroenergo": "Укргідроенерго",
    "Centrenergo": "Центренерго",
    "DTEK": "ДТЕК",
    "DTEK Zakhidenergo": "ДТЕК Західенерго",
    "DTEK (before occupation)": "ДТЕК (до окупації)",
    "DTEK (before 2017 seizure)": "ДТЕК (до захоплення 2017 р.)",
    "Donbasenergo": "Донбасенерго",
    "Donbasenergo (before 2014 occupation)": "Донбасенерго (до окупації 2014 р.)",
    "Kyivteploenergo": "Київтеплоенерго",
    "Naftogaz": "Нафтогаз",
    "Darnytska CHP": "Дарницька ТЕЦ",
    "Cherkasy CHP": "Черкаська ТЕЦ",
    "Kramatorskteploenergo": "Краматорськтеплоенерго",
    "Sievierodonetsk CHP": "Сєвєродонецька ТЕЦ",
    "Mykolaiv CHP": "Миколаївська ТЕЦ",
    "Ukrenergo": "Укренерго",
    "Gas TSO of Ukraine": "Оператор ГТС України",
    "Ukrtransgaz": "Укртрансгаз",
}
"""Operators of the bundled facilities as Ukrainian writes them; others stay as their source has
them."""
