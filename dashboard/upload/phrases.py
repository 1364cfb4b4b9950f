"""What the Data page says: (English, Ukrainian); reasons and fields in the words of a reader."""

UPLOAD = {
    "page_data": ("Data", "Дані"),
    # Who may
    "upload_closed": (
        "This atlas is public and takes no files here. Its operator can allow it to editors by "
        "setting ATLAS_EDITOR_KEY to a key of at least {signs} characters.",
        "Цей атлас публічний і файлів тут не приймає. Оператор може дозволити це редакторам, "
        "задавши в ATLAS_EDITOR_KEY ключ щонайменше з {signs} знаків.",
    ),
    "upload_ask_key": (
        "Only editors may add data to this public atlas.",
        "Додавати дані до цього публічного атласу можуть лише редактори.",
    ),
    "editor_key": ("Editor’s key", "Ключ редактора"),
    "editor_enter": ("Continue", "Продовжити"),
    "editor_wrong": ("This is not the key.", "Це не той ключ."),
    # The file
    "upload_lead": (
        "Look at a file before it becomes part of the atlas: nothing is written until you press "
        "the import button.",
        "Перегляньте файл, перш ніж він стане частиною атласу: нічого не записано, доки ви не "
        "натиснете кнопку імпорту.",
    ),
    "upload_file": (
        "File: CSV, GeoJSON or JSON, Excel, Parquet, or a zip of one such file; up to {mb} MB",
        "Файл: CSV, GeoJSON чи JSON, Excel, Parquet або zip з одним таким файлом; до {mb} МБ",
    ),
    "upload_beside": (
        "Its companion files, up to {mb} MB each: {names}",
        "Файли, що його доповнюють, до {mb} МБ кожен: {names}",
    ),
    "upload_choose": ("Choose a file", "Обрати файл"),
    "upload_drop": ("or drop it here", "або перетягніть сюди"),
    "upload_too_large": (
        "The file is larger than this page takes. Import it from the command line, or split it.",
        "Файл більший, ніж приймає ця сторінка. Імпортуйте його з командного рядка або поділіть.",
    ),
    "upload_working": ("Reading, checking and placing …", "Читаю, перевіряю й розміщую …"),
    "upload_importing": ("Writing into the store …", "Записую до сховища …"),
    "upload_failed": (
        "This file cannot be taken; nothing was changed. The importer says:",
        "Цей файл не можна взяти; нічого не змінено. Повідомлення імпорту:",
    ),
    "upload_nothing": (
        "No row of this file can be accepted; the reasons stand below.",
        "Жодного рядка цього файлу не можна прийняти; причини подано нижче.",
    ),
    # What it is
    "recognised": ("Recognised as: {title}", "Розпізнано: {title}"),
    "recognised_columns": (
        "It has the columns {columns}.",
        "Файл має стовпці {columns}.",
    ),
    "recognised_table": (
        "A table of its own kind; its days are read from the column {column}.",
        "Таблиця власного вигляду; дні взято зі стовпця {column}.",
    ),
    "recognised_undated": (
        "A table of its own kind, and no column was recognised as the date. Choose it below.",
        "Таблиця власного вигляду, і жоден стовпець не розпізнано як дату. Оберіть його нижче.",
    ),
    "any_table": ("any table", "довільна таблиця"),
    "terms_heading": ("Terms", "Умови"),
    "terms_yes": (
        "Rows may be passed on with the citation.",
        "Рядки можна передавати далі з посиланням на джерело.",
    ),
    "terms_no": (
        "Rows may not be passed on to others; a public atlas withholds them.",
        "Рядки не можна передавати іншим; публічний атлас їх не показує.",
    ),
    "terms_unknown": (
        "No terms are stated: ask the publisher before passing rows on. A public atlas "
        "withholds such rows.",
        "Умов не вказано: перш ніж передавати рядки, запитайте видавця. Публічний атлас таких "
        "рядків не показує.",
    ),
    # Columns
    "columns_heading": ("Columns of the file", "Стовпці файлу"),
    "columns_by_hand": (
        "Map the columns by hand instead",
        "Натомість зіставити стовпці вручну",
    ),
    "columns_hint": (
        "For each field of a record, the column that it comes from; the first value of the column "
        "stands beside its name. What has no column stays in the record’s raw data.",
        "Для кожного поля запису – стовпець, з якого його взято; поруч із назвою стоїть перше "
        "значення стовпця. Стовпці без поля залишаються в сирих даних запису.",
    ),
    "no_column": ("no column", "немає стовпця"),
    "columns_apply": ("Try these columns", "Спробувати ці стовпці"),
    "table_name": ("Name of the table", "Назва таблиці"),
    "table_name_help": (
        "Rows of one name and identifier are one record, so that a later file of the same name "
        "revises them. Letters, digits, dot, dash, underscore; not the name of a known source.",
        "Рядки з однаковими назвою таблиці й ідентифікатором – це один запис, тож пізніший файл "
        "з тією самою назвою його виправляє. Літери, цифри, крапка, риска, підкреслення; не "
        "назва відомого джерела.",
    ),
    "table_name_wrong": (
        "This name is taken by a known source, or is not up to 60 letters, digits, . _ -",
        "Цю назву має відоме джерело, або вона не складається з 1–60 літер, цифр, . _ -",
    ),
    "table_licence": ("Licence of its rows", "Ліцензія рядків"),
    "licence_unstated": ("not stated", "не вказано"),
    "needs_date": (
        "A table needs a column with the date.",
        "Таблиці потрібен стовпець із датою.",
    ),
    # Dry run and report
    "dry_run": (
        "Dry run of {file}: this is what an import would do. Nothing has been written.",
        "Пробний прохід, {file}: ось що зробив би імпорт. Нічого не записано.",
    ),
    "rows_read": ("Rows read", "Прочитано рядків"),
    "rows_accepted": ("Accepted", "Прийнято"),
    "rows_rejected": ("Rejected", "Відхилено"),
    "rows_new": ("New", "Нові"),
    "rows_updated": ("Updated", "Оновлені"),
    "rows_unchanged": ("Unchanged", "Без змін"),
    "import_button": ("Import {rows}", "Імпортувати {rows}"),
    "imported": (
        "Imported {rows}. Store version {version}.",
        "Імпортовано: {rows}. Версія сховища {version}.",
    ),
    "imported_same": (
        "Everything was in the store already; it stays at version {version}.",
        "Усе це вже було у сховищі; воно залишається у версії {version}.",
    ),
    "imported_not_linked": (
        "{n} reports are not yet compared with the others, so an incident told twice counts twice. "
        "The command `python -m events link` compares them.",
        "Повідомлень, які ще не порівняно з іншими: {n}; подія, про яку розповіли двічі, рахується "
        "двічі. Порівнює їх команда `python -m events link`.",
    ),
    "to_the_map": ("See these rows on the map", "Побачити ці рядки на карті"),
    "to_the_changes": ("See what changed", "Побачити, що змінилося"),
    "upload_not_written": (
        "The rows could not be written; the store is as it was. It says:",
        "Рядки не вдалося записати; сховище таке, як було. Повідомлення:",
    ),
    "upload_map_hint": (
        "Choose a dot or a region to see which rows lie there. The filters of other pages do not "
        "apply here.",
        "Оберіть точку або регіон, щоб побачити, які рядки там лежать. Фільтри інших сторінок "
        "тут не діють.",
    ),
    "upload_off_map": ("Not drawn as dots: {parts}.", "Не показано точками: {parts}."),
    "off_map_coarse": ("{n} known to a region only", "відомий лише регіон – {n}"),
    "off_map_not_placed": ("{n} in no oblast", "область невідома – {n}"),
    "accepted_heading": ("Accepted rows", "Прийняті рядки"),
    "rejected_heading": ("Rejected rows", "Відхилені рядки"),
    "rejected_first": (
        "The first {n} of {total}; the file has all.",
        "Перші {n} з {total}; у файлі є всі.",
    ),
    "rejected_download": ("Download the rejected rows", "Завантажити відхилені рядки"),
    "col_reason": ("Reason", "Причина"),
    "col_rows": ("Rows", "Рядки"),
    "col_line": ("Line", "Рядок файлу"),
    "col_column": ("Column", "Стовпець"),
    "col_seen": ("What stood there", "Що там було"),
    "disagree_heading": ("Names of regions", "Назви регіонів"),
    "disagree_none": (
        "No row names another region than the one that holds its point.",
        "Жоден рядок не називає іншого регіону, ніж той, де лежить його точка.",
    ),
    "disagree_oblast": (
        "{rows} with another oblast than the one that holds the point. The point decides, except "
        "for rows known only to the oblast.",
        "{rows} з іншою областю, ніж та, де лежить точка. Вирішує точка, крім рядків, для яких "
        "відома лише область.",
    ),
    "disagree_raion": (
        "{rows} with another raion than the one that holds the point, which decides.",
        "{rows} з іншим районом, ніж той, де лежить точка; вирішує точка.",
    ),
    "notes_heading": ("The importer’s notes", "Нотатки імпорту"),
    # Quality
    "quality_heading": ("Quality of the records, by source", "Якість записів за джерелами"),
    "quality_upload": ("Quality of the accepted rows", "Якість прийнятих рядків"),
    "quality_caption": (
        "Shares are of the source’s records; those of unstated tolls leave out aggregate records. "
        "Records of one place, day and type are repeats, or separate events that the source "
        "cannot tell apart.",
        "Частки – від записів джерела; для невказаних втрат – без зведених записів. Записи з "
        "однаковими місцем, днем і типом – це повтори або окремі події, яких джерело не "
        "розрізняє.",
    ),
    "quality_measure": ("Measure", "Показник"),
    "quality_amount": ("Records and days", "Записи та дні"),
    "quality_records": ("Records", "Записи"),
    "quality_aggregates": ("Aggregate records among them", "Серед них зведені записи"),
    "quality_days": ("Days, first to last", "Дні, від першого до останнього"),
    "quality_fetched": ("Fetched from the publisher", "Отримано від видавця"),
    "quality_imprecise": ("Dated no finer than a week", "Датовано не точніше, ніж тижнем"),
    "quality_repeats": ("Share place, day and type", "Однакові місце, день і тип"),
    "quality_tolls": ("Tolls", "Втрати"),
    "quality_killed": ("Killed not stated", "Загиблих не вказано"),
    "quality_injured": ("Injured not stated", "Поранених не вказано"),
    "quality_precision": ("Place known to", "Місце відоме до"),
    "quality_placed": ("Region found by", "Регіон визначено"),
    "quality_import": ("Last import", "Останній імпорт"),
    "quality_import_day": ("Day (UTC)", "День (UTC)"),
    "quality_read": ("Rows read", "Прочитано рядків"),
    "quality_rejected": ("Rows rejected", "Відхилено рядків"),
    "quality_oblast": ("Rows naming another oblast", "Рядки з іншою областю"),
    "quality_raion": ("Rows naming another raion", "Рядки з іншим районом"),
    "quality_unknown": ("not known", "невідомо"),
    "quality_empty": ("The store holds no records yet.", "У сховищі ще немає записів."),
}

