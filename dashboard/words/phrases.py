"""Every phrase of the interface as a pair (English, Ukrainian), by the room that says it."""

from dashboard.changes.phrases import CHANGED, CHANGES
from dashboard.compare.phrases import COMPARE
from dashboard.energy.phrases import ENERGY, FACILITIES, PLANTS
from dashboard.map.layer_phrases import LAYERS
from dashboard.map.play_phrases import PLAY, PLAY_NOUNS
from dashboard.record.link_phrases import GAP_DAYS, LINKS, OF_SOURCES, REPORTS, SOURCES
from dashboard.sidebar.area_phrases import AREA
from dashboard.sidebar.view_phrases import VIEWS
from dashboard.spikes.phrases import SPIKES
from dashboard.takeaway.report_phrases import REPORT
from dashboard.takeaway.takeaway_phrases import TAKEAWAY
from dashboard.timeline.phrases import DAYS, IMPORTS, MILESTONES, TIMELINE
from dashboard.upload.phrases import ROWS, UPLOAD
from dashboard.words.api import INTERFACE

PHRASES = {
    # Pages and frame
    "title": ("Incident Atlas", "Атлас інцидентів"),
    "page_map": ("Map", "Карта"),
    "page_timeline": ("Timeline", "Хронологія"),
    "page_regions": ("Regions", "Регіони"),
    "page_incidents": ("Incidents", "Інциденти"),
    "page_about": ("About", "Про атлас"),
    "language": ("Language", "Мова"),
    # Sidebar
    "period": ("Period", "Період"),
    "period_all": ("All of the data", "Усі дані"),
    "period_invasion": ("Since 24 February 2022", "Від 24 лютого 2022 р."),
    "period_last": ("Last {n} days of the data", "Останні {n} днів даних"),
    "period_winter": ("Heating season {a}/{b}", "Опалювальний сезон {a}/{b}"),
    "period_custom": ("Own dates", "Власні дати"),
    "period_help": (
        "An incident counts when any of its possible days lies in the period. A heating season is "
        "taken as 15 October to 15 April; each municipality sets its own dates.",
        "Інцидент враховано, якщо будь-який з його можливих днів належить до періоду. "
        "Опалювальним сезоном вважаємо 15 жовтня – 15 квітня; кожна громада визначає дати сама.",
    ),
    "since": ("From", "Від"),
    "until": ("To", "До"),
    "region": ("Regions", "Регіони"),
    "region_hint": ("Oblast, raion or hromada", "Область, район чи громада"),
    "region_more": ("Add another region", "Додати ще регіон"),
    "region_found": ("Regions found: {n}", "Знайдено регіонів: {n}"),
    "region_cut": (
        "The first {n} are listed: type more of the name",
        "Показано перші {n}: введіть більше літер назви",
    ),
    "region_unknown": (
        "No region has this name in English or Ukrainian",
        "Немає регіону з такою назвою українською чи англійською",
    ),
    "region_remove": ("Remove {name}", "Прибрати: {name}"),
    "region_chosen": ("Chosen regions", "Обрані регіони"),
    "region_holds": ("holds {name}", "тут: {name}"),
    "region_renamed": ("renamed", "перейменовано"),
    "region_city": ("city with special status", "місто зі спеціальним статусом"),
    "region_none": ("Not placed in any oblast", "Не розміщено в жодній області"),
    "everywhere": ("All of Ukraine", "Уся Україна"),
    "all": ("All", "Усі"),
    "event_type": ("Event type", "Тип події"),
    "target_category": ("Target", "Ціль"),
    "source": ("Source", "Джерело"),
    "status": ("Status", "Статус"),
    "location_precision": ("Placed to", "Точність місця"),
    "casualties": ("Casualties", "Постраждалі"),
    "casualties_any": ("With or without", "З постраждалими чи без"),
    "casualties_with": ("Killed or injured reported", "Є повідомлення про загиблих чи поранених"),
    "casualties_without": ("Reported as none", "Повідомлено, що немає"),
    "casualties_unstated": ("Not stated", "Не вказано"),
    "aggregates": ("Aggregate records", "Зведені записи"),
    "aggregates_listed": ("List, do not sum", "Показувати, не додавати"),
    "aggregates_summed": ("List and sum", "Показувати й додавати"),
    "aggregates_out": ("Leave out", "Не показувати"),
    "aggregates_help": (
        "Nationwide or multi-place records repeat the tolls of single incidents.",
        "Загальнонаціональні зведення повторюють втрати окремих інцидентів.",
    ),
    "doubtful": ("Show the reports of GDELT too", "Показати й повідомлення GDELT"),
    "doubtful_help": (
        "GDELT is what a machine reads in the press. Of five of its points that were looked into, "
        "four were wrong; its reports are left out of map, figures and lists unless asked for.",
        "GDELT – це те, що машина вичитує з преси. З п’яти перевірених точок чотири були хибні; "
        "без запиту цих повідомлень немає ні на карті, ні в числах, ні в списках.",
    ),
    "search": ("Words in title, place or text", "Слова в назві, місці або тексті"),
    "search_hint": ("e.g. Kharkiv or підстанція", "напр. Харків або substation"),
    "more_filters": ("More filters", "Більше фільтрів"),
    "reset": ("Clear all filters", "Скинути всі фільтри"),
    "shade": ("Shade regions by", "Зафарбувати регіони за"),
    "shade_incidents": ("incidents", "кількістю інцидентів"),
    "shade_killed_min": ("killed, lower bound", "загиблими, нижня межа"),
    "shade_killed_max": ("killed, upper bound", "загиблими, верхня межа"),
    "shade_injured_min": ("injured, lower bound", "пораненими, нижня межа"),
    "shade_injured_max": ("injured, upper bound", "пораненими, верхня межа"),
    "tiles": ("Online street map", "Онлайн-карта вулиць"),
    "tiles_help": (
        "Loads pictures from OpenStreetMap; its servers then see which area you look at.",
        "Завантажує зображення з OpenStreetMap; її сервери бачать, яку місцевість ви дивитеся.",
    ),
    "download_about": ("About this file (JSON)", "Про цей файл (JSON)"),
    "caution_no": (
        "Rows of {sources} may not be passed on to others.",
        "Рядки джерела {sources} не можна передавати іншим.",
    ),
    "caution_ask": (
        "{sources}: no terms stated. Ask the publisher before passing rows on.",
        "{sources}: умов не вказано. Перш ніж передавати рядки, запитайте видавця.",
    ),
    "withheld_counted": (
        "{records} of {names} count here by raion and month only: the terms do not let single "
        "records be passed on.",
        "{records} джерела {names} враховано тут лише за районом і місяцем: умови не дозволяють "
        "передавати окремі записи.",
    ),
    "withheld_out": (
        "Not counted in this view: records of {names}. They may not be passed on and count only "
        "for whole months, oblasts and raions.",
        "Не враховано в цьому вигляді записи джерела {names}: їх не можна передавати, тож вони "
        "рахуються лише за цілими місяцями, областями й районами.",
    ),
    "mode_public": (
        "Public mode: records that may not be passed on are in no table, map, file or address. "
        "They count by raion and month where {least} or more of a source fall together.",
        "Публічний режим: записів, які не можна передавати, немає в жодній таблиці, карті, файлі "
        "чи адресі. Їх враховано за районом і місяцем, де збігаються {least} чи більше записів "
        "одного джерела.",
    ),
    "mode_private": (
        "Private mode: everything in the store is shown, to this machine only.",
        "Приватний режим: показано все, що є у сховищі, лише на цьому комп’ютері.",
    ),
    "mode_withheld": ("{records} of {name} withheld", "{records} джерела {name} не показано"),
    # Figures
    "figure_incidents": ("Incidents", "Інциденти"),
    "figure_killed": ("Killed, as reported", "Загиблі, за повідомленнями"),
    "figure_injured": ("Injured, as reported", "Поранені, за повідомленнями"),
    "figure_not_placed": ("Not placed", "Не розміщено"),
    "note_aggregates": ("+ {records}", "+ {records}"),
    "note_unstated": ("{n} state none", "{n} не вказують"),
    "note_open": (
        "{n} of them state a lower bound alone; it enters both sums.",
        "{n} з них подають лише нижню межу; вона входить до обох сум.",
    ),
    "note_not_placed": ("known to no oblast", "область невідома"),
    "note_coarser": (
        "Up to {n} more could belong: they are known only to the oblast or raion around.",
        "Можуть належати ще до {n}: для них відома лише область або район довкола.",
    ),
    # Tolls
    "toll_unstated": ("not stated", "не вказано"),
    "toll_up_to": ("up to {high}", "до {high}"),
    "toll_at_least": ("at least {low}", "щонайменше {low}"),
    # Map and detail
    "how_to_read": ("How to read this map", "Як читати цю карту"),
    "read_dots": (
        "A dot is a place where incidents are known to the site, the settlement or its vicinity. "
        "A ring means only the vicinity is known.",
        "Точка – місце, де інциденти відомі з точністю до об’єкта, населеного пункту чи околиць. "
        "Кільце означає, що відомі лише околиці.",
    ),
    "read_shades": (
        "The shade of a region counts every incident placed in it, also those that are known no "
        "finer and have no dot.",
        "Відтінок регіону враховує всі інциденти в ньому, зокрема ті, місце яких точніше не відоме "
        "і які не мають точки.",
    ),
    "read_country": (
        "Incidents known only to the country are not on the map; they are counted as not placed.",
        "Інциденти, для яких відома лише країна, не нанесено; їх пораховано як не розміщені.",
    ),
    "read_tolls": (
        "Tolls are ranges over what the sources report. Not stated does not mean none.",
        "Втрати подано діапазоном за повідомленнями джерел. «Не вказано» не означає «немає».",
    ),
    "read_click": (
        "Choose a dot or a region to see what is reported there.",
        "Оберіть точку або регіон, щоб побачити повідомлення.",
    ),
    "read_circles": (
        "A circle stands at the seat of a region and counts every incident placed in that region; "
        "it is not the place where they happened. Dots are shown at the level of oblasts.",
        "Коло стоїть у центрі регіону й враховує всі інциденти в ньому; це не місце, де вони "
        "сталися. Точки показано на рівні областей.",
    ),
    "read_click_circle": (
        "Choose a circle to see what is reported in its region.",
        "Оберіть коло, щоб побачити повідомлення з його регіону.",
    ),
    "not_placed_list": ("Not placed on the map", "Не розміщено на карті"),
    "here": ("At this point", "У цій точці"),
    "close": ("Close", "Закрити"),
    "back": ("Back to the list", "Назад до списку"),
    "only_this_region": ("Show only this region", "Показати лише цей регіон"),
    "gone": (
        "The selected record is not in the store or not in the current filters.",
        "Обраного запису немає у сховищі або він не відповідає фільтрам.",
    ),
    "field_when": ("When", "Коли"),
    "field_where": ("Where", "Де"),
    "field_precision": ("Known to", "Відомо до"),
    "field_placed_by": ("Region by", "Регіон визначено"),
    "field_point": ("Point", "Точка"),
    "field_type": ("Type", "Тип"),
    "field_target": ("Target", "Ціль"),
    "field_weapon": ("Weapon, as reported", "Зброя, за повідомленнями"),
    "field_killed": ("Killed", "Загиблі"),
    "field_injured": ("Injured", "Поранені"),
    "field_children": ("Children among them", "Серед них діти"),
    "children": ("{killed} killed, {injured} injured", "загиблі: {killed}, поранені: {injured}"),
    "field_attributed": ("Attributed to", "Приписують"),
    "field_status": ("Status", "Статус"),
    "field_part_of": ("Part of", "Частина"),
    "field_aggregate": (
        "Aggregate record: its toll repeats that of other records.",
        "Зведений запис: його втрати повторюють втрати інших записів.",
    ),
    "field_sources": ("Reported by", "Повідомляють"),
    "field_no_link": ("no link given", "без посилання"),
    "field_licence": ("Licence", "Ліцензія"),
    "field_id": ("Record", "Запис"),
    "field_raw": ("The source's own columns", "Власні поля джерела"),
    "field_retrieved": ("Retrieved", "Отримано"),
    # Map layer
    "legend": ("Legend", "Умовні знаки"),
    "legend_none": ("none", "немає"),
    "legend_incidents_1": ("Incidents per oblast", "Інцидентів в області"),
    "legend_incidents_2": ("Incidents per raion", "Інцидентів у районі"),
    "legend_incidents_3": ("Incidents per hromada", "Інцидентів у громаді"),
    "legend_seats_2": ("Circles: at the raions’ seats", "Кола: у центрах районів"),
    "legend_seats_3": ("Circles: at the hromadas’ seats", "Кола: у центрах громад"),
    "legend_killed_min": ("Killed, lower bound", "Загиблі, нижня межа"),
    "legend_killed_max": ("Killed, upper bound", "Загиблі, верхня межа"),
    "legend_injured_min": ("Injured, lower bound", "Поранені, нижня межа"),
    "legend_injured_max": ("Injured, upper bound", "Поранені, верхня межа"),
    "legend_dots": ("Dots: target", "Точки: ціль"),
    "legend_precision": ("Placed to", "Точність місця"),
    "legend_site": ("site", "об’єкт"),
    "legend_settlement": ("settlement", "населений пункт"),
    "legend_near": ("vicinity", "околиці"),
    "legend_cells": ("Circles: incidents per cell", "Кола: інцидентів у комірці"),
    "tip_coarse": ("{n} known to the region only", "для {n} відомий лише регіон"),
    "zoom_in": ("Click to zoom in", "Натисніть, щоб наблизити"),
    "zoom_nearer": ("Zoom in", "Наблизити"),
    "zoom_farther": ("Zoom out", "Віддалити"),
    "shapes_failed": (
        "The shapes of the regions could not be loaded. Reload the page to try again.",
        "Не вдалося завантажити контури регіонів. Оновіть сторінку, щоб спробувати ще раз.",
    ),
    "outside_filter": ("outside the filter", "поза фільтром"),
    "whole_country": ("Whole country", "Уся країна"),
    "binned": (
        "{n} places are in view: they are shown as cells; zoom in for single places.",
        "У полі зору {n} місць: їх показано комірками; наблизьте, щоб бачити окремі місця.",
    ),
    # Charts and tables
    "chart_weeks": (
        "Incidents per week. Drag to choose a period.",
        "Інциденти за тиждень. Протягніть, щоб обрати період.",
    ),
    "chart_alt": (
        "Bar chart of incidents per week from {first} to {last}.",
        "Стовпчикова діаграма інцидентів за тиждень від {first} до {last}.",
    ),
    "week_of": ("Week from", "Тиждень від"),
    "by": ("Count by", "Рахувати за"),
    "unit_day": ("day", "днями"),
    "unit_week": ("week", "тижнями"),
    "unit_month": ("month", "місяцями"),
    "chart_incidents": ("Incidents", "Інциденти"),
    "chart_killed": ("Killed, lower to upper bound", "Загиблі, від нижньої до верхньої межі"),
    "imprecise": ("Dated over several", "Дата охоплює кілька"),
    "first_day": ("First day", "Перший день"),
    "col_region": ("Region", "Регіон"),
    "col_incidents": ("Incidents", "Інциденти"),
    "col_killed_min": ("Killed, at least", "Загиблі, щонайменше"),
    "col_killed_max": ("Killed, at most", "Загиблі, щонайбільше"),
    "col_injured_min": ("Injured, at least", "Поранені, щонайменше"),
    "col_injured_max": ("Injured, at most", "Поранені, щонайбільше"),
    "col_killed_unstated": ("No death toll stated", "Загиблих не вказано"),
    "col_injured_unstated": ("No injured stated", "Поранених не вказано"),
    "col_located": ("Placed as dots", "Нанесено точками"),
    "col_coarse": ("Known to the region only", "Відомий лише регіон"),
    "col_date": ("Date", "Дата"),
    "col_title": ("Title", "Назва"),
    "col_place": ("Place", "Місце"),
    "col_oblast": ("Oblast", "Область"),
    "col_killed": ("Killed", "Загиблі"),
    "col_injured": ("Injured", "Поранені"),
    "col_sort": ("Sort by", "Упорядкувати за"),
    "newest": ("newest first", "спершу найновіші"),
    "oldest": ("oldest first", "спершу найдавніші"),
    "most_killed": ("most killed first", "спершу найбільше загиблих"),
    "rows_shown": (
        "Rows {first}–{last} of {total}",
        "Рядки {first}–{last} з {total}",
    ),
    "row_hint": (
        "Choose a row to read the whole record; by keyboard: arrow keys, then Shift+Space.",
        "Оберіть рядок, щоб прочитати весь запис; з клавіатури: стрілки, потім Shift+пробіл.",
    ),
    "regions_caption": (
        "Sums are over stated tolls only; a toll without an upper bound enters the upper sum with "
        "its lower bound.",
        "Суми лише за вказаними втратами; втрати без верхньої межі входять до верхньої суми "
        "своєю нижньою межею.",
    ),
    "regions_not_placed_1": ("Not placed in any oblast", "Не розміщено в жодній області"),
    "regions_not_placed_2": ("Known to no raion", "Район невідомий"),
    "regions_not_placed_3": ("Known to no hromada", "Громада невідома"),
    "level": ("Regions", "Регіони"),
    "level_1": ("oblasts", "області"),
    "level_2": ("raions", "райони"),
    "level_3": ("hromadas", "громади"),
    "drill_2": ("Show its raions", "Показати її райони"),
    "drill_3": ("Show its hromadas", "Показати його громади"),
    "back_up": ("Back to {name}", "Назад: {name}"),
    "seats_only_2": (
        "Borders of raions are not installed: circles stand at the raions’ seats. To install them: "
        "python -m geodata install FILE.",
        "Межі районів не встановлено: кола стоять у центрах районів. Щоб встановити: "
        "python -m geodata install FILE.",
    ),
    "seats_only_3": (
        "Borders of hromadas are not installed: circles stand at the hromadas’ seats. To install "
        "them: python -m geodata install FILE.",
        "Межі громад не встановлено: кола стоять у центрах громад. Щоб встановити: "
        "python -m geodata install FILE.",
    ),
    "seats_unknown": (
        "Not drawn, since the point of the seat is not known: {regions} ({incidents}); they are in "
        "the table.",
        "Не нанесено, бо точка центру невідома: {regions} ({incidents}); їх подано в таблиці.",
    ),
    "regions_unknown_2": ("{incidents} known to no raion.", "Район невідомий: {incidents}."),
    "regions_unknown_3": ("{incidents} known to no hromada.", "Громада невідома: {incidents}."),
    # About
    "about_method": ("How the atlas counts", "Як рахує атлас"),
    "about_store": ("This store", "Це сховище"),
    "about_sources": ("Sources and their terms", "Джерела та їхні умови"),
    "about_borders": ("Borders", "Межі"),
    "about_seats": (
        "Where the borders of raions or hromadas are not installed, an incident gets those of the "
        "nearest settlement of its oblast. On places of real events from three sources that is the "
        "right raion for {raion} in 100 and the right hromada for {hromada} in 100.",
        "Де меж районів чи громад не встановлено, інцидент належить до району й громади "
        "найближчого населеного пункту своєї області. На місцях реальних подій із трьох джерел "
        "район правильний у {raion} зі 100 випадків, громада – у {hromada} зі 100.",
    ),
    "about_names": (
        "Names and codes: official KATOTTG register; settlements: GeoNames (CC BY 4.0); some "
        "points of facilities: © OpenStreetMap contributors (ODbL).",
        "Назви й коди: офіційний реєстр КАТОТТГ; населені пункти: GeoNames (CC BY 4.0); деякі "
        "точки об’єктів: © учасники OpenStreetMap (ODbL).",
    ),
    "about_version": ("Store version {version}", "Версія сховища {version}"),
    "about_span": ("From {first} to {last}", "Від {first} до {last}"),
    # Faults
    "empty_result": (
        "No record matches these filters. Widen the period, or clear some filters.",
        "Жоден запис не відповідає цим фільтрам. Розширте період або зніміть частину фільтрів.",
    ),
    "empty_store": (
        "The store {path} holds no incidents yet. Import some: python -m events import FILE, or "
        "python -m events import --bundled for the incidents that come with the atlas.",
        "Сховище {path} ще не містить інцидентів. Імпортуйте їх: python -m events import FILE, або "
        "python -m events import --bundled для інцидентів, що постачаються з атласом.",
    ),
    "missing_store": (
        "There is no store at {path}. Run make run, or python -m events import --bundled, or name "
        "another folder with ATLAS_STORE.",
        "За адресою {path} немає сховища. Виконайте make run або python -m events import "
        "--bundled, або вкажіть іншу теку в ATLAS_STORE.",
    ),
    "broken_store": (
        "The store at {path} cannot be read: {why}",
        "Сховище {path} не вдалося прочитати: {why}",
    ),
    "bad_param": (
        "Ignored in the address: {name} = {seen} ({why})",
        "Проігноровано в адресі: {name} = {seen} ({why})",
    ),
    **AREA,
    **PLAY,
    **INTERFACE,
    **COMPARE,
    **TAKEAWAY,
    **VIEWS,
    **CHANGES,
    **ENERGY,
    **LINKS,
    **LAYERS,
    **SPIKES,
    **TIMELINE,
    **REPORT,
    **UPLOAD,
}

COUNTED = {
    "changed": CHANGED,
    **PLAY_NOUNS,
    "facilities": FACILITIES,
    "plants": PLANTS,
    "gap_days": GAP_DAYS,
    "of_sources": OF_SOURCES,
    "reports": REPORTS,
    "sources": SOURCES,
    "days": DAYS,
    "imports": IMPORTS,
    "milestones": MILESTONES,
    "rows": ROWS,
    "incidents": {
        "en": {"one": "incident", "other": "incidents"},
        "uk": {"one": "інцидент", "few": "інциденти", "many": "інцидентів", "other": "інциденту"},
    },
    "records": {
        "en": {"one": "record", "other": "records"},
        "uk": {"one": "запис", "few": "записи", "many": "записів", "other": "запису"},
    },
    "aggregates": {
        "en": {"one": "aggregate record", "other": "aggregate records"},
        "uk": {
            "one": "зведений запис",
            "few": "зведені записи",
            "many": "зведених записів",
            "other": "зведеного запису",
        },
    },
}
"""Nouns in the plural forms that CLDR names for each language."""
