"""What a printed report and its buttons say: (English, Ukrainian)."""

REPORT = {
    # Buttons
    "report": ("Report and map picture", "Звіт і зображення карти"),
    "report_help": (
        "Made from the current filters when you ask for it; it takes some seconds.",
        "Створюється за поточними фільтрами на ваш запит; це триває кілька секунд.",
    ),
    "report_html": ("Report (HTML)", "Звіт (HTML)"),
    "report_pdf": ("Report (PDF)", "Звіт (PDF)"),
    "report_png": ("Map picture (PNG)", "Зображення карти (PNG)"),
    # Head
    "report_name": ("Incident Atlas: report", "Атлас інцидентів: звіт"),
    "report_stamp": (
        "Store version {version} ({day}).",
        "Версія сховища {version} ({day}).",
    ),
    "report_page": ("Page {page} of {pages}", "Сторінка {page} з {pages}"),
    # Sections
    "report_map": ("Map", "Карта"),
    "report_timeline": ("Over time", "У часі"),
    "report_regions": ("Regions", "Регіони"),
    "report_incidents": ("Incidents", "Інциденти"),
    "report_method": ("How it was counted", "Як пораховано"),
    "report_sources": ("Sources and their terms", "Джерела та їхні умови"),
    "report_again": ("To make this again", "Як отримати це знову"),
    # Map and timeline
    "report_shapes": ("Regions: {attribution}.", "Регіони: {attribution}."),
    "report_seats_from": ("seats: GeoNames (CC BY 4.0)", "центри: GeoNames (CC BY 4.0)"),
    "report_credit": ("Incidents: {sources}.", "Інциденти: {sources}."),
    "report_made_by": ("Incident Atlas", "Атлас інцидентів"),
    "report_cells": (
        "There are {n} places: they are drawn as cells.",
        "Місць {n}: їх показано комірками.",
    ),
    "report_seats": (
        "Circles stand at the seats of the regions; they are not the places of incidents.",
        "Кола стоять у центрах регіонів; це не місця інцидентів.",
    ),
    "report_killed_over_time": (
        "Killed per {unit}, as reported: dark up to the lower sum, pale up to the upper one",
        "Загиблі за {unit}, за повідомленнями: темне – до нижньої суми, бліде – до верхньої",
    ),
    "report_timeline_said": (
        "Bars from {first} to {last}: {incidents} in all, most in the {unit} from {top} ({most}).",
        "Стовпчики від {first} до {last}: усього {incidents}, найбільше за {unit} від {top} "
        "({most}).",
    ),
    "report_imprecise": (
        "Dated over more than one {unit}, and counted in the first: {incidents}.",
        "Дати охоплюють більше ніж один {unit}, пораховано в першому: {incidents}.",
    ),
    "report_months_more": (
        "Records that may be counted only as a whole are in charts by month alone.",
        "Записи, які дозволено рахувати лише загалом, є тільки в діаграмах за місяцями.",
    ),
    "report_no_periods": (
        "No incident counts in this period.",
        "У цьому періоді немає жодного порахованого інциденту.",
    ),
    # Tables
    "report_regions_said": (
        "{shown} of {total} regions, most incidents first.",
        "Регіонів: {shown} з {total}, спершу з найбільшою кількістю інцидентів.",
    ),
    "report_incidents_said": (
        "Records 1–{shown} of {total}, {order}.",
        "Записи 1–{shown} з {total}, {order}.",
    ),
    "report_incidents_none": (
        "No single record may be listed.",
        "Жодного окремого запису показати не можна.",
    ),
    "report_incidents_cut": (
        "The other {left} are in the export that is named at the end.",
        "Решту ({left}) містить експорт, названий наприкінці.",
    ),
    "report_aggregate": ("aggregate record", "зведений запис"),
    "report_none_stated": ("None stated", "Не вказано в"),
    "report_dots": ("Placed as dots", "Точками"),
    "report_coarse": ("Region only", "Лише регіон"),
    "report_what": ("What is reported", "Що повідомлено"),
    "report_who": ("Status, source, record", "Статус, джерело, запис"),
    # Method
    "report_linked": (
        "Reports of several sources that were linked as one incident count once; links are made "
        "by named rules and can be looked at (python -m events links).",
        "Повідомлення кількох джерел, пов’язані як один інцидент, враховано один раз; зв’язки "
        "встановлено за названими правилами, їх можна переглянути (python -m events links).",
    ),
    "report_apart": (
        "Every report is counted by itself here, also where several tell of one incident.",
        "Тут кожне повідомлення пораховано окремо, навіть якщо кілька з них про один інцидент.",
    ),
    "report_links": (
        "Reports were linked: version {version} of the links.",
        "Повідомлення пов’язано: версія зв’язків {version}.",
    ),
    "report_unlinked": (
        "No reports are linked in this store.",
        "У цьому сховищі жодних повідомлень не пов’язано.",
    ),
    "report_doubtful": (
        "Left out as doubtful: {records} of {names}, which a machine reads in the press; of five "
        "of its points that were looked into, four were wrong.",
        "Не враховано як сумнівні {records} джерела {names}, які машина вичитує з преси: з п’яти "
        "перевірених точок чотири були хибні.",
    ),
    # Sources
    "report_source": (
        "{name}, {records}. {citation} Terms: {licences}.",
        "{name}, {records}. {citation} Умови: {licences}.",
    ),
    "report_terms_unstated": ("not stated", "не вказано"),
    "report_retrieved": ("Retrieved {first}.", "Отримано {first}."),
    "report_retrieved_between": (
        "Retrieved from {first} to {last}.",
        "Отримано від {first} до {last}.",
    ),
    "report_may_not": (
        "Its rows may not be passed on to others.",
        "Його рядки не можна передавати іншим.",
    ),
    "report_may_ask": (
        "Ask the publisher before passing rows on.",
        "Перш ніж передавати рядки, запитайте видавця.",
    ),
    "report_in_english": ("The source asks (in English):", "Джерело просить (англійською):"),
    "report_no_rows": (
        "No source has single records in this view.",
        "У цьому вигляді жодне джерело не має окремих записів.",
    ),
    # Again
    "report_boundaries": (
        "Borders of {level}: {name}; {attribution}. Terms: {licence}.",
        "Межі ({level}): {name}; {attribution}. Умови: {licence}.",
    ),
    "report_address": (
        "The same view, behind the address of the atlas:",
        "Той самий вигляд, після адреси атласу:",
    ),
    "report_command": ("The same records as CSV:", "Ті самі записи як CSV:"),
    "report_command_public": (
        "The same records as CSV (public mode):",
        "Ті самі записи як CSV (публічний режим):",
    ),
    "report_command_report": ("This report:", "Цей звіт:"),
}