ROWS = {
    "en": {"one": "row", "other": "rows"},
    "uk": {"one": "рядок", "few": "рядки", "many": "рядків", "other": "рядка"},
}
"""The noun of rows in the plural forms of each language."""

REASONS_UK = {
    "wrong_field_count": "У рядку більше або менше полів, ніж у заголовку.",
    "cell_too_long": "Клітинка має понад 100 000 знаків.",
    "nul_byte": "Клітинка містить нульовий байт, якого в тексті не буває: файл пошкоджено.",
    "missing_id": "Рядок не має ідентифікатора, тож пізніші імпорти його не впізнають.",
    "duplicate_id": "Раніший рядок файлу має той самий ідентифікатор; узято перший.",
    "missing_date": "У рядку немає дати.",
    "bad_date": "Дата не є днем календаря в жодному вигляді, який уживає це джерело.",
    "date_out_of_range": "Дата раніша за 1991 рік або в майбутньому (останній можливий день: "
    "більш ніж за рік від сьогодні).",
    "dates_reversed": "Останній можливий день раніший за перший.",
    "bad_coordinates": "Координата не є числом градусів.",
    "half_coordinates": "Подано лише широту або лише довготу.",
    "zero_coordinates": "Координати 0, 0: це заповнювач, а не місце.",
    "coordinates_equal": "Широта й довгота – те саме число, чого в Україні не буває: одне "
    "скопійовано поверх іншого.",
    "coordinates_swapped": "Широта й довгота, схоже, помінялися місцями; якщо їх обміняти, точка "
    "лежить в Україні. Рядок відхилено, бо здогад – не місце.",
    "outside_ukraine": "Точка або країна, яку називає джерело, не в Україні й не ближче ніж за "
    "10 км від неї.",
    "bad_number": "Число втрат не є цілим.",
    "negative_number": "Число втрат від’ємне.",
    "number_too_large": "Число втрат більше, ніж може бути в записі (10 000 000).",
    "range_reversed": "Нижня межа втрат більша за верхню.",
    "unknown_word": "У клітинці слово, якого немає в кодовій книзі.",
    "bad_json": "У клітинці не той JSON, який пише туди наш власний експорт.",
    "not_a_point": "Фігура не є точкою; яке місце в ній мається на увазі, невідомо.",
    "no_place": "Джерело ставить рядок у центр країни чи регіону там, де мало бути місце.",
    "not_an_incident": "Джерело подає тут подію, яка не є насильницьким інцидентом.",
}
"""Reason code of events.REASONS -> its Ukrainian; the English is there."""

FIELD_NAMES = {
    "id": ("Identifier", "Ідентифікатор"),
    "date": ("Date, or first possible day", "Дата або перший можливий день"),
    "date_end": ("Last possible day", "Останній можливий день"),
    "date_precision": ("Precision of the date", "Точність дати"),
    "latitude": ("Latitude", "Широта"),
    "longitude": ("Longitude", "Довгота"),
    "place": ("Place", "Місце"),
    "place_uk": ("Place, in Ukrainian", "Місце українською"),
    "region": ("Oblast", "Область"),
    "title": ("Title", "Назва"),
    "description": ("Description", "Опис"),
    "url": ("Link to the report", "Посилання на повідомлення"),
    "source_name": ("Who reports it", "Хто повідомляє"),
    "event_type": ("Type of event", "Тип події"),
    "target_category": ("Kind of target", "Вид цілі"),
    "target_name": ("Name of the target", "Назва цілі"),
    "weapon": ("Weapon", "Зброя"),
    "killed": ("Killed", "Загиблі"),
    "killed_min": ("Killed, at least", "Загиблі, щонайменше"),
    "killed_max": ("Killed, at most", "Загиблі, щонайбільше"),
    "injured": ("Injured", "Поранені"),
    "injured_min": ("Injured, at least", "Поранені, щонайменше"),
    "injured_max": ("Injured, at most", "Поранені, щонайбільше"),
    "location_precision": ("Precision of the place", "Точність місця"),
    "status": ("Status", "Статус"),
    "attributed_to": ("Attributed to", "Кому приписують"),
    "licence": ("Licence of the row", "Ліцензія рядка"),
}
"""Field of events.TABLE_FIELDS -> what a reader calls it."""
